#include "platform.h"

#include <stdio.h>
#include <sys/resource.h>

uint64_t sangdam_peak_resident_bytes(void) {
  // getrusage alone would tell the peak of the parent, where that is larger: Linux keeps it
  // through exec. VmHWM belongs to this program's own memory.
  FILE *status = fopen("/proc/self/status", "re");
  unsigned long long kibibytes = 0;
  if (status != NULL) {
    char line[256];
    while (kibibytes == 0 && fgets(line, sizeof line, status) != NULL) {
      if (sscanf(line, "VmHWM: %llu", &kibibytes) != 1) kibibytes = 0;
    }
    fclose(status);
  }
  if (kibibytes > 0) return kibibytes * 1024;
  struct rusage usage;
  if (getrusage(RUSAGE_SELF, &usage) != 0) return 0;
  return (uint64_t)usage.ru_maxrss * 1024;
}

#ifdef SANGDAM_JEMALLOC
// jemalloc reads this before main. What is freed goes back to the system at once: programs here
// allocate when they begin and when they end a piece of work, so this costs no time, and memory
// that grew by doubling is not held twice.
const char *malloc_conf = "dirty_decay_ms:0,muzzy_decay_ms:0";
#endif

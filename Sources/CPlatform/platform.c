#define _GNU_SOURCE
#include "platform.h"

#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <sys/prctl.h>
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

// What the process was allowed when the first thread asked: who is pinned may do less himself.
static cpu_set_t allowed;
static pthread_once_t allowed_once = PTHREAD_ONCE_INIT;

static void read_allowed(void) {
  CPU_ZERO(&allowed);
  sched_getaffinity(0, sizeof allowed, &allowed);
}

int32_t sangdam_allowed_processor_count(void) {
  pthread_once(&allowed_once, read_allowed);
  return CPU_COUNT(&allowed);
}

int32_t sangdam_pin_thread(int32_t place) {
  int32_t count = sangdam_allowed_processor_count();
  if (count == 0) return -1;
  int32_t left = place % count;
  for (int32_t processor = 0; processor < CPU_SETSIZE; processor++) {
    if (!CPU_ISSET(processor, &allowed) || left-- > 0) continue;
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(processor, &one);
    return pthread_setaffinity_np(pthread_self(), sizeof one, &one) == 0 ? processor : -1;
  }
  return -1;
}

_Thread_local sangdam_operations sangdam_thread_operations;

void sangdam_sharpen_timers(void) { prctl(PR_SET_TIMERSLACK, 1000, 0, 0, 0); }

#ifdef SANGDAM_JEMALLOC
// jemalloc reads this before main. What is freed goes back to the system at once: programs here
// allocate when they begin and when they end a piece of work, so this costs no time, and memory
// that grew by doubling is not held twice.
const char *malloc_conf = "dirty_decay_ms:0,muzzy_decay_ms:0";
#endif

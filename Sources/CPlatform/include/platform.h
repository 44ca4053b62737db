// What the system's C library offers and Swift cannot import directly; no logic lives here.
#ifndef SANGDAM_PLATFORM_H
#define SANGDAM_PLATFORM_H

#include <stdbool.h>
#include <sys/stat.h>
#include <stdint.h>
#include <time.h>

#include "sockets.h"

/// Bytes that this process held resident at its peak.
uint64_t sangdam_peak_resident_bytes(void);

/// Processors that this thread may run on.
int32_t sangdam_allowed_processor_count(void);

/// Keeps the calling thread on one of the processors it may run on, counted round from 0.
/// Gives the processor's number, or -1 if the system refuses.
int32_t sangdam_pin_thread(int32_t place);

/// Lets the calling thread wake within a microsecond of the time it asked for.
void sangdam_sharpen_timers(void);

/// Which file a path leads to: device and number there; false if there is none. In C because the
/// compiler takes `struct stat` for another module's once a package brings Dispatch in.
static inline bool sangdam_identify_file(const char *path, uint64_t *device, uint64_t *number) {
  struct stat found;
  if (stat(path, &found) != 0) return false;
  *device = found.st_dev;
  *number = found.st_ino;
  return true;
}

/// The mode of an open file, kind and permissions; -1 and errno if the system does not tell.
static inline int64_t sangdam_file_mode(int32_t descriptor) {
  struct stat found;
  return fstat(descriptor, &found) == 0 ? (int64_t)found.st_mode : -1;
}

/// Nanoseconds of a clock that never goes back.
static inline int64_t sangdam_monotonic_nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/// Nanoseconds of processor time that the calling thread has used.
static inline int64_t sangdam_thread_nanoseconds(void) {
  struct timespec used;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return (int64_t)used.tv_sec * 1000000000 + used.tv_nsec;
}

/// Asks for the cache line of an address that is about to be written: a hint, and never a fault.
static inline void sangdam_prefetch(const void *address) { __builtin_prefetch(address, 1, 3); }

/// What a thread did with the routing core: atomic operations on its words, looks after
/// publishing, entries passed that stood for nobody; and references to objects that it took and
/// gave up, whatever for.
typedef struct {
  uint64_t loads, stores, exchanges, failed_exchanges, others;
  uint64_t second_looks, dead_entries;
  uint64_t retains, releases;
} sangdam_operations;

/// Those of the calling thread since it cleared them.
extern _Thread_local sangdam_operations sangdam_thread_operations;

static inline void sangdam_count_load(void) { sangdam_thread_operations.loads++; }
static inline void sangdam_count_store(void) { sangdam_thread_operations.stores++; }
static inline void sangdam_count_other(void) { sangdam_thread_operations.others++; }
static inline void sangdam_count_second_look(void) { sangdam_thread_operations.second_looks++; }
static inline void sangdam_count_dead_entry(void) { sangdam_thread_operations.dead_entries++; }
static inline void sangdam_count_exchange(bool succeeded) {
  sangdam_thread_operations.exchanges++;
  if (!succeeded) sangdam_thread_operations.failed_exchanges++;
}
static inline sangdam_operations sangdam_counted_operations(void) {
  return sangdam_thread_operations;
}
static inline void sangdam_clear_operations(void) {
  sangdam_thread_operations = (sangdam_operations){0};
}

/// From now on the retains and releases of Swift objects that the program's own code asks for are
/// counted, by thread. False, and nothing is counted, where that cannot be done: a program that
/// has the runtime in itself, or another system.
bool sangdam_begin_counting_references(void);

/// The end of one such beginning; the last one makes them fast again.
void sangdam_end_counting_references(void);

#endif

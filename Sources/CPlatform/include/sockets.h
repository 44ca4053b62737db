// Readiness of sockets (epoll) and what goes with it; no logic lives here.
#ifndef SANGDAM_SOCKETS_H
#define SANGDAM_SOCKETS_H

#include <stdbool.h>
#include <stdint.h>

/// What a descriptor is watched for, and what it is ready for.
enum {
  SANGDAM_READABLE = 1,
  SANGDAM_WRITABLE = 2,
  /// The other side is gone; always watched for.
  SANGDAM_BROKEN = 4,
  /// Only one of several loops is woken; with the first watch alone.
  SANGDAM_SHARED = 8,
};

/// A descriptor that became ready: the token it is watched by, and for what.
typedef struct {
  uint64_t token;
  uint32_t what;
} sangdam_readiness;

/// A set of watched descriptors; -1 and errno if the system refuses.
int32_t sangdam_poll_create(void);
/// Watches a descriptor; -1 and errno if the system refuses.
int32_t sangdam_poll_add(int32_t poll, int32_t descriptor, uint32_t what, uint64_t token);
/// Changes what a watched descriptor is watched for.
int32_t sangdam_poll_change(int32_t poll, int32_t descriptor, uint32_t what, uint64_t token);
/// Watches a descriptor no longer.
int32_t sangdam_poll_remove(int32_t poll, int32_t descriptor);
/// Waits for at most so many milliseconds (-1: for ever); how many became ready, 512 at most.
int32_t sangdam_poll_wait(
    int32_t poll, sangdam_readiness *ready, int32_t capacity, int32_t milliseconds);

/// A descriptor that wakes a loop once it is written to; -1 and errno if the system refuses.
int32_t sangdam_bell_create(void);
/// Rings it.
void sangdam_bell_ring(int32_t bell);

/// A connection that came, and its other side in the machine's order; 0 where it has none.
typedef struct {
  int32_t descriptor;
  uint32_t address;
  uint16_t port;
} sangdam_arrival;

/// The next connection of a listening socket of IPv4, not blocking; its descriptor is -1, with
/// errno, if there is none.
sangdam_arrival sangdam_accept(int32_t listener);
/// Takes the rings of a bell back.
void sangdam_bell_silence(int32_t bell);
/// Waits for a bell for at most so many milliseconds (-1: for ever), and takes its rings back.
void sangdam_bell_await(int32_t bell, int32_t milliseconds);
/// A listening socket at an address of IPv4 and a port in the machine's order, not blocking; -1 and
/// errno if the system refuses. What it accepts is without Nagle's delay, and the system keeps about
/// `kept` bytes for it each way at most.
int32_t sangdam_listen(uint32_t address, uint16_t port, int32_t backlog, int32_t kept);
/// The port of a listening socket.
uint16_t sangdam_local_port(int32_t listener);
/// Lets this process open as many files as the system allows; how many.
uint64_t sangdam_raise_open_files(void);

#endif

#define _GNU_SOURCE
#include "sockets.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static struct epoll_event event_of(uint32_t what, uint64_t token) {
  struct epoll_event event = {.events = 0, .data.u64 = token};
  if (what & SANGDAM_READABLE) event.events |= EPOLLIN;
  if (what & SANGDAM_WRITABLE) event.events |= EPOLLOUT;
  if (what & SANGDAM_SHARED) event.events |= EPOLLEXCLUSIVE;
  return event;
}

int32_t sangdam_poll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

int32_t sangdam_poll_add(int32_t poll, int32_t descriptor, uint32_t what, uint64_t token) {
  struct epoll_event event = event_of(what, token);
  return epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event);
}

int32_t sangdam_poll_change(int32_t poll, int32_t descriptor, uint32_t what, uint64_t token) {
  struct epoll_event event = event_of(what, token);
  return epoll_ctl(poll, EPOLL_CTL_MOD, descriptor, &event);
}

int32_t sangdam_poll_remove(int32_t poll, int32_t descriptor) {
  return epoll_ctl(poll, EPOLL_CTL_DEL, descriptor, NULL);
}

int32_t sangdam_poll_wait(
    int32_t poll, sangdam_readiness *ready, int32_t capacity, int32_t milliseconds) {
  struct epoll_event events[512];
  if (capacity > 512) capacity = 512;
  int count = epoll_wait(poll, events, capacity, milliseconds);
  for (int place = 0; place < count; place++) {
    uint32_t flags = events[place].events;
    ready[place].token = events[place].data.u64;
    ready[place].what = (flags & EPOLLIN ? SANGDAM_READABLE : 0) |
                        (flags & EPOLLOUT ? SANGDAM_WRITABLE : 0) |
                        (flags & (EPOLLERR | EPOLLHUP) ? SANGDAM_BROKEN : 0);
  }
  return count;
}

int32_t sangdam_bell_create(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void sangdam_bell_ring(int32_t bell) {
  uint64_t one = 1;
  while (write(bell, &one, sizeof one) < 0 && errno == EINTR) continue;
}

sangdam_arrival sangdam_accept(int32_t listener) {
  struct sockaddr_in place = {0};
  socklen_t size = sizeof place;
  int descriptor =
      accept4(listener, (struct sockaddr *)&place, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
  return (sangdam_arrival){descriptor, ntohl(place.sin_addr.s_addr), ntohs(place.sin_port)};
}

void sangdam_bell_silence(int32_t bell) {
  uint64_t rings;
  if (read(bell, &rings, sizeof rings) < 0) return;
}

void sangdam_bell_await(int32_t bell, int32_t milliseconds) {
  struct pollfd what = {.fd = bell, .events = POLLIN};
  if (poll(&what, 1, milliseconds) > 0) sangdam_bell_silence(bell);
}

int32_t sangdam_listen(uint32_t address, uint16_t port, int32_t backlog, int32_t kept) {
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (listener < 0) return -1;
  int one = 1;
  struct sockaddr_in place = {
      .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(address)};
  // The system takes twice what it is told, for its own records.
  int half = kept / 2;
  // What is accepted inherits these; the receiving window is settled before the first of them.
  if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) == 0 &&
      setsockopt(listener, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one) == 0 &&
      setsockopt(listener, SOL_SOCKET, SO_SNDBUF, &half, sizeof half) == 0 &&
      setsockopt(listener, SOL_SOCKET, SO_RCVBUF, &half, sizeof half) == 0 &&
      bind(listener, (struct sockaddr *)&place, sizeof place) == 0 &&
      listen(listener, backlog) == 0) {
    return listener;
  }
  int reason = errno;
  close(listener);
  errno = reason;
  return -1;
}

uint16_t sangdam_local_port(int32_t listener) {
  struct sockaddr_in place = {0};
  socklen_t length = sizeof place;
  getsockname(listener, (struct sockaddr *)&place, &length);
  return ntohs(place.sin_port);
}

uint64_t sangdam_raise_open_files(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
  return limit.rlim_cur;
}

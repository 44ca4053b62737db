// What a loop asks of the system: sockets, and the time. Tests put a network of their own in its
// place, so that the very loop runs without either.

import CPlatform
import Glibc
import Rings
import WebSockets

/// The sockets of one loop, by their descriptors; its thread alone uses it.
///
/// Each method is one system call. Where there is a reason for a failure, it is the negative error
/// number. A class, because tests inherit from it: one call through a table, beside a system call.
class Network {
  private let poll: Poll
  private let listener: Int32

  init(poll: Int32, listener: Int32) {
    self.poll = Poll(descriptor: poll)
    self.listener = listener
  }

  /// Nanoseconds of the monotonic clock.
  var now: Int64 { sangdam_monotonic_nanoseconds() }

  /// Watches a descriptor; whether the system took it.
  func watch(_ descriptor: Int32, for what: UInt32, token: UInt64) -> Bool {
    poll.add(descriptor, for: what, token: token)
  }

  func watchListener(token: UInt64) {
    _ = poll.add(listener, for: Poll.readable | Poll.shared, token: token)
  }

  func change(_ descriptor: Int32, for what: UInt32, token: UInt64) {
    poll.change(descriptor, for: what, token: token)
  }

  func unwatch(_ descriptor: Int32) { poll.remove(descriptor) }

  func unwatchListener() { poll.remove(listener) }

  /// Waits; how many are ready. An interruption counts as none.
  func wait(milliseconds: Int32) -> Int { poll.wait(milliseconds: milliseconds) }

  /// One of those that are ready.
  func result(_ place: Int) -> (token: UInt64, what: UInt32) { poll.result(place) }

  /// The next connection that waits to be taken, and who is at the other end.
  func accept() -> (descriptor: Int32, remote: RemoteAddress) {
    let arrival = sangdam_accept(listener)
    let remote = RemoteAddress(address: arrival.address, port: arrival.port)
    return (arrival.descriptor < 0 ? -errno : arrival.descriptor, remote)
  }

  /// Reads into one region, or into two one after the other; how many bytes, 0 at the end.
  func receive(
    from descriptor: Int32, into first: ByteRegion, then second: ByteRegion?
  ) -> Int {
    // Safety: the regions are the loop's own, and live for the length of the call.
    let count: Int
    if let second {
      count = unsafe withUnsafeTemporaryAllocation(of: iovec.self, capacity: 2) { pieces in
        unsafe pieces[0] = iovec(iov_base: first.start, iov_len: first.count)
        unsafe pieces[1] = iovec(iov_base: second.start, iov_len: second.count)
        return unsafe readv(descriptor, pieces.baseAddress, 2)
      }
    } else {
      count = unsafe recv(descriptor, first.start, first.count, 0)
    }
    return count < 0 ? Int(-errno) : count
  }

  /// Hands a list to the system and drops from it what was taken; how many bytes.
  func send(_ list: inout SendList, to descriptor: Int32) -> Int {
    let sent = list.send(to: descriptor)
    guard sent >= 0 else { return Int(-errno) }
    list.drop(sent)
    return sent
  }

  /// Tells the other side that nothing more will come.
  func shut(_ descriptor: Int32) { shutdown(descriptor, Int32(SHUT_WR)) }

  func close(_ descriptor: Int32) { Glibc.close(descriptor) }
}

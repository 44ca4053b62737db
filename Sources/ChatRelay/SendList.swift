// The pieces that one system call sends; they stay where they are.

import Glibc
import Rings
import WebSockets

/// Pieces of memory in the order they are sent.
///
/// - Complexity: O(1) to add, O(pieces) to drop; no allocation after `init`.
@safe struct SendList: ~Copyable {
  /// Pieces that it holds at most.
  static let capacity = 256

  private let pieces: UnsafeMutablePointer<iovec>
  /// The first piece that is not yet sent.
  private var first = 0
  private var end = 0
  /// Bytes in all.
  private(set) var bytes = 0

  init() {
    // Safety: room for `capacity` pieces, freed in `deinit`.
    unsafe pieces = UnsafeMutablePointer<iovec>.allocate(capacity: Self.capacity)
  }

  deinit {
    // Safety: allocated in `init`; pieces are trivial.
    unsafe pieces.deallocate()
  }

  var isEmpty: Bool { first == end }
  var isFull: Bool { end == Self.capacity }

  /// Adds a piece, which has to stay as it is until it is sent.
  mutating func append(_ piece: ByteRegion) {
    precondition(end < Self.capacity, "the list is full")
    guard piece.count > 0 else { return }
    // Safety: inside the block of `capacity` pieces.
    unsafe pieces[end] = iovec(iov_base: piece.start, iov_len: piece.count)
    end += 1
    bytes += piece.count
  }

  /// The first piece, nil when nothing is left.
  var piece: ByteRegion? {
    guard first < end else { return nil }
    // Safety: a piece that was added as a region.
    return unsafe ByteRegion(start: pieces[first].iov_base, count: pieces[first].iov_len)
  }

  /// Takes so many bytes away from the front.
  mutating func drop(_ count: Int) {
    var rest = count
    bytes -= count
    while rest > 0 {
      // Safety: `rest` is at most what is left, so that a piece is there.
      let length = unsafe pieces[first].iov_len
      guard rest < length else {
        rest -= length
        first += 1
        continue
      }
      unsafe pieces[first].iov_base += rest
      unsafe pieces[first].iov_len = length - rest
      rest = 0
    }
  }

  mutating func clear() { (first, end, bytes) = (0, 0, 0) }

  /// Hands the pieces to the system; how many bytes it took, or -1 and `errno`.
  func send(to descriptor: Int32) -> Int {
    // Safety: the pieces are in the block and live for the length of the call.
    var message = unsafe msghdr()
    unsafe message.msg_iov = pieces + first
    unsafe message.msg_iovlen = Int(end - first)
    return unsafe sendmsg(descriptor, &message, Int32(MSG_NOSIGNAL))
  }
}

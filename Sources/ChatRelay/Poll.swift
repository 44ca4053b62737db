// The descriptors that a loop waits for.

import CPlatform
import Rings

/// A set of watched descriptors.
@safe struct Poll: ~Copyable {
  static let readable = UInt32(SANGDAM_READABLE)
  static let writable = UInt32(SANGDAM_WRITABLE)
  static let broken = UInt32(SANGDAM_BROKEN)
  static let shared = UInt32(SANGDAM_SHARED)
  /// Descriptors that one wait tells of at most.
  static let capacity = 512

  private let descriptor: Int32
  private let ready: UnsafeMutablePointer<sangdam_readiness>

  /// Of a descriptor that the loop has made; it is closed with the poll.
  init(descriptor: Int32) {
    self.descriptor = descriptor
    // Safety: room for `capacity` results, freed in `deinit`.
    unsafe ready = UnsafeMutablePointer<sangdam_readiness>.allocate(capacity: Self.capacity)
    unsafe ready.initialize(repeating: sangdam_readiness(), count: Self.capacity)
  }

  deinit {
    // Safety: allocated in `init`.
    unsafe ready.deallocate()
  }

  /// Whether the system took it.
  func add(_ watched: Int32, for what: UInt32, token: UInt64) -> Bool {
    sangdam_poll_add(descriptor, watched, what, token) == 0
  }

  func change(_ watched: Int32, for what: UInt32, token: UInt64) {
    _ = sangdam_poll_change(descriptor, watched, what, token)
  }

  func remove(_ watched: Int32) { _ = sangdam_poll_remove(descriptor, watched) }

  /// Waits; how many are ready. An interruption counts as none.
  func wait(milliseconds: Int32) -> Int {
    // Safety: the block has room for `capacity` results.
    Int(max(0, unsafe sangdam_poll_wait(descriptor, ready, Int32(Self.capacity), milliseconds)))
  }

  /// One of those that are ready.
  func result(_ place: Int) -> (token: UInt64, what: UInt32) {
    precondition(place >= 0 && place < Self.capacity, "no such result")
    // Safety: inside the block, initialised.
    return unsafe (ready[place].token, ready[place].what)
  }
}

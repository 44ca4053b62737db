// What the router keeps of an agent: the state word that decides, and what never changes.

/// The state of an agent in one word: open 48 | room 8 | nothing 7 | on duty 1.
///
/// `room` counts the places that no chat, offer or wrap-up takes; `open` the chats and offers.
/// Whoever changes anything exchanges the whole word, so that a place is given once.
@usableFromInline struct AgentState: BitwiseCopyable, Sendable {
  @usableFromInline var bits: UInt64

  @inlinable @inline(__always) init(bits: UInt64) { self.bits = bits }

  /// An agent who is away, with all places free.
  @inlinable static func away(places: Int) -> AgentState {
    AgentState(bits: UInt64(truncatingIfNeeded: places) << 8)
  }

  @usableFromInline static var onDuty: UInt64 { 1 }
  @usableFromInline static var onePlace: UInt64 { 1 << 8 }
  @usableFromInline static var oneChat: UInt64 { 1 << 16 }

  @inlinable @inline(__always) var isOnDuty: Bool { bits & Self.onDuty != 0 }
  @inlinable @inline(__always) var room: Int { Int(truncatingIfNeeded: bits >> 8 & 0xFF) }
  @inlinable @inline(__always) var open: Int { Int(truncatingIfNeeded: bits >> 16) }

  /// Whether one more customer can be given to him.
  @inlinable @inline(__always) var isAvailable: Bool { isOnDuty && bits & 0xFF00 != 0 }
}

/// What of an agent does not change.
@usableFromInline struct AgentRecord: BitwiseCopyable {
  @usableFromInline var group: UInt32
  @usableFromInline var concurrency: UInt32
  /// Where his hint is: word and bit.
  @usableFromInline var word: UInt32
  @usableFromInline var bit: UInt32

  init(group: UInt32, concurrency: UInt32, word: UInt32, bit: UInt32) {
    self.group = group
    self.concurrency = concurrency
    self.word = word
    self.bit = bit
  }

  /// The record of two words.
  @inlinable @inline(__always) init(_ low: UInt64, _ high: UInt64) {
    group = UInt32(truncatingIfNeeded: low)
    concurrency = UInt32(truncatingIfNeeded: low >> 32)
    word = UInt32(truncatingIfNeeded: high)
    bit = UInt32(truncatingIfNeeded: high >> 32)
  }

  /// The record as two words.
  var words: (low: UInt64, high: UInt64) {
    (UInt64(concurrency) << 32 | UInt64(group), UInt64(bit) << 32 | UInt64(word))
  }

  @inlinable @inline(__always) var hint: UInt64 { 1 << UInt64(bit) }
}

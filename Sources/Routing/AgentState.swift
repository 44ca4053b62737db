// What the router keeps of an agent: the state word that decides, and what never changes.

/// The state of an agent in one word: first mask 32 | masks 8 | open 8 | room 8 | nothing 7 |
/// on duty 1.
///
/// `room` counts the places that no chat, offer or wrap-up takes; `open` the chats and offers.
/// Whoever changes anything exchanges the whole word, so that a place is given once. Which lines
/// the agent may answer never changes; it stands here because whoever ends a chat has the word at
/// hand, and what else is kept of an agent is out of the cache.
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
  @inlinable @inline(__always) var open: Int { Int(truncatingIfNeeded: bits >> 16 & 0xFF) }

  /// The bits that say which lines the agent may answer.
  @usableFromInline static var linesMask: UInt64 { ~0 << 24 }
  /// Masks from which on their number does not fit.
  @usableFromInline static var manyMasks: Int { 0xFF }

  /// Where the masks of the agent's lines are; nil if there are too many for this word.
  @inlinable @inline(__always) var masks: Range<Int>? {
    let count = Int(truncatingIfNeeded: bits >> 24 & 0xFF)
    let first = Int(truncatingIfNeeded: bits >> 32)
    return count < Self.manyMasks ? first..<(first &+ count) : nil
  }

  /// The same state of an agent with the lines of those masks.
  func answering(_ masks: Range<Int>) -> AgentState {
    let count = UInt64(min(masks.count, Self.manyMasks))
    return AgentState(
      bits: bits & ~Self.linesMask | UInt64(UInt32(masks.lowerBound)) << 32 | count << 24)
  }

  /// Whether one more customer can be given to him.
  @inlinable @inline(__always) var isAvailable: Bool { isOnDuty && bits & 0xFF00 != 0 }
}

/// What of an agent does not change, in one word: word of hints 28 | bit 6 | places − 1 4 |
/// group 26.
@usableFromInline struct AgentRecord: BitwiseCopyable {
  @usableFromInline let bits: UInt64

  /// - Parameters:
  ///   - concurrency: chats at once, 1 to 16.
  ///   - word: where his hint is.
  ///   - bit: which one of the word it is.
  init(group: Int, concurrency: Int, word: Int, bit: Int) {
    precondition(group < 1 << 26 && word < 1 << 28, "more agents than can be numbered")
    bits =
      UInt64(group) | UInt64(concurrency - 1) << 26 | UInt64(bit) << 30 | UInt64(word) << 36
  }

  @inlinable @inline(__always) var group: Int { Int(truncatingIfNeeded: bits & 0x3FF_FFFF) }
  @inlinable @inline(__always) var concurrency: Int {
    Int(truncatingIfNeeded: bits >> 26 & 15) &+ 1
  }
  @inlinable @inline(__always) var word: Int { Int(truncatingIfNeeded: bits >> 36) }
  @inlinable @inline(__always) var hint: UInt64 { 1 &<< (bits >> 30) }
}

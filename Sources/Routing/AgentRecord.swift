// What the router keeps of an agent: one state word, packed.

/// The state of an agent in one word: position 40 | level 8 | held 8 | open 7 | signed on 1.
///
/// `level` is the level at which the agent is published, plus one; 0 = not published. `open` are
/// open chats and offers, `held` the places they and the wrap-ups take.
@usableFromInline struct AgentState: BitwiseCopyable, Sendable {
  @usableFromInline var bits: UInt64

  @inlinable @inline(__always) init(bits: UInt64) { self.bits = bits }

  /// An agent who is away and has no position.
  @usableFromInline static let away = AgentState(bits: ~0 << 24)
  /// No position.
  @inlinable static var nowhere: UInt64 { (1 << 40) - 1 }

  @inlinable @inline(__always) var isSignedOn: Bool {
    get { bits & 1 != 0 }
    set { bits = bits & ~1 | (newValue ? 1 : 0) }
  }
  @inlinable @inline(__always) var open: Int {
    get { Int(truncatingIfNeeded: bits >> 1 & 0x7F) }
    set { bits = bits & ~(0x7F << 1) | UInt64(truncatingIfNeeded: newValue & 0x7F) << 1 }
  }
  @inlinable @inline(__always) var held: Int {
    get { Int(truncatingIfNeeded: bits >> 8 & 0xFF) }
    set { bits = bits & ~(0xFF << 8) | UInt64(truncatingIfNeeded: newValue & 0xFF) << 8 }
  }
  @inlinable @inline(__always) var publishedLevel: Int {
    get { Int(truncatingIfNeeded: bits >> 16 & 0xFF) &- 1 }
    set { bits = bits & ~(0xFF << 16) | UInt64(truncatingIfNeeded: (newValue &+ 1) & 0xFF) << 16 }
  }
  @inlinable @inline(__always) var position: UInt64 {
    get { bits >> 24 }
    set { bits = bits & 0xFF_FFFF | newValue << 24 }
  }
}

/// What of an agent does not change, and since when the agent is in his place of the order.
@usableFromInline struct AgentRecord: BitwiseCopyable {
  /// End of the last chat, or last assignment while chats are open.
  @usableFromInline var since: Int64 = 0
  @usableFromInline var group: UInt32 = 0
  @usableFromInline var concurrency: UInt32 = 1

  @usableFromInline init() {}
}

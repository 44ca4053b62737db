// Whose turn it is: the order of a policy as one number per agent.

import Consulting

/// Whose turn it is among agents of one tier: by the chats that are open, as the policy has it,
/// then by the time since when; in one number, lower first.
@usableFromInline struct TurnRule: BitwiseCopyable, Sendable {
  /// Open chats count up to here.
  @usableFromInline let most: UInt64
  /// Turns the order around where most chats come first.
  @usableFromInline let flip: UInt64

  init(_ order: AgentChoice.LevelOrder) {
    switch order {
    case .idleThenBusy: (most, flip) = (1, 0)
    case .fewestFirst: (most, flip) = (15, 0)
    case .mostFirst: (most, flip) = (15, 15)
    }
  }

  /// - Parameters:
  ///   - open: chats and offers, 15 at most for an agent with room.
  ///   - since: nanoseconds; from 36 years on all are equal.
  @inlinable @inline(__always) func turn(open: Int, since: UInt64) -> UInt64 {
    let level = min(UInt64(truncatingIfNeeded: open), most) ^ flip
    return level << 60 | min(since, 1 << 60 - 1)
  }
}

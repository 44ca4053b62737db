// What the router keeps of a request: the state word that decides, and where its other words lie.

public import Consulting

/// The state of a request in one word: agent 24 | offer 12 | epoch 26 | phase 2.
///
/// The epoch changes whenever an entry in a line must no longer count. The number of the offer
/// tells one offer from the next, and the agent stands in the same word: whoever ends an offer
/// late ends no other, and frees nobody else.
@usableFromInline struct RequestState: Equatable, BitwiseCopyable, Sendable {
  @usableFromInline var bits: UInt64

  @inlinable @inline(__always) init(bits: UInt64) { self.bits = bits }

  /// Not in the router.
  @usableFromInline static var absent: UInt64 { 0 }
  /// In a line, to be taken.
  @usableFromInline static var waiting: UInt64 { 1 }
  /// In a line, held by an offer; keeps its place.
  @usableFromInline static var offered: UInt64 { 2 }
  /// With an agent.
  @usableFromInline static var served: UInt64 { 3 }

  @usableFromInline static var epochMask: UInt64 { 0x3FF_FFFF }
  @usableFromInline static var nobody: UInt64 { 0xFF_FFFF }

  @inlinable @inline(__always) var phase: UInt64 { bits & 3 }
  @inlinable @inline(__always) var epoch: UInt64 { bits >> 2 & Self.epochMask }
  @inlinable @inline(__always) var agent: Int { Int(truncatingIfNeeded: bits >> 40) }
  @inlinable @inline(__always) var offer: Offer { Offer(bits: bits >> 28) }

  /// The same epoch and offer in another phase.
  @inlinable @inline(__always) func into(_ phase: UInt64) -> RequestState {
    RequestState(bits: bits & ~3 | phase)
  }
  /// The next epoch, all else as it is.
  @inlinable @inline(__always) var renewed: RequestState {
    RequestState(bits: bits & ~(Self.epochMask << 2) | (epoch &+ 1 & Self.epochMask) << 2)
  }
  /// With an agent, served or offered; an offer has the next number.
  @inlinable @inline(__always) func given(to agent: Int, phase: UInt64) -> RequestState {
    let next = (bits >> 28 &+ 1) & 0xFFF
    return RequestState(
      bits: bits & 0xFFF_FFFC | phase | next << 28 | UInt64(truncatingIfNeeded: agent) << 40)
  }
}

/// An offer of a request to an agent: its number and the agent, as the request's state word has
/// them. Numbers come round after 4,096 offers of one request.
public struct Offer: Equatable, Sendable, BitwiseCopyable {
  @usableFromInline let bits: UInt64
  @inlinable @inline(__always) init(bits: UInt64) { self.bits = bits }

  /// To whom.
  @inlinable public var agent: AgentID { AgentID(Int(truncatingIfNeeded: bits >> 12)) }
}

/// Where the words of a request lie, from the first: state, entered, ages since or the look, line
/// and asker.
@usableFromInline enum RequestWord {
  /// Words of a request.
  @usableFromInline static var stride: Int { 4 }
  /// When it joined the queue; handing back and transfer begin anew.
  @usableFromInline static var entered: Int { 1 }
  /// Since when it ages: when it first joined the queue.
  @usableFromInline static var agesSince: Int { 2 }
  /// `asker 32 | line 32`: its line, and who asks for help and must not get it from himself.
  @usableFromInline static var place: Int { 3 }
  /// Its state word when it had looked and found nobody; of shared routers without ageing.
  @usableFromInline static var looked: Int { 2 }
}

/// What became of a request that arrived or moved.
public enum Placement: Equatable, Sendable {
  /// This agent has it (or holds the offer).
  case assigned(AgentID)
  /// This agent has it, and another place of his became free meanwhile: `takeNext` for him until
  /// nil. Under threads only.
  case assignedWithRoom(AgentID)
  /// It waits in its line.
  case waiting
  /// Its location is at the limit; it is not in the system.
  case blocked
  /// Its line is full: `makeRoom` and try again, or turn it away. It is not in the system.
  case lineFull
  /// It is no longer here to be placed: another thread took it, or it left. The agent who was
  /// found for it is free again: `takeNext` for him until nil.
  case takenElsewhere(AgentID)

  /// Who has it; nil if nobody was found for it.
  @inlinable public var receivingAgent: AgentID? {
    switch self {
    case .assigned(let agent), .assignedWithRoom(let agent): agent
    case .waiting, .blocked, .lineFull, .takenElsewhere: nil
    }
  }
}

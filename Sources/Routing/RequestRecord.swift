// What the router keeps of a request, and the phases of its state word.

public import Consulting

/// The router's record of one request.
@usableFromInline struct RequestRecord: BitwiseCopyable {
  /// When it joined the queue; handing back and transfer begin anew.
  @usableFromInline var entered: Int64 = 0
  /// Since when it ages: when it first joined the queue.
  @usableFromInline var agesSince: Int64 = 0
  /// Its line while it waits or is offered.
  @usableFromInline var line: UInt32 = 0
  /// Its class.
  @usableFromInline var classIndex: UInt32 = 0
  /// The agent who asks for help and must not get it from himself.
  @usableFromInline var asker: UInt32 = .max
  /// The agent it was last given to.
  @usableFromInline var agent: UInt32 = .max

  @usableFromInline init() {}
}

/// Where a request is in its life; the low bits of its state word, the rest is an epoch that
/// changes whenever an entry in a line must no longer count.
@usableFromInline enum Phase {
  /// Not in the router.
  @usableFromInline static var absent: UInt64 { 0 }
  /// In a line, to be taken.
  @usableFromInline static var waiting: UInt64 { 1 }
  /// In a line, held by an offer; keeps its place.
  @usableFromInline static var offered: UInt64 { 2 }
  /// With an agent.
  @usableFromInline static var served: UInt64 { 3 }
  @usableFromInline static var mask: UInt64 { 3 }
  /// One epoch.
  @usableFromInline static var epoch: UInt64 { 4 }
}

/// What became of a request that arrived or moved.
public enum Placement: Equatable, Sendable {
  /// This agent has it (or holds the offer).
  case assigned(AgentID)
  /// It waits in its line.
  case waiting
  /// Its location is at the limit; it is not in the system.
  case blocked
  /// Its line is full: `makeRoom` and try again, or turn it away. It is not in the system.
  case lineFull
}

// Indexes into the pools that are sized at start: who and what the hot paths talk about.

/// An agent, by its place in the list of all agents (group after group, as the scenario names
/// them).
public struct AgentID: Hashable, Sendable, BitwiseCopyable {
  /// Position among all agents.
  public var index: UInt32
  /// The agent at that position.
  @inlinable public init(_ index: Int) { self.index = UInt32(truncatingIfNeeded: index) }
  /// Nobody.
  @inlinable public static var none: AgentID { AgentID(Int(UInt32.max)) }
}

/// A request for a consultation, by its place in the pool of requests; the place is used again
/// when the request has ended.
public struct RequestID: Hashable, Sendable, BitwiseCopyable {
  /// Position in the pool of requests.
  public var index: UInt32
  /// The request at that position.
  @inlinable public init(_ index: Int) { self.index = UInt32(truncatingIfNeeded: index) }
  /// No request.
  @inlinable public static var none: RequestID { RequestID(Int(UInt32.max)) }
}

// What a visitor may take of the information server.

/// Limits of a visitor, and of all together.
///
/// What there is not: limits by address, a rate of requests.
public struct SiteLimits: Sendable {
  /// Bytes of all fields of a request's head together, and of each; more is answered with 400.
  public var headBytes = 16_384
  /// Fields of a request's head; more is answered with 400.
  public var headFields = 100
  /// From the opening of a connection, or from one answer, to the next: a request has to be there
  /// by then, however slowly it comes, and whatever body comes with it.
  public var idleSeconds = 30.0
  /// For taking a part of an answer, of 65,536 bytes at most.
  public var patienceSeconds = 20.0
  /// What the system keeps of an answer that is on its way. It asks for more once a third of that
  /// is gone: with much of it, who takes all he can would look like one who takes nothing.
  public var socketBytes = 131_072
  /// Connections at once; more wait in the system's queue until one ends.
  public var connections = 1_024

  /// The usual limits.
  public init() {}
}

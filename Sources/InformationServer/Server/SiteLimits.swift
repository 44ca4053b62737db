// What a visitor may take of the information server.

/// Limits that the HTTP library keeps.
///
/// What it does not offer: limits by address, a rate of requests, an end to a body that keeps
/// coming (it is read and thrown away, in constant memory), an end to a visitor who does not read
/// what he asked for (his connection and that answer stay).
public struct SiteLimits: Sendable {
  /// Bytes of all fields of a request's head together, and of each; more is answered with 400.
  public var headBytes = 16_384
  /// Fields of a request's head; more is answered with 400.
  public var headFields = 100
  /// Seconds between answers after which a connection is closed: a request has to be complete by
  /// then, however slowly its head comes.
  public var idleSeconds = 30
  /// Connections at once; more wait in the system's queue until one ends.
  public var connections = 1_024

  /// The usual limits.
  public init() {}
}

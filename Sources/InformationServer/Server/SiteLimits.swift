// What a visitor may take of the information server.

/// Limits that the HTTP library keeps.
///
/// What it does not offer: limits by address, a rate of requests, a deadline for a head that keeps
/// coming byte by byte (only silence ends a connection), an end to a body that keeps coming (it is
/// read and thrown away, in constant memory).
public struct SiteLimits: Sendable {
  /// Bytes of all fields of a request's head together, and of each; more is answered with 400.
  public var headBytes = 16_384
  /// Fields of a request's head; more is answered with 400.
  public var headFields = 100
  /// Seconds without a byte from the visitor after which a connection is closed.
  public var idleSeconds = 30
  /// Connections at once; more wait in the system's queue until one ends.
  public var connections = 1_024

  /// The usual limits.
  public init() {}
}

// What the relay takes at most: of bytes, of connections, of time.

public import WebSockets

/// Limits of one loop of the relay; each that is reached has a counter.
public struct RelayLimits: Sendable {
  /// How large frames and messages may be.
  public var frames = FrameLimits()
  /// The largest head of a request to connect, in bytes.
  public var headBytes = 8_192
  /// Connections open at once, those that are being opened or closed too.
  public var connections = 8_192
  /// Connections of one address at once, the first 64 bits of IPv6; 0 = as many as there may be.
  public var connectionsPerAddress = 0
  /// Whose word is taken for a connection's address.
  public var forwarding = Forwarding.none
  /// Bytes kept for one connection that takes them too slowly; above it is closed.
  public var parkedBytes = 262_144
  /// What the system keeps for one connection, each way; left alone it takes megabytes.
  public var socketBytes = 262_144
  /// Slots of 2 KiB for what is kept.
  public var smallSlots = 8_192
  /// Slots of one largest frame for what is kept.
  public var largeSlots = 512
  /// From the connection to the end of its head.
  public var handshakeTime = Duration.seconds(10)
  /// Without a byte from the other side until it is asked for a sign of life.
  public var idleTime = Duration.seconds(60)
  /// From that question to the answer.
  public var pongTime = Duration.seconds(20)
  /// From the first byte of a frame to its last.
  public var frameTime = Duration.seconds(30)
  /// Without a byte taken by a connection that something is kept for.
  public var stallTime = Duration.seconds(20)
  /// For the other side's part of closing.
  public var closeTime = Duration.seconds(2)
  /// From the wish to stop until every connection is closed.
  public var stopTime = Duration.seconds(5)
  /// Dialogues at once.
  public var dialogues = 8_192
  /// The largest control message, in bytes.
  public var controlBytes = 16_384
  /// Messages and acknowledgements that a connection may write a second in its dialogues; 0 = as
  /// many as it can.
  public var messagesPerSecond = 0
  /// As many of them as it may write at once after a pause.
  public var messagesAtOnce = 100
  /// Messages of one party of a dialogue that are passed on at most before the first of them is on
  /// record; whoever writes more is closed until the record has caught up. The same for all servers
  /// that follow each other on a record.
  public var unrecordedMessages = 16_384
  /// Acknowledgements that wait until what they are about is kept.
  public var heldAcknowledgements = 65_536
  /// Control messages that a connection may write a second, each KiB beyond the first counted as
  /// one more; 0 = as many as it can.
  public var controlsPerSecond = 0
  /// As many of them as it may write at once after a pause.
  public var controlsAtOnce = 100
  /// Control messages that wait for the consult server at most.
  public var events = 65_536
  /// Their bytes at most.
  public var eventBytes = 16 << 20
  /// Which pages may connect.
  public var origins = OriginRule.any

  /// The usual ones.
  public init() {}

  /// The longest head that may be asked for.
  public static let mostHeadBytes = 65_536
}

/// Whose word is taken for a connection's address.
public enum Forwarding: Sendable {
  /// The system's: the other end of the connection.
  case none
  /// A proxy's, in the last `X-Forwarded-For`; connections without one are turned away. Whoever
  /// can connect past the proxy can name any address.
  case lastForwardedFor
}

/// Who gets what a connection sends.
public enum RelayArrangement: Sendable {
  /// It does itself.
  case echo
  /// The connection that was opened before or after it on the same loop does.
  case pairs
  /// The other parties of its dialogue do, as the consult server orders.
  case dialogues
}

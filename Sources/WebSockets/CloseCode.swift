// Why a connection is closed, as a number; RFC 6455, section 7.4, and IANA's register of 2026.

/// The number in a close frame.
public struct CloseCode: Equatable, Hashable, Sendable, BitwiseCopyable {
  /// As it stands in the frame.
  public let number: UInt16

  /// Any number; see `isAllowed`.
  public init(_ number: UInt16) { self.number = number }

  /// What there was to do is done.
  public static let normal = CloseCode(1000)
  /// The server stops, or the page is left.
  public static let goingAway = CloseCode(1001)
  /// Frames that break the protocol.
  public static let protocolError = CloseCode(1002)
  /// A kind of message that is not taken.
  public static let unsupportedData = CloseCode(1003)
  /// Text that is not UTF-8.
  public static let invalidPayload = CloseCode(1007)
  /// A rule of this server's is broken.
  public static let policyViolation = CloseCode(1008)
  /// A frame or message above the limits.
  public static let messageTooBig = CloseCode(1009)
  /// The server cannot go on for a reason of its own.
  public static let internalError = CloseCode(1011)
  /// The server has no room now.
  public static let tryAgainLater = CloseCode(1013)

  /// A message of a dialogue that is not the sender's own, or out of sequence; docs/protocol.md.
  public static let brokenDialogue = CloseCode(4422)

  /// Whether a close frame may carry it: assigned numbers that are meant for the wire, and the
  /// ranges of libraries (3000…3999) and applications (4000…4999).
  public var isAllowed: Bool {
    switch number {
    case 1000...1003, 1007...1014, 3000...4999: true
    default: false
    }
  }
}

// What can be wrong with frames, and with which close code that ends a connection.

/// Why frames are not taken any further.
public enum Refusal: UInt8, CaseIterable, Sendable {
  /// A reserved bit is set, and no extension was agreed on.
  case reservedBits
  /// An opcode without meaning.
  case reservedOpcode
  /// A client's frame without a mask.
  case unmasked
  /// A length in more bytes than it needs.
  case wastefulLength
  /// A length of 2⁶³ or more.
  case absurdLength
  /// A control frame in parts.
  case fragmentedControl
  /// A control frame of more than 125 bytes.
  case longControl
  /// A continuation of nothing.
  case strayContinuation
  /// A new message before the last one ended.
  case interruptedMessage
  /// A payload above the limit.
  case frameTooLarge
  /// A message above the limit.
  case messageTooLarge
  /// Text that is not UTF-8.
  case malformedText
  /// A close frame of one byte.
  case malformedClose
  /// A close code that must not be sent.
  case forbiddenCloseCode
  /// A reason in a close frame that is not UTF-8.
  case malformedReason
  /// A message of a consultation in several frames.
  case messageInParts
  /// More messages of dialogues a second than are allowed.
  case tooManyMessages
  /// More control messages a second than are allowed.
  case tooManyControls
  /// A message of a dialogue without its head.
  case shortHead
  /// A message of a dialogue under another party's number.
  case foreignParty
  /// A message of a dialogue with a number more than one above the last.
  case outOfSequence

  /// The code that the connection is closed with.
  public var code: CloseCode {
    switch self {
    case .frameTooLarge, .messageTooLarge: .messageTooBig
    case .malformedText, .malformedReason: .invalidPayload
    case .messageInParts: .unsupportedData
    case .tooManyMessages, .tooManyControls: .policyViolation
    case .shortHead, .foreignParty, .outOfSequence: .brokenDialogue
    default: .protocolError
    }
  }
}

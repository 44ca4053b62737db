// The rules that frames of one connection keep from one to the next; no buffer lives here.

/// What a connection has to remember of the frames it receives.
///
/// For each frame: `begin` with its head, `absorb` with its payload in as many pieces as it comes,
/// `finish` when it is whole. After a refusal the reader is not used again.
///
/// - Complexity: O(1) and what unmasking and checking the bytes costs; no allocation.
public struct FrameReader: BitwiseCopyable {
  /// What a message is that was begun and has not ended.
  private enum Message: UInt8 {
    case none, text, binary
  }

  private var message = Message.none
  private var text = UTF8Check()
  /// Bytes of the message in the frames that were begun.
  private var messageBytes: UInt32 = 0
  private var mask: UInt32 = 0
  /// Bytes of payload of the frame under way.
  public private(set) var payloadCount: Int = 0
  /// How many of them were absorbed.
  public private(set) var absorbed: Int = 0
  /// What the frame under way is.
  public private(set) var opcode = Opcode.continuation
  /// Whether its message ends with it.
  public private(set) var isFinal = true

  /// Before the first frame.
  public init() {}

  /// Whether the payload is there to its last byte.
  public var isWhole: Bool { absorbed == payloadCount }

  /// Begins a frame; why it is not allowed here, if so.
  public mutating func begin(_ header: FrameHeader, within limits: FrameLimits) -> Refusal? {
    guard header.payloadCount <= limits.payloadBytes else { return .frameTooLarge }
    if !header.opcode.isControl {
      if header.opcode == .continuation {
        guard message != .none else { return .strayContinuation }
      } else {
        guard message == .none else { return .interruptedMessage }
        message = header.opcode == .text ? .text : .binary
        text = UTF8Check()
        messageBytes = 0
      }
      let total = Int(messageBytes) &+ header.payloadCount
      guard total <= limits.messageBytes else { return .messageTooLarge }
      messageBytes = UInt32(total)
    }
    mask = header.mask
    payloadCount = header.payloadCount
    absorbed = 0
    opcode = header.opcode
    isFinal = header.isFinal
    return nil
  }

  /// Takes the mask off the next piece of the payload, in place; why it is not allowed, if so.
  public mutating func absorb(_ piece: ByteRegion) -> Refusal? {
    precondition(piece.count <= payloadCount &- absorbed, "more than the frame's payload")
    Masking.apply(mask, from: absorbed, to: piece)
    absorbed &+= piece.count
    guard message == .text, !opcode.isControl else { return nil }
    return text.accept(piece) ? nil : .malformedText
  }

  /// Ends the frame, whose payload is whole; why it is not allowed, if so.
  public mutating func finish(_ payload: ByteRegion) -> Refusal? {
    precondition(isWhole && payload.count == payloadCount, "the frame is not whole")
    if opcode == .close { return Self.refusal(ofClose: payload) }
    guard !opcode.isControl, isFinal else { return nil }
    let isText = message == .text
    message = .none
    return !isText || text.isAtEndOfCharacter ? nil : .malformedText
  }

  private static func refusal(ofClose payload: ByteRegion) -> Refusal? {
    guard payload.count != 1 else { return .malformedClose }
    guard let code = closeCode(of: payload) else { return nil }
    guard code.isAllowed else { return .forbiddenCloseCode }
    var check = UTF8Check()
    let isText = check.accept(payload.part(from: 2, count: payload.count - 2))
    return isText && check.isAtEndOfCharacter ? nil : .malformedReason
  }

  /// The code in the payload of a close frame, nil where it names none.
  public static func closeCode(of payload: ByteRegion) -> CloseCode? {
    payload.count >= 2 ? CloseCode(payload.number(at: 0, as: UInt16.self)) : nil
  }
}

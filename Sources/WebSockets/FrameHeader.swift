// The head of a frame, read as a client writes it and written as a server does; RFC 6455, 5.2.

/// What stands before the payload of a frame.
public struct FrameHeader: Equatable, BitwiseCopyable, Sendable {
  /// The longest head that a client writes.
  public static let largestByteCount = 14

  /// Whether the message ends with this frame.
  public let isFinal: Bool
  /// What the frame is.
  public let opcode: Opcode
  /// The four bytes of the mask, the first one lowest.
  public let mask: UInt32
  /// Bytes of payload that follow.
  public let payloadCount: Int
  /// Bytes of the head itself.
  public let byteCount: Int

  /// What the first bytes of a frame say.
  public enum Reading: Equatable, Sendable {
    /// They are a whole head.
    case header(FrameHeader)
    /// They are the beginning of one.
    case incomplete
    /// They are not allowed, whatever follows.
    case refused(Refusal)
  }

  /// Reads the head of a client's frame, refused as soon as its bytes can be no good one.
  ///
  /// - Complexity: O(1), no allocation.
  public static func read(_ bytes: ByteRegion) -> Reading {
    guard bytes.count >= 1 else { return .incomplete }
    let first = bytes[0]
    guard first & 0x70 == 0 else { return .refused(.reservedBits) }
    guard let opcode = Opcode(rawValue: first & 0x0F) else { return .refused(.reservedOpcode) }
    let isFinal = first & 0x80 != 0
    guard isFinal || !opcode.isControl else { return .refused(.fragmentedControl) }
    guard bytes.count >= 2 else { return .incomplete }
    let second = bytes[1]
    guard second & 0x80 != 0 else { return .refused(.unmasked) }
    let short = Int(second & 0x7F)
    guard short <= 125 || !opcode.isControl else { return .refused(.longControl) }
    let lengthEnd = short == 127 ? 10 : short == 126 ? 4 : 2
    guard bytes.count >= lengthEnd else { return .incomplete }
    var payloadCount = short
    if short == 126 {
      payloadCount = Int(bytes.number(at: 2, as: UInt16.self))
      guard payloadCount > 125 else { return .refused(.wastefulLength) }
    } else if short == 127 {
      let length = bytes.number(at: 2, as: UInt64.self)
      guard length < 1 << 63 else { return .refused(.absurdLength) }
      guard length > 0xFFFF else { return .refused(.wastefulLength) }
      payloadCount = Int(length)
    }
    guard bytes.count >= lengthEnd &+ 4 else { return .incomplete }
    let mask = bytes.number(at: lengthEnd, as: UInt32.self).byteSwapped
    return .header(
      FrameHeader(
        isFinal: isFinal, opcode: opcode, mask: mask, payloadCount: payloadCount,
        byteCount: lengthEnd &+ 4))
  }

  /// Bytes of a server's head before a payload of that length; four less than a client's.
  @inlinable public static func serverByteCount(payloadCount: Int) -> Int {
    payloadCount <= 125 ? 2 : payloadCount <= 0xFFFF ? 4 : 10
  }

  /// Writes a server's head so that it ends where the payload begins.
  ///
  /// - Parameter payloadStart: the payload's offset in the region; before it there is room for the
  ///   head.
  /// - Returns: the offset where the head begins.
  /// - Complexity: O(1), no allocation.
  public static func writeServer(
    _ opcode: Opcode, isFinal: Bool, payloadCount: Int, before payloadStart: Int,
    in region: ByteRegion
  ) -> Int {
    let start = payloadStart &- serverByteCount(payloadCount: payloadCount)
    region[start] = opcode.rawValue | (isFinal ? 0x80 : 0)
    if payloadCount <= 125 {
      region[start &+ 1] = UInt8(payloadCount)
    } else if payloadCount <= 0xFFFF {
      region[start &+ 1] = 126
      region.store(number: UInt16(payloadCount), at: start &+ 2)
    } else {
      region[start &+ 1] = 127
      region.store(number: UInt64(payloadCount), at: start &+ 2)
    }
    return start
  }
}

// The kinds of frames; RFC 6455, section 5.2.

/// What a frame is.
public enum Opcode: UInt8, BitwiseCopyable, Sendable {
  /// The next part of a message.
  case continuation = 0x0
  /// A message of text, or its first part.
  case text = 0x1
  /// A message of bytes, or its first part.
  case binary = 0x2
  /// The sender will send no more.
  case close = 0x8
  /// The sender wants to hear the same bytes as a pong.
  case ping = 0x9
  /// The answer to a ping, or a sign of life.
  case pong = 0xA

  /// Whether it speaks about the connection and is no part of a message.
  @inlinable public var isControl: Bool { rawValue & 0x8 != 0 }
}

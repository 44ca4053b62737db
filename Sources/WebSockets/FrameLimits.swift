// How large frames and messages may be.

/// Limits of what a client may send.
public struct FrameLimits: Sendable, BitwiseCopyable {
  /// The largest payload of a frame in bytes.
  public let payloadBytes: Int
  /// The largest message in bytes, all its frames together.
  public let messageBytes: Int

  /// Limits from 125 bytes, which control frames need, to 2³¹ − 1.
  public init(payloadBytes: Int = 65_536, messageBytes: Int = 1 << 20) {
    precondition(
      payloadBytes >= 125 && payloadBytes < 1 << 31, "a payload's limit is 125 to 2³¹ − 1")
    precondition(
      messageBytes >= 125 && messageBytes < 1 << 31, "a message's limit is 125 to 2³¹ − 1")
    self.payloadBytes = payloadBytes
    self.messageBytes = messageBytes
  }
}

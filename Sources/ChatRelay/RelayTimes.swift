// The relay's limits of time, as its loop counts them.

/// Limits in nanoseconds.
struct RelayTimes: BitwiseCopyable {
  let handshake, idle, pong, frame, stall, close, stop: Int64

  init(_ limits: RelayLimits) {
    handshake = Self.nanoseconds(limits.handshakeTime)
    idle = Self.nanoseconds(limits.idleTime)
    pong = Self.nanoseconds(limits.pongTime)
    frame = Self.nanoseconds(limits.frameTime)
    stall = Self.nanoseconds(limits.stallTime)
    close = Self.nanoseconds(limits.closeTime)
    stop = Self.nanoseconds(limits.stopTime)
  }

  private static func nanoseconds(_ duration: Duration) -> Int64 {
    duration.components.seconds * 1_000_000_000 + duration.components.attoseconds / 1_000_000_000
  }
}

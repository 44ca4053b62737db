// The time that people read, from the clock that never goes back.

import CPlatform
import Foundation
import Transcripts

/// Both clocks, read together once: what two threads note lies on one line.
struct WallClock: Sendable {
  /// Microseconds between the two.
  private let offset: Int64

  /// As the clocks stand now.
  init() {
    let wall = Int64(Date().timeIntervalSince1970 * 1e6)
    offset = wall - sangdam_monotonic_nanoseconds() / 1_000
  }

  /// Seconds since 1970, read anew: whoever sets the clock of the machine means it.
  static var unixSeconds: Int64 { Int64(Date().timeIntervalSince1970) }

  /// The time at some nanoseconds of the monotonic clock.
  func time(_ monotonic: Int64) -> TranscriptTime {
    TranscriptTime(unixMicroseconds: offset + monotonic / 1_000)
  }
}

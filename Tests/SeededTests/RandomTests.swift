// What the environment says about random tests.

import Foundation

/// What the environment says about random tests.
public enum RandomTests {
  /// `SANGDAM_SEED` replays a failure.
  public static let seed =
    ProcessInfo.processInfo.environment["SANGDAM_SEED"].flatMap { UInt64($0) } ?? 1

  /// A stream of its own for each cause.
  public static func draws(of cause: String) -> SeededDraws {
    SeededDraws(seed: cause.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
  }

  /// `SANGDAM_LONG=1` asks for many more operations.
  public static let isLong = ProcessInfo.processInfo.environment["SANGDAM_LONG"] == "1"
}

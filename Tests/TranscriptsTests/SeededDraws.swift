// Random numbers of the tests: from one seed, the same on every machine, replayable.

import Foundation

/// SplitMix64 (Steele, Lea and Flood 2014).
struct SeededDraws {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  /// 0 ..< bound.
  mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// So many bytes of any value.
  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }
}

/// What the environment says about random tests.
enum RandomTests {
  /// `SANGDAM_SEED` replays a failure.
  static let seed = ProcessInfo.processInfo.environment["SANGDAM_SEED"].flatMap { UInt64($0) } ?? 1
}

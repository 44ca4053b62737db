// Random numbers of the tests: from one seed, the same on every machine, replayable.

import Foundation

/// SplitMix64 (Steele, Lea and Flood 2014).
struct SeededDraws: RandomNumberGenerator {
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

  /// Once in so many times.
  mutating func once(in times: Int) -> Bool { below(times) == 0 }

  /// One of them; nil if there is none.
  mutating func one<Element>(of elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[below(elements.count)]
  }
}

/// What the environment says about random tests.
enum RandomTests {
  /// `SANGDAM_SEED` replays a failure.
  static let seed = ProcessInfo.processInfo.environment["SANGDAM_SEED"].flatMap { UInt64($0) } ?? 1
  /// A stream of its own for each cause.
  static func draws(of cause: String) -> SeededDraws {
    SeededDraws(seed: cause.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
  }
  /// `SANGDAM_LONG=1` asks for many more operations.
  static let isLong = ProcessInfo.processInfo.environment["SANGDAM_LONG"] == "1"
}

// How long messages are and how many a chat has: whole numbers, 1 or more.

import Measures

/// Lognormal lengths in characters, to the nearest whole one.
struct MessageLengths: Sendable, BitwiseCopyable {
  let medianCharacters: Double
  let sigma: Double
  let atMost: Int

  /// A length from 1 to `atMost`.
  func sample(_ draws: inout Draws, _ ziggurats: Ziggurats) -> Int {
    let length = medianCharacters * DeterministicMath.exp(sigma * draws.normal(ziggurats))
    return Swift.max(1, Int(Swift.min(length, Double(atMost)).rounded(.toNearestOrAwayFromZero)))
  }
}

extension Draws {
  /// A geometric number of 1 or more with that mean, cut at `atMost`: how often something is done
  /// that is each time the last with probability 1 ÷ mean.
  ///
  /// An exponential divided by −log(1 − 1 ÷ mean), cut to a whole number, plus 1, is just that.
  mutating func geometric(mean: Double, atMost: Int, _ ziggurats: Ziggurats) -> Int {
    precondition(mean >= 1, "what is done at least once is done once or more in the mean")
    let rate = -DeterministicMath.log1p(-1 / mean)
    let turns = exponential(ziggurats) / rate
    return 1 + Int(Swift.min(turns, Double(atMost - 1)))
  }
}

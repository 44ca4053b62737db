// A rate that swings like a sine, by thinning (Lewis and Shedler, 1979).

import Measures

/// mean + amplitude · sin(2πt ÷ period) as a share of its maximum.
@usableFromInline
struct SineWave: BitwiseCopyable, Sendable {
  private let meanShare: Double
  private let amplitudeShare: Double
  private let periodNanoseconds: Double

  /// That wave; `period` in nanoseconds. The maximum is mean + |amplitude|.
  init(mean: Double, amplitude: Double, period: Double) {
    let maximum = mean + amplitude.magnitude
    meanShare = maximum > 0 ? mean / maximum : 1
    amplitudeShare = maximum > 0 ? amplitude / maximum : 0
    periodNanoseconds = period
  }

  /// Whether an arrival at the maximal rate is kept.
  ///
  /// - Complexity: O(1), no allocation; no sine where the wave's minimum decides.
  func keeps(_ chance: Double, at nanoseconds: Double) -> Bool {
    if chance < meanShare - amplitudeShare.magnitude { return true }
    let sine = DeterministicMath.sine(turns: nanoseconds / periodNanoseconds)
    return chance < meanShare + amplitudeShare * sine
  }
}

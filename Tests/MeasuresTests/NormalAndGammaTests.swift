// Normal quantiles and log Γ against values of 40 digits.

import Measures
import Testing

/// √2 · erf⁻¹(2p − 1) by mpmath 1.3 at 40 digits, for the double nearest p.
private let normalQuantiles: [(share: Double, quantile: Double)] = [
  (1e-300, -37.047096299361199),
  (1e-100, -21.273453560965324),
  (1e-20, -9.2623400897984076),
  (1e-10, -6.3613409024040562),
  (1e-5, -4.2648907939228246),
  (0.001, -3.0902323061678135),
  (0.01, -2.3263478740408411),
  (0.025, -1.9599639845400542),
  (0.05, -1.6448536269514727),
  (0.075, -1.4395314709384559),
  (0.1, -1.2815515655446004),
  (0.25, -0.67448975019608174),
  (0.4, -0.25334710313579974),
  (0.5, 0.0),
  (0.6, 0.25334710313579974),
  (0.75, 0.67448975019608174),
  (0.9, 1.2815515655446006),
  (0.925, 1.4395314709384562),
  (0.95, 1.6448536269514723),
  (0.975, 1.9599639845400539),
  (0.99, 2.3263478740408408),
  (0.995, 2.5758293035489005),
  (0.999, 3.0902323061678133),
  (0.9999, 3.7190164854557084),
]

/// log Γ by mpmath 1.3 at 40 digits.
private let logarithmsOfGamma: [(x: Double, logarithm: Double)] = [
  (1e-10, 23.025850929882735),
  (0.1, 2.2527126517342059),
  (0.5, 0.57236494292470009),
  (0.9, 0.066376239734742954),
  (1, 0.0),
  (1.5, -0.12078223763524522),
  (2, 0.0),
  (2.5, 0.28468287047291916),
  (3.3, 0.9870985778947344),
  (7.7, 7.9265413562690048),
  (11.9, 17.258477450595522),
  (12, 17.502307845873886),
  (25.5, 56.389167643719947),
  (100, 359.1342053695754),
  (1234.5, 7550.5509010778949),
  (10000, 82099.717496442377),
  (1e6, 12815504.569147612),
  (1e10, 220258509288.81058),
]

@Test("normal quantiles are right to 15 digits, far into the tails")
func normalQuantilesAreRight() {
  for (share, quantile) in normalQuantiles {
    let found = DeterministicMath.normalQuantile(share)
    #expect(relativeError(found, quantile) <= 1e-15, "\(share)")
  }
  #expect(DeterministicMath.normalQuantile(0) == -.infinity)
  #expect(DeterministicMath.normalQuantile(1) == .infinity)
  #expect(DeterministicMath.normalQuantile(1.5).isNaN)
}

@Test("log Γ is right to 5e-15, and exactly the factorials' logarithm")
func logGammaIsRight() {
  for (x, logarithm) in logarithmsOfGamma {
    let found = DeterministicMath.logGamma(x)
    #expect(abs(found - logarithm) <= 5e-15 * max(1, abs(logarithm)), "\(x)")
  }
  #expect(DeterministicMath.logGamma(0).isNaN)
}

// Spans to measure with, and how far apart two results are.

import SeededTests

extension SeededDraws {
  /// A span whose magnitude is uniform over the octaves up to `bits`.
  mutating func span(bits: Int) -> Int64 {
    Int64(next() >> 1) >> Int64(63 - number(0...bits))
  }
}

/// How far apart two results are, in units of the last place of the expected one.
func ulps(_ found: Double, _ expected: Double) -> Double {
  if found == expected || found.isNaN && expected.isNaN { return 0 }
  return abs(found - expected) / expected.ulp
}

/// The relative difference; the absolute one where 0 is expected.
func relativeError(_ found: Double, _ expected: Double) -> Double {
  expected == 0 ? abs(found) : abs(found - expected) / abs(expected)
}

// The random numbers of these tests: from a seed that a failing test prints.

/// SplitMix64 (Steele, Lea & Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  /// A span whose magnitude is uniform over the octaves up to `bits`.
  mutating func span(bits: Int) -> Int64 {
    Int64(next() >> 1) >> Int64(63 - Int.random(in: 0...bits, using: &self))
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

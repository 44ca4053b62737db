// The elementary functions against the C library, and pinned to the bit.

import Foundation
import Measures
import SeededTests
import Testing

/// The worst distance, in ulp, over random arguments.
private func worst(
  seed: UInt64, in range: ClosedRange<Double>, of ours: (Double) -> Double,
  against theirs: (Double) -> Double
) -> (distance: Double, at: Double) {
  var random = SeededDraws(seed: seed)
  var worst = (distance: 0.0, at: 0.0)
  for _ in 0..<20_000 {
    let x = Double.random(in: range, using: &random)
    let distance = ulps(ours(x), theirs(x))
    if distance > worst.distance { worst = (distance, x) }
  }
  return worst
}

@Test("log agrees with the C library to the last place, subnormal numbers too")
func logAgrees() {
  for (seed, range) in [(1, 0.0...1), (2, 0.9...1.1), (3, 0...1e300), (4, 0...1e-308)] {
    let found = worst(
      seed: UInt64(seed), in: range, of: DeterministicMath.log, against: Foundation.log)
    #expect(found.distance <= 1, "seed \(seed), x = \(found.at)")
  }
  #expect(DeterministicMath.log(0) == -.infinity)
  #expect(DeterministicMath.log(1) == 0)
  #expect(DeterministicMath.log(-1).isNaN && DeterministicMath.log(.nan).isNaN)
  #expect(DeterministicMath.log(.infinity) == .infinity)
}

@Test("exp agrees with the C library to the last place, subnormal results too")
func expAgrees() {
  for (seed, range) in [(1, -1.0...1), (2, -708...709.7), (3, -746...(-708)), (4, -1e-9...1e-9)] {
    let found = worst(
      seed: UInt64(seed), in: range, of: DeterministicMath.exp, against: Foundation.exp)
    #expect(found.distance <= 1, "seed \(seed), x = \(found.at)")
  }
  #expect(DeterministicMath.exp(0) == 1)
  #expect(DeterministicMath.exp(-.infinity) == 0 && DeterministicMath.exp(710) == .infinity)
  #expect(DeterministicMath.exp(.nan).isNaN)
}

@Test("log1p and expm1 agree with the C library within two places")
func nearOneAgrees() {
  for (seed, range) in [(1, -0.99...3), (2, -1e-3...1e-3), (3, 0...1e12)] {
    let found = worst(
      seed: UInt64(seed), in: range, of: DeterministicMath.log1p, against: Foundation.log1p)
    #expect(found.distance <= 2, "log1p, seed \(seed), x = \(found.at)")
  }
  for (seed, range) in [(1, -2.0...2), (2, -1e-3...1e-3), (3, -50...709)] {
    let found = worst(
      seed: UInt64(seed), in: range, of: DeterministicMath.expm1, against: Foundation.expm1)
    #expect(found.distance <= 2, "expm1, seed \(seed), x = \(found.at)")
  }
}

@Test("pow agrees with the C library to the last place, whatever the exponent")
func powAgrees() {
  var random = SeededDraws(seed: 5)
  var worst = (distance: 0.0, x: 0.0, y: 0.0)
  for _ in 0..<40_000 {
    let x = Foundation.exp(Double.random(in: -30...30, using: &random))
    let y = Double.random(in: -20...20, using: &random)
    let near = 1 + (x - 1) * 1e-3
    for base in [x, near] where base > 0 {
      let distance = ulps(DeterministicMath.pow(base, y), Foundation.pow(base, y))
      if distance > worst.distance { worst = (distance, base, y) }
    }
  }
  #expect(worst.distance <= 1, "seed 5, \(worst.x) to the \(worst.y)")
}

@Test(
  "pow at the edges is what IEEE 754 recommends",
  arguments: [
    (0.0, 2.0), (0, -2), (0, 0), (1, .infinity), (2, .infinity), (0.5, .infinity), (2, -.infinity),
    (.infinity, 1), (.infinity, -1), (.infinity, 0), (2, 1024), (2, -1074), (2, -1076), (1, .nan),
    (.nan, 0), (.nan, 1), (4, 0.5), (1.0000000000000002, 1e19), (10, 300),
    (.leastNonzeroMagnitude, 0.5),
  ])
func powAtTheEdges(x: Double, y: Double) {
  #expect(ulps(DeterministicMath.pow(x, y), Foundation.pow(x, y)) == 0)
}

@Test("the sine agrees with the C library to the last place")
func sineAgrees() {
  for (seed, range) in [(1, -1.0...1), (2, -100...100), (3, -1e6...1e6)] {
    let found = worst(
      seed: UInt64(seed), in: range, of: DeterministicMath.sin, against: Foundation.sin)
    #expect(found.distance <= 1, "seed \(seed), x = \(found.at)")
  }
  for multiple in 1...2_000 {
    let x = Double(multiple) * .pi
    #expect(ulps(DeterministicMath.sin(x), Foundation.sin(x)) <= 1, "\(multiple)π")
  }
}

@Test("the sine of whole and quarter turns is exact, after any number of turns")
func sineOfTurns() {
  for turns in [0.0, 1, 1000, 1e9, -7] {
    #expect(DeterministicMath.sine(turns: turns) == 0)
    #expect(DeterministicMath.sine(turns: turns + 0.25) == 1)
    #expect(DeterministicMath.sine(turns: turns + 0.75) == -1)
    #expect(abs(DeterministicMath.sine(turns: turns + 0.125) - 0.5.squareRoot()) < 1e-15)
  }
  let third = DeterministicMath.sine(turns: 1.0 / 3)
  #expect(abs(third - 3.0.squareRoot() / 2) < 2e-16)
}

@Test("the bits of log, exp, pow and sine are pinned")
func bitsArePinned() {
  var random = SeededDraws(seed: 7)
  var sum: UInt64 = 0
  for _ in 0..<10_000 {
    let x = Double.random(in: 0...50, using: &random)
    let y = Double.random(in: -5...5, using: &random)
    for value in [
      DeterministicMath.log(x), DeterministicMath.exp(y), DeterministicMath.pow(x, y),
      DeterministicMath.sine(turns: x), DeterministicMath.log1p(x), DeterministicMath.expm1(y),
      DeterministicMath.normalQuantile(x / 50),
    ] {
      sum = (sum ^ value.bitPattern) &* 0x100_0000_01b3
      sum ^= sum >> 29
    }
  }
  #expect(sum == 8_103_806_729_393_743_895)
}

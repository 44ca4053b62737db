// Intervals against worked examples, and whether they cover what they promise to cover.

import Measures
import SeededTests
import Testing

/// One end of an interval, to what a worked example gives of it.
private func expect(
  _ end: Double?, near expected: Double, within tolerance: Double = 1e-6,
  at place: SourceLocation = #_sourceLocation
) throws {
  let found = try #require(end, sourceLocation: place)
  #expect(abs(found - expected) < tolerance, sourceLocation: place)
}

@Test("Student's interval is that of the textbook")
func studentInterval() throws {
  // Mean 5, sample variance 2.5, t(0.975, 4) = 2.776445: 5 ± 2.776445 · √(2.5/5).
  let found = try #require(Interval.student(over: [3, 4, 5, 6, 7]))
  #expect(found.mean == 5)
  try expect(found.low, near: 5 - 1.963243)
  try expect(found.high, near: 5 + 1.963243)
}

@Test("no value has no interval, one value no ends")
func fewValues() {
  #expect(Interval.student(over: []) == nil)
  #expect(Interval.student(over: [7]) == Interval(mean: 7))
  #expect(Interval.jackknife(ratioOf: [], to: []) == nil)
  #expect(Interval.jackknife(ratioOf: [0, 0], to: [0, 0]) == nil)
  #expect(Interval.jackknife(ratioOf: [3], to: [4]) == Interval(mean: 0.75))
  #expect(Interval.jackknife(ratioOf: [3, 0], to: [4, 0]) == Interval(mean: 0.75))
  #expect(Interval.jackknife(of: nil, leavingOutEach: [1, 2]) == nil)
  #expect(Interval.jackknife(of: 2, leavingOutEach: [1, nil, 2]) == Interval(mean: 2))
}

@Test("the jackknife of a mean is Student's interval")
func jackknifeOfMean() throws {
  let values = [3.0, 1, 4, 1, 5, 9, 2, 6]
  let student = try #require(Interval.student(over: values, confidence: 0.9))
  let found = try #require(
    Interval.jackknife(
      ratioOf: values, to: Array(repeating: 1, count: values.count), confidence: 0.9))
  #expect(abs(found.mean - student.mean) < 1e-14)
  let (low, high) = (try #require(student.low), try #require(student.high))
  try expect(found.low, near: low, within: 1e-12)
  try expect(found.high, near: high, within: 1e-12)
}

@Test("a ratio is sum over sum, its jackknife that of a worked example")
func jackknifeOfRatio() throws {
  // Leaving out: 3/8, 4/7, 1/5; their mean 0.382143; variance 2/3 · Σ(θᵢ − θ̄)² = 0.0460374.
  let found = try #require(Interval.jackknife(ratioOf: [1, 0, 3], to: [2, 3, 5]))
  #expect(found.mean == 0.4)
  try expect(found.high, near: 0.4 + 4.302653 * 0.2145633)
}

@Test("blocks of unequal size: a mean over all, each replication counting once")
func unequalBlocks() throws {
  // With x = 1 … 7 in blocks {1, 2, 3}, {4, 5}, {6, 7}; 28/15 is the
  // variance by the formula of Busing et al. in fractions, t(0.975, 2) = 4.302653.
  let leavingOut: [Double] = [22 / 4, 19 / 5, 15 / 5]
  let found = try #require(
    Interval.jackknife(of: 4, leavingOutEach: leavingOut, sizes: [3, 2, 2]))
  let deviation = (28.0 / 15).squareRoot()
  try expect(found.high, near: 4 + 4.302653 * deviation)
}

@Test("an interval contains its mean", arguments: UInt64(1)...50)
func containsMean(seed: UInt64) throws {
  var random = SeededDraws(seed: seed)
  let bottoms = (0..<Int(seed) + 1).map { _ in Double(Int.random(in: 1...50, using: &random)) }
  let tops = bottoms.map { ($0 * Double.random(in: 0...1, using: &random)).rounded() }
  for found in [
    Interval.jackknife(ratioOf: tops, to: bottoms), Interval.student(over: tops),
  ] {
    let interval = try #require(found)
    #expect(try #require(interval.low) <= interval.mean, "seed \(seed)")
    #expect(try #require(interval.high) >= interval.mean, "seed \(seed)")
  }
}

@Test("95 % intervals of a ratio cover the truth in some 95 % of the cases")
func coverage() throws {
  var random = SeededDraws(seed: 1)
  var covered = 0
  for _ in 0..<1_000 {
    let bottoms = (0..<20).map { _ in Double(Int.random(in: 40...160, using: &random)) }
    let tops = bottoms.map { bottom in
      Double((0..<Int(bottom)).count { _ in Int.random(in: 0..<4, using: &random) == 0 })
    }
    let found = try #require(Interval.jackknife(ratioOf: tops, to: bottoms))
    if try #require(found.low) <= 0.25, try #require(found.high) >= 0.25 { covered += 1 }
  }
  // Four standard deviations of a binomial count around 950.
  #expect((922...978).contains(covered), "seed 1")
}

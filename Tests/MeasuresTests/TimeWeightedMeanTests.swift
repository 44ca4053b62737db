// The time-weighted mean against the sum over every nanosecond.

import Measures
import SeededTests
import Testing

@Test("the mean is the sum over every nanosecond of the window", arguments: UInt64(1)...50)
func timeWeightedMean(seed: UInt64) throws {
  var random = SeededDraws(seed: seed)
  let start = Int64.random(in: 0...40, using: &random)
  let window = start..<start + Int64.random(in: 1...60, using: &random)
  var found = TimeWeightedMean(over: window, level: 2)
  var levels = Array(repeating: Int64(2), count: 120)
  var now: Int64 = 0
  while now < 110 {
    let level = Int64.random(in: -3...9, using: &random)
    found.set(level, at: now)
    for later in Int(now)..<120 { levels[later] = level }
    now += Int64.random(in: 0...15, using: &random)
  }
  let sum = window.reduce(0) { $0 + levels[Int($1)] }
  #expect(found.total == Int128(sum), "seed \(seed)")
  #expect(try #require(found.mean) == Double(sum) / Double(window.count), "seed \(seed)")
}

@Test("ten thousand agents over a year overflow nothing")
func longWindow() {
  let year: Int64 = 365 * 86_400 * 1_000_000_000
  var found = TimeWeightedMean(over: 0..<year)
  found.change(by: 10_000, at: 0)
  found.change(by: -5_000, at: year / 2)
  #expect(found.mean == 7_500)
}

@Test("an empty window has no mean")
func emptyWindow() {
  #expect(TimeWeightedMean(over: 5..<5, level: 3).mean == nil)
}

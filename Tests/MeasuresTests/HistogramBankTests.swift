// The bank against a dictionary of counts, and what it holds in memory.

@testable import Measures
import SeededTests
import Testing

@Test("a bank drains to what was recorded, again and again", arguments: UInt64(1)...20)
func bankMatchesSlowModel(seed: UInt64) {
  var random = SeededDraws(seed: seed)
  let histograms = Int(seed) % 5 + 1
  var bank = HistogramBank(count: histograms)
  var model = [Int: [Int64]]()
  var drained = Array(repeating: SparseHistogram(), count: histograms)
  var expected = Array(repeating: SparseHistogram(), count: histograms)
  for _ in 0..<2_000 {
    let histogram = Int.random(in: 0..<histograms, using: &random)
    switch Int.random(in: 0..<100, using: &random) {
    case 0:
      bank.drain(histogram, into: &drained[histogram])
      expected[histogram].merge(SparseHistogram(model.removeValue(forKey: histogram) ?? []))
      #expect(drained[histogram] == expected[histogram], "seed \(seed)")
      #expect(bank.total(histogram) == 0)
    case 1..<20:
      bank.recordZero(histogram)
      model[histogram, default: []].append(0)
    default:
      let value = random.span(bits: Int(seed) * 3)
      bank.record(histogram, value)
      model[histogram, default: []].append(value)
    }
    #expect(bank.total(histogram) == UInt64(model[histogram, default: []].count))
  }
}

@Test("the extremes are recorded: 0, the last exact nanosecond, the largest span")
func bankRecordsExtremes() {
  var bank = HistogramBank(count: 2)
  let values: [Int64] = [0, 1_023, 1_024, .max, .max - 1]
  for value in values { bank.record(1, value) }
  bank.recordZero(1)
  var found = SparseHistogram()
  bank.drain(1, into: &found)
  #expect(found == SparseHistogram(values + [0]))
  #expect(found.largest == .max)
}

@Test("a reset bank is empty and its pages serve again")
func resetGivesPagesBack() {
  var bank = HistogramBank(count: 3)
  for round in 0..<4 {
    for value in stride(from: Int64(1), to: 4_000_000, by: 997) { bank.record(round % 3, value) }
    bank.reset()
  }
  let warm = bank.byteCount
  for round in 0..<50 {
    for value in stride(from: Int64(1), to: 4_000_000, by: 9_970) { bank.record(round % 3, value) }
    bank.reset()
  }
  #expect(bank.byteCount == warm)
  var found = SparseHistogram()
  bank.drain(0, into: &found)
  #expect(found == SparseHistogram())
}

@Test("4,096 histograms of waits up to ten minutes stay far below dense ones")
func memoryIsBounded() {
  var random = SeededDraws(seed: 3)
  var bank = HistogramBank(count: 4_096)
  for histogram in 0..<4_096 {
    for _ in 0..<20 {
      bank.record(histogram, Int64.random(in: 0...600_000_000_000, using: &random))
    }
  }
  let dense = 4_096 * HistogramBuckets.count * 4
  #expect(bank.byteCount < 32 << 20)
  #expect(bank.byteCount * 13 < dense)
}

@Test("a counter that goes round at 2³² hits loses none")
func countersCarry() {
  var bank = HistogramBank(count: 2)
  bank.record(1, 5_000)
  let bucket = HistogramBuckets.index(of: 5_000)
  // Safety: the page of that one value is the first page handed out; both places exist.
  unsafe bank.pages[64 + bucket & 63] = .max
  unsafe bank.heads[1].total = UInt64(UInt32.max)
  for _ in 0..<3 { bank.record(1, 5_000) }
  bank.recordZero(1)
  var found = SparseHistogram()
  bank.drain(1, into: &found)
  let round = UInt64(1) << 32
  #expect(found.counts == [1, round + 2])
  #expect(found.total == round + 3)
}

// The sparse histogram against the sorted array that it stands for.

import Measures
import SeededTests
import Testing

/// The smallest value with at least ⌈q · n⌉ values at or below it.
private func slowPercentile(_ sorted: [Int64], tenThousandths: Int) -> Int64 {
  let rank = (sorted.count * tenThousandths + 9_999) / 10_000
  return sorted[max(1, rank) - 1]
}

@Test("every bucket's midpoint is within 1/1024 of every value in it, at all magnitudes")
func bucketsAreNarrow() {
  for octave in 0..<63 {
    for offset in [0, 1, 3, 1 << octave / 3, (1 << octave) - 1] {
      let value = Int64(1 << octave) + Int64(min(offset, (1 << octave) - 1))
      let bucket = HistogramBuckets.index(of: value)
      #expect((0..<HistogramBuckets.count).contains(bucket))
      #expect(relativeError(HistogramBuckets.midpoint(of: bucket), Double(value)) <= 1.0 / 1024)
    }
  }
  #expect(HistogramBuckets.index(of: .max) == HistogramBuckets.count - 1)
}

@Test("buckets ascend with their values, without a gap")
func bucketsAscend() {
  var last = -1
  for value in Int64(0)..<70_000 {
    let bucket = HistogramBuckets.index(of: value)
    #expect(bucket == last || bucket == last + 1)
    last = bucket
  }
}

@Test("percentiles are those of the sorted array, to 0.1 %", arguments: UInt64(1)...40)
func percentilesMatchTheSortedArray(seed: UInt64) throws {
  var random = SeededDraws(seed: seed)
  let values = (0..<Int(seed) * Int(seed)).map { _ in random.span(bits: 50) }.sorted()
  let histogram = SparseHistogram(values)
  for tenThousandths in [0, 1, 100, 500, 2_500, 5_000, 9_000, 9_500, 9_900, 9_990, 10_000] {
    let share = Double(tenThousandths) / 10_000
    let found = try #require(histogram.percentile(share))
    let expected = slowPercentile(values, tenThousandths: tenThousandths)
    #expect(relativeError(found, Double(expected)) <= 1.0 / 1024, "seed \(seed), \(share)")
    #expect(found <= Double(histogram.largest))
  }
  #expect(histogram.largest == values.last)
  #expect(histogram.total == UInt64(values.count))
}

@Test("no share of a small count is rounded past its rank")
func ranksAreExact() {
  // 0.07 · 100, 0.28 · 100 and 0.55 · 100 are a little more than whole in binary.
  for count in [10, 100, 1_000] {
    let histogram = SparseHistogram(1...Int64(count))
    for rank in 1...count {
      let share = Double(rank) / Double(count)
      #expect(histogram.percentile(share) == Double(rank), "\(share) of \(count)")
    }
  }
}

@Test("an empty histogram has no percentile; zeros stay exactly 0; one value is itself")
func smallestHistograms() {
  #expect(SparseHistogram().percentile(0.5) == nil)
  #expect(SparseHistogram([0, 0, 0, 7_777]).percentile(0.75) == 0)
  #expect(SparseHistogram([1_000_000_001]).percentile(1).map { $0 <= 1_000_000_001 } == true)
  #expect(SparseHistogram([1_023]).percentile(0.01) == 1_023)
  #expect(SparseHistogram().isEmpty && SparseHistogram().largest == 0)
}

@Test("counts at most a threshold are exact where buckets are one nanosecond wide")
func countsAtMost() {
  let histogram = SparseHistogram([0, 0, 5, 5, 700, 1_023, 50_000])
  #expect(
    [-1, 0, 4, 5, 699, 700, 1_023].map { histogram.count(atMost: $0) } == [0, 2, 2, 4, 4, 5, 6])
  #expect(histogram.count(atMost: 49_000) == 6)
  #expect(histogram.count(atMost: .max) == 7)
}

@Test("merging is exact, whatever the order", arguments: UInt64(1)...30)
func mergingIsOrderFree(seed: UInt64) {
  var random = SeededDraws(seed: seed)
  let parts = (0..<6).map { part in
    (0..<Int(seed) * part).map { _ in random.span(bits: Int(seed)) }
  }
  let histograms = parts.map { SparseHistogram($0) }
  let whole = SparseHistogram(parts.joined())
  #expect(SparseHistogram.merged(histograms) == whole, "seed \(seed)")
  #expect(SparseHistogram.merged(histograms.shuffled(using: &random)) == whole, "seed \(seed)")
}

@Test("leaving out each block equals merging all the others", arguments: UInt64(1)...20)
func leavingOut(seed: UInt64) {
  var random = SeededDraws(seed: seed)
  let blocks = (0..<5).map { _ in
    SparseHistogram((0..<Int(seed)).map { _ in random.span(bits: 12) })
  }
  for (left, found) in SparseHistogram.leavingOutEach(of: blocks).enumerated() {
    let others = blocks.indices.filter { $0 != left }.map { blocks[$0] }
    #expect(found == SparseHistogram.merged(others), "seed \(seed), block \(left)")
  }
  #expect(SparseHistogram.leavingOutEach(of: []).isEmpty)
}

// Histograms of one quantity by stream and by period of arrival.

import Measures
import Tallies

/// Where spans are recorded: once per stream and once per period, so that memory stays bounded by
/// streams + periods. With a single stream, or a single period, once is enough.
struct CellHistograms: ~Copyable {
  private var bank: HistogramBank
  private let streams: Int
  private let periods: Int
  private let isByCell: Bool

  /// Histograms for the cells of a layout; none without one.
  init(_ layout: TallyLayout?) {
    let streamCount = layout?.streams ?? 0
    let periodCount = layout?.periods.count ?? 0
    let byCell = streamCount == 1 || periodCount == 1
    bank = HistogramBank(
      count: byCell ? streamCount * periodCount : streamCount + periodCount)
    streams = streamCount
    periods = periodCount
    isByCell = byCell
  }

  /// Records a span.
  ///
  /// - Complexity: O(1), no allocation once the pages have been hit.
  @inline(__always) mutating func record(_ nanoseconds: Int64, _ stream: Int, _ period: Int) {
    if isByCell {
      record(nanoseconds, in: period &* streams &+ stream)
    } else {
      record(nanoseconds, in: stream)
      record(nanoseconds, in: streams &+ period)
    }
  }

  @inline(__always) private mutating func record(_ nanoseconds: Int64, in histogram: Int) {
    if nanoseconds == 0 {
      bank.recordZero(histogram)
    } else {
      bank.record(histogram, nanoseconds)
    }
  }

  /// Nothing recorded.
  mutating func reset() { bank.reset() }

  /// Adds what was recorded to a set and leaves nothing.
  mutating func drain(into set: inout HistogramSet) {
    if isByCell {
      for period in 0..<periods {
        for stream in 0..<streams {
          var cell = SparseHistogram()
          bank.drain(period * streams + stream, into: &cell)
          set.streams[stream].merge(cell)
          set.periods[period].merge(cell)
        }
      }
    } else {
      for stream in 0..<streams { bank.drain(stream, into: &set.streams[stream]) }
      for period in 0..<periods { bank.drain(streams + period, into: &set.periods[period]) }
    }
  }
}

// Spans that one worker records: stages, the whole way, its own lag, waits by stream.

import Measures
import Tallies

/// Histograms and exact sums of one worker.
struct SpanBook: ~Copyable {
  private var bank: HistogramBank
  private var sums: (Int64, Int64, Int64, Int64) = (0, 0, 0, 0)
  private var wholeSum: Int64 = 0

  private static var whole: Int { 4 }
  private static var lag: Int { 5 }
  private static var firstStream: Int { 6 }

  /// Pages of counters that are there before the run, so that it allocates none: 16 MB at most.
  private static let mostPages = 1 << 16
  private static let pagesOfOne = 441

  init(streams: Int) {
    let count = Self.firstStream + streams
    bank = HistogramBank(count: count)
    bank.reserve(pages: min(count * Self.pagesOfOne, Self.mostPages))
  }

  /// Records the way of one customer; its stages make up the whole, to the nanosecond.
  @inline(__always)
  mutating func record(due: Int64, submitted: Int64, enqueued: Int64, matched: Int64, at now: Int64)
  {
    let stages = (submitted &- due, enqueued &- submitted, matched &- enqueued, now &- matched)
    bank.record(0, stages.0)
    bank.record(1, stages.1)
    bank.record(2, stages.2)
    bank.record(3, stages.3)
    bank.record(Self.whole, now &- due)
    sums.0 &+= stages.0
    sums.1 &+= stages.1
    sums.2 &+= stages.2
    sums.3 &+= stages.3
    wholeSum &+= now &- due
  }

  /// How late the worker came to something.
  @inline(__always) mutating func recordLag(_ nanoseconds: Int64) {
    bank.record(Self.lag, nanoseconds)
  }

  /// A wait by the scenario's clock.
  @inline(__always) mutating func recordWait(_ nanoseconds: Int64, stream: Int) {
    bank.record(Self.firstStream &+ stream, nanoseconds)
  }

  /// Adds everything to a tally and to the waits by stream.
  mutating func drain(into tally: inout WallClockTally, waits: inout HistogramSet) {
    let stageSums = [sums.0, sums.1, sums.2, sums.3]
    for (stage, sum) in stageSums.enumerated() {
      tally.stages[stage] += SpanTally(drained(stage), sumNanoseconds: sum)
    }
    tally.dueToDelivered += SpanTally(drained(Self.whole), sumNanoseconds: wholeSum)
    tally.lag.merge(drained(Self.lag))
    for stream in waits.streams.indices {
      waits.streams[stream].merge(drained(Self.firstStream + stream))
    }
  }

  private mutating func drained(_ histogram: Int) -> SparseHistogram {
    var spans = SparseHistogram()
    bank.drain(histogram, into: &spans)
    return spans
  }
}

// What follows from what a run on the wall clock counted.

import Measures
import Tallies

extension WallClockTally {
  /// Seconds in which customers came.
  package var elapsedSeconds: Double { Double(elapsedNanoseconds) / 1e9 }

  /// Customers given to an agent, per second; nil if no time passed.
  package var dispatchesPerSecond: Double? {
    elapsedNanoseconds > 0 ? Double(dispatches) / elapsedSeconds : nil
  }

  /// Dispatches per second of each span between two moments at which they were counted: its end,
  /// and the rate within.
  package var throughput: [(seconds: Double, rate: Double)] {
    zip(depths, depths.dropFirst()).compactMap { before, after in
      let span = Double(after.nanoseconds - before.nanoseconds) / 1e9
      guard span > 0 else { return nil }
      let rate = Double(after.dispatches - before.dispatches) / span
      return (Double(after.nanoseconds) / 1e9, rate)
    }
  }

  /// Processor time for each, nanoseconds, driver included; nil without any.
  package var cpuNanosecondsPerDispatch: Double? {
    dispatches > 0 ? Double(cpuNanoseconds) / Double(dispatches) : nil
  }

  /// Allocations for each; nil if nobody counted.
  package var allocationsPerDispatch: Double? {
    guard let allocations, dispatches > 0 else { return nil }
    return Double(allocations) / Double(dispatches)
  }
}

extension SpanTally {
  /// Seconds in the mean; nil without any.
  package var mean: Double? {
    histogram.isEmpty ? nil : Double(sumNanoseconds) / Double(histogram.total) / 1e9
  }
}

extension SparseHistogram {
  /// A percentile in seconds; nil without any.
  package func seconds(_ share: Double) -> Double? { percentile(share).map { $0 / 1e9 } }

  /// The longest in seconds; nil without any.
  package var longestSeconds: Double? { isEmpty ? nil : Double(largest) / 1e9 }
}

extension DispatchStage {
  /// Its key in the document.
  package var key: String {
    switch self {
    case .dueToSubmitted: "due_to_submitted"
    case .submittedToEnqueued: "submitted_to_enqueued"
    case .enqueuedToMatched: "enqueued_to_matched"
    case .matchedToDelivered: "matched_to_delivered"
    }
  }
}

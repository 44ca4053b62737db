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

// What one metric of swift-metrics has come to: a sum, a level or a distribution.

import CoreMetrics
import Synchronization

/// A sum that only rises, until it is reset.
final class RecordedSum: CounterHandler, FloatingPointCounterHandler {
  private let sum = Mutex(0.0)

  var value: Double { sum.withLock { $0 } }

  func increment(by amount: Int64) { increment(by: Double(amount)) }
  /// Nothing is taken away: that is no counter.
  func increment(by amount: Double) { if amount > 0 { sum.withLock { $0 += amount } } }
  func reset() { sum.withLock { $0 = 0 } }
}

/// A value that rises and falls.
final class RecordedLevel: MeterHandler, RecorderHandler {
  private let level = Mutex(0.0)

  var value: Double { level.withLock { $0 } }

  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { level.withLock { $0 = value } }
  func increment(by amount: Double) { level.withLock { $0 += amount } }
  func decrement(by amount: Double) { level.withLock { $0 -= amount } }
  func record(_ value: Int64) { set(Double(value)) }
  func record(_ value: Double) { set(value) }
}

/// How often values up to each of some bounds were recorded: a histogram as Prometheus has it.
final class RecordedDistribution: TimerHandler, RecorderHandler {
  /// Seconds, from what a page out of memory takes to what nobody waits for.
  static let seconds = [
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5,
    10,
  ]
  /// Sizes of any kind, by powers of ten.
  static let sizes: [Double] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000]

  private struct Counts {
    /// Per bound the values up to it and above the one before; the last are above all bounds.
    var within: [Int]
    var sum = 0.0
  }

  let bounds: [Double]
  private let counts: Mutex<Counts>

  /// - Parameter bounds: ascending.
  init(bounds: [Double]) {
    self.bounds = bounds
    counts = Mutex(Counts(within: Array(repeating: 0, count: bounds.count + 1)))
  }

  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
  func record(_ value: Int64) { record(Double(value)) }
  func record(_ value: Double) {
    guard value.isFinite else { return }
    let place = bounds.firstIndex { value <= $0 } ?? bounds.count
    counts.withLock {
      $0.within[place] += 1
      $0.sum += value
    }
  }

  /// The samples of a histogram: so many up to each bound, all of them, and their sum.
  func samples(labels: [(name: String, value: String)]) -> [ServerMetric.Sample] {
    let counts = counts.withLock { $0 }
    var upTo = 0
    var samples: [ServerMetric.Sample] = []
    for (index, count) in counts.within.enumerated() {
      upTo += count
      let bound = index < bounds.count ? "\(bounds[index])" : "+Inf"
      samples.append(
        .init(Double(upTo), labels: labels + [("le", bound)], part: .bucket))
    }
    samples.append(.init(counts.sum, labels: labels, part: .sum))
    samples.append(.init(Double(upTo), labels: labels, part: .count))
    return samples
  }
}

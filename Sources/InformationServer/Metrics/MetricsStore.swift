// Keeps what is recorded through swift-metrics (its backend) for whoever reads it.

import CoreMetrics
import Synchronization

/// The metrics of a process by name and labels.
///
/// Whoever asks for the same metric again gets the same series. The number of series has a limit,
/// and every name in the text is one metric's: that of the server's own, else of the first that was
/// asked for. What is recorded beyond that is kept nowhere, and how often it was asked for is
/// counted.
final class MetricsStore: MetricsFactory {
  /// Series beyond which none is kept.
  static let mostSeries = 1000

  private enum Series {
    case sum(RecordedSum)
    case level(RecordedLevel)
    case distribution(RecordedDistribution)
  }

  private struct Metric {
    var source: String
    var kind: ServerMetric.Kind
    var series: [(labels: [(name: String, value: String)], series: Series)] = []
  }

  private struct Kept {
    var metrics: [String: Metric] = [:]
    /// Names that are taken: of the text's lines, and of metrics.
    var names: Set<String>
    var series = 0
    var refused = 0

    /// The metric of a name, new if there is none yet; nil if a name of its text is another's:
    /// of another kind, or recorded under another label that comes to the same.
    func metric(_ name: String, _ kind: ServerMetric.Kind, source: String) -> Metric? {
      if let metric = metrics[name] {
        return metric.kind == kind && metric.source == source ? metric : nil
      }
      let isFree = names.isDisjoint(with: ServerMetric.names(of: name, kind))
      return isFree ? Metric(source: source, kind: kind) : nil
    }
  }

  private static let refusals = "sangdam_metrics_refused_total"

  private let kept = Mutex(Kept(names: [refusals]))

  /// Keeps the names of metrics that stand beside those of the store, before any is recorded.
  func reserve(namesOf own: [ServerMetric]) {
    kept.withLock { kept in
      for metric in own { kept.names.formUnion(ServerMetric.names(of: metric.name, metric.kind)) }
    }
  }

  /// All that was recorded, by name, and how often somebody was refused.
  var all: [ServerMetric] {
    let kept = kept.withLock { $0 }
    let recorded = kept.metrics.sorted { $0.key < $1.key }.map { name, metric in
      ServerMetric(
        name, metric.kind, "Recorded as \(metric.source).",
        samples: metric.series.flatMap { Self.samples($0.series, $0.labels) })
    }
    return recorded + [
      ServerMetric(
        Self.refusals, .counter,
        "How often a series was asked for that has no room, or a name of another metric.",
        Double(kept.refused))
    ]
  }

  private static func samples(
    _ series: Series, _ labels: [(name: String, value: String)]
  ) -> [ServerMetric.Sample] {
    switch series {
    case .sum(let sum): [.init(sum.value, labels: labels)]
    case .level(let level): [.init(level.value, labels: labels)]
    case .distribution(let distribution): distribution.samples(labels: labels)
    }
  }

  func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    sum(label, dimensions)
  }
  func makeFloatingPointCounter(
    label: String, dimensions: [(String, String)]
  ) -> any FloatingPointCounterHandler {
    sum(label, dimensions)
  }
  func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    level(label, dimensions)
  }
  func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    guard aggregate else { return level(label, dimensions) }
    let bounds = RecordedDistribution.sizes
    return distribution(MetricName.words(label), label, dimensions, bounds: bounds)
  }
  func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    let name = MetricName.words(label, endingIn: "_seconds")
    return distribution(name, label, dimensions, bounds: RecordedDistribution.seconds)
  }

  // Series stay: what a counter has come to is not forgotten with the object that counted.
  func destroyCounter(_ handler: any CounterHandler) {}
  func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
  func destroyMeter(_ handler: any MeterHandler) {}
  func destroyRecorder(_ handler: any RecorderHandler) {}
  func destroyTimer(_ handler: any TimerHandler) {}

  private func sum(_ label: String, _ dimensions: [(String, String)]) -> RecordedSum {
    let name = MetricName.words(label, endingIn: "_total")
    guard
      case .sum(let sum)? = series(
        name, of: .counter, label, dimensions, or: .sum(RecordedSum()))
    else { return RecordedSum() }
    return sum
  }

  private func level(_ label: String, _ dimensions: [(String, String)]) -> RecordedLevel {
    guard
      case .level(let level)? = series(
        MetricName.words(label), of: .gauge, label, dimensions, or: .level(RecordedLevel()))
    else { return RecordedLevel() }
    return level
  }

  private func distribution(
    _ name: String, _ label: String, _ dimensions: [(String, String)], bounds: [Double]
  ) -> RecordedDistribution {
    guard
      case .distribution(let distribution)? = series(
        name, of: .histogram, label, dimensions,
        or: .distribution(RecordedDistribution(bounds: bounds)))
    else { return RecordedDistribution(bounds: bounds) }
    return distribution
  }

  /// The series of a name and labels, in whatever order they come, a new one if there was none yet;
  /// nil if there is no room, or a name of its text is another metric's.
  private func series(
    _ name: String, of kind: ServerMetric.Kind, _ label: String,
    _ dimensions: [(String, String)], or made: @autoclosure () -> Series
  ) -> Series? {
    let labels = MetricName.labels(dimensions)
    return kept.withLock { kept in
      guard var metric = kept.metric(name, kind, source: label) else {
        kept.refused += 1
        return nil
      }
      let known = metric.series.first { $0.labels.elementsEqual(labels) { $0 == $1 } }
      if let known { return known.series }
      guard kept.series < Self.mostSeries else {
        kept.refused += 1
        return nil
      }
      let series = made()
      metric.series.append((labels, series))
      kept.metrics[name] = metric
      kept.names.formUnion(ServerMetric.names(of: name, kind))
      kept.series += 1
      return series
    }
  }
}

// Keeps what is recorded through swift-metrics (its backend) for whoever reads it.

import CoreMetrics
import Synchronization

/// The metrics of a process by name and labels.
///
/// Whoever asks for the same metric again gets the same series. The number of series has a limit:
/// what is recorded in those beyond is kept nowhere, and how often one was asked for is counted.
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
    var series = 0
    var refused = 0
  }

  private let kept = Mutex(Kept())

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
        "sangdam_metrics_refused_total", .counter,
        "How often a series was asked for that has no room, or the name of another kind.",
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
  /// nil if there is no room, or the name is that of another kind of metric.
  private func series(
    _ name: String, of kind: ServerMetric.Kind, _ label: String,
    _ dimensions: [(String, String)], or made: @autoclosure () -> Series
  ) -> Series? {
    let labels = dimensions.map { (name: MetricName.label($0.0), value: $0.1) }
      .sorted { $0.name < $1.name }
    return kept.withLock { kept in
      var metric = kept.metrics[name] ?? Metric(source: label, kind: kind)
      guard metric.kind == kind else {
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
      kept.series += 1
      return series
    }
  }
}

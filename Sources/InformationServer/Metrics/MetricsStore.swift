// Keeps what is recorded through swift-metrics (its backend) for whoever reads it.

import CoreMetrics
import Synchronization

/// The metrics of a process by name and labels.
///
/// Whoever asks for the same metric again gets the same series. The number of series has a limit:
/// those beyond are told nothing and kept nowhere, and are counted.
final class MetricsStore: MetricsFactory {
  /// Series beyond which none is kept.
  static let mostSeries = 1000

  private enum Series {
    case sum(RecordedSum)
    case level(RecordedLevel)
    case distribution(RecordedDistribution)

    var kind: ServerMetric.Kind {
      switch self {
      case .sum: .counter
      case .level: .gauge
      case .distribution: .histogram
      }
    }
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

  /// All that was recorded, by name, and how many series found no room.
  var all: [ServerMetric] {
    let kept = kept.withLock { $0 }
    let recorded = kept.metrics.sorted { $0.key < $1.key }.map { name, metric in
      ServerMetric(
        name, metric.kind, "Recorded as \(metric.source).",
        samples: metric.series.flatMap { Self.samples($0.series, $0.labels) })
    }
    return recorded + [
      ServerMetric(
        "sangdam_metrics_refused_total", .counter, "Series of metrics that found no room.",
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
    let made = RecordedSum()
    guard case .sum(let sum)? = series(name, label, dimensions, or: .sum(made)) else {
      return made
    }
    return sum
  }

  private func level(_ label: String, _ dimensions: [(String, String)]) -> RecordedLevel {
    let made = RecordedLevel()
    guard
      case .level(let level)? = series(
        MetricName.words(label), label, dimensions, or: .level(made))
    else { return made }
    return level
  }

  private func distribution(
    _ name: String, _ label: String, _ dimensions: [(String, String)], bounds: [Double]
  ) -> RecordedDistribution {
    let made = RecordedDistribution(bounds: bounds)
    guard
      case .distribution(let distribution)? = series(
        name, label, dimensions, or: .distribution(made))
    else { return made }
    return distribution
  }

  /// The series of a name and labels, this one if there was none yet; nil if there is no room, or
  /// the name is that of another kind of metric.
  private func series(
    _ name: String, _ label: String, _ dimensions: [(String, String)], or made: Series
  ) -> Series? {
    let labels = dimensions.map { (name: MetricName.label($0.0), value: $0.1) }
    return kept.withLock { kept in
      var metric = kept.metrics[name] ?? Metric(source: label, kind: made.kind)
      let known = metric.series.first { known in
        known.labels.elementsEqual(labels) { $0 == $1 }
      }
      if let known, metric.kind == made.kind { return known.series }
      guard metric.kind == made.kind, kept.series < Self.mostSeries else {
        kept.refused += 1
        return nil
      }
      metric.series.append((labels, made))
      kept.metrics[name] = metric
      kept.series += 1
      return made
    }
  }
}

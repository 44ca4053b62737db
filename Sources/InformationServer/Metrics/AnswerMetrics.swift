// What the information server measures of its answers, through swift-metrics.

import CoreMetrics

/// The metrics of answers.
///
/// Handlers are looked up at each answer: a lock and a search among few, beside a request over
/// HTTP.
struct AnswerMetrics: Sendable {
  /// Where they are recorded; nil is the process's own backend.
  var factory: (any MetricsFactory)?

  /// Counts an answer and how long it took to find.
  ///
  /// Methods that are none of ours have one name together: a visitor makes no series.
  func record(method: String, status: Int, took duration: Duration) {
    let method = ["GET", "HEAD"].contains(method) ? method : "other"
    let factory = factory ?? MetricsSystem.factory
    Counter(
      label: "sangdam_http_answers",
      dimensions: [("method", method), ("status", "\(status)")], factory: factory
    ).increment()
    Timer(label: "sangdam_http_answer", dimensions: [("method", method)], factory: factory)
      .recordNanoseconds(Int64(duration / .nanoseconds(1)))
  }

  /// Counts a connection that the server ended.
  func record(_ ending: VisitEnding) { counter(of: ending).increment() }

  /// Counts that nobody else was let in, because there were as many connections as may be.
  func recordFull() { fullCounter.increment() }

  /// Shows what has not happened yet, as 0.
  func begin() {
    for ending in VisitEnding.allCases { counter(of: ending).increment(by: 0) }
    fullCounter.increment(by: 0)
  }

  private func counter(of ending: VisitEnding) -> Counter {
    Counter(
      label: "sangdam_http_ended", dimensions: [("reason", ending.rawValue)],
      factory: factory ?? MetricsSystem.factory)
  }

  private var fullCounter: Counter {
    Counter(label: "sangdam_http_full", factory: factory ?? MetricsSystem.factory)
  }

  /// How many connections are open.
  func set(connections: Int) {
    Meter(
      label: "sangdam_http_connections", dimensions: [],
      factory: factory ?? MetricsSystem.factory
    ).set(connections)
  }
}

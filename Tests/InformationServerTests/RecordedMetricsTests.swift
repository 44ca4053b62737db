// What is recorded through swift-metrics, as Prometheus reads it.

import CoreMetrics
@testable import InformationServer
import Testing

struct RecordedMetricsTests {
  private let store = MetricsStore()

  private func text() -> String { MetricsText.text(store.all) }

  @Test("a counter keeps one sum for each set of labels, whoever counts")
  func counters() {
    Counter(label: "http.requests", dimensions: [("method", "GET")], factory: store)
      .increment(by: 2)
    Counter(label: "http.requests", dimensions: [("method", "GET")], factory: store).increment()
    Counter(label: "http.requests", dimensions: [("method", "HEAD")], factory: store).increment()
    FloatingPointCounter(label: "paid_total", factory: store).increment(by: 0.5)
    #expect(
      text().hasPrefix(
        """
        # HELP http_requests_total Recorded as http.requests.
        # TYPE http_requests_total counter
        http_requests_total{method="GET"} 3
        http_requests_total{method="HEAD"} 1
        # HELP paid_total Recorded as paid_total.
        # TYPE paid_total counter
        paid_total 0.5

        """))
  }

  @Test("a counter that is reset begins anew, and one that is let go of is not forgotten")
  func endings() {
    let counter = Counter(label: "a", factory: store)
    counter.increment(by: 7)
    counter.destroy()
    #expect(text().contains("\na_total 7\n"))
    Counter(label: "a", factory: store).reset()
    #expect(text().contains("\na_total 0\n"))
  }

  @Test("a meter and a recorder without aggregation are gauges")
  func gauges() {
    let meter = Meter(label: "open", factory: store)
    meter.set(5)
    meter.increment(by: 2)
    meter.decrement()
    Gauge(label: "level", factory: store).record(-1.5)
    #expect(text().contains("# TYPE open gauge\nopen 6\n"))
    #expect(text().contains("# TYPE level gauge\nlevel -1.5\n"))
  }

  @Test("a timer is a histogram in seconds: cumulative, with its sum and its count")
  func timers() {
    let timer = Timer(label: "took", dimensions: [("method", "GET")], factory: store)
    for microseconds in [100, 101, 3000, 20_000_000] { timer.recordMicroseconds(microseconds) }
    let lines = text().split(separator: "\n").filter { $0.hasPrefix("took") }
    let buckets: [(String, Int)] = [
      ("0.0001", 1), ("0.00025", 2), ("0.0005", 2), ("0.001", 2), ("0.0025", 2), ("0.005", 3),
      ("0.01", 3), ("0.025", 3), ("0.05", 3), ("0.1", 3), ("0.25", 3), ("0.5", 3), ("1.0", 3),
      ("2.5", 3), ("5.0", 3), ("10.0", 3), ("+Inf", 4),
    ]
    let expected =
      buckets.map { "took_seconds_bucket{method=\"GET\",le=\"\($0.0)\"} \($0.1)" } + [
        "took_seconds_sum{method=\"GET\"} 20.003201", "took_seconds_count{method=\"GET\"} 4",
      ]
    #expect(lines.map(String.init) == expected)
    #expect(text().contains("# TYPE took_seconds histogram\n"))
  }

  @Test("a recorder with aggregation is a histogram by powers of ten")
  func recorders() {
    let recorder = Recorder(label: "bytes", factory: store)
    recorder.record(10)
    recorder.record(11.5)
    recorder.record(Double.nan)
    #expect(text().contains("bytes_bucket{le=\"10.0\"} 1\nbytes_bucket{le=\"100.0\"} 2\n"))
    #expect(text().contains("bytes_sum 21.5\nbytes_count 2\n"))
  }

  @Test(
    "names become names that Prometheus allows",
    arguments: [
      ("a.b-c", "a_b_c_total"), ("9 lives", "_9_lives_total"), ("상담", "___total"),
      ("x:y_total", "x:y_total"), ("", "__total"),
    ])
  func names(_ label: String, name: String) {
    Counter(label: label, dimensions: [("le", "1"), ("a:b", "\"")], factory: store).increment()
    #expect(text().contains("\n\(name){a_b=\"\\\"\",le_=\"1\"} 1\n"))
  }

  @Test("a name has one kind: whoever comes with another is counted, and harms nobody")
  func kinds() {
    Counter(label: "a_seconds", factory: store).increment()
    Meter(label: "a_seconds_total", factory: store).set(9)
    #expect(text().contains("a_seconds_total 1\n"))
    #expect(text().contains("\nsangdam_metrics_refused_total 1\n"))
  }

  @Test("labels are the same in whatever order they come")
  func order() {
    let labels = [("a", "1"), ("b", "2")]
    Counter(label: "x", dimensions: labels, factory: store).increment()
    Counter(label: "x", dimensions: labels.reversed(), factory: store).increment()
    #expect(text().contains("\nx_total{a=\"1\",b=\"2\"} 2\n"))
  }

  @Test("labels that come to one name are told apart, in whatever order they come")
  func alike() {
    let labels = [("a.b", "1"), ("a_b", "2"), ("__name__", "3"), ("a_b", "0")]
    for turn in 0..<4 {
      let turned = Array(labels[turn...] + labels[..<turn])
      Counter(label: "x", dimensions: turned, factory: store).increment()
    }
    #expect(text().contains("\nx_total{_name__=\"3\",a_b=\"1\",a_b_=\"0\",a_b__=\"2\"} 4\n"))
  }

  @Test("series have a limit, and those beyond are counted")
  func limit() {
    for number in 0..<MetricsStore.mostSeries + 5 {
      Counter(label: "a", dimensions: [("n", "\(number)")], factory: store).increment()
    }
    Counter(label: "a", dimensions: [("n", "0")], factory: store).increment()
    #expect(text().contains("\na_total{n=\"0\"} 2\n"))
    #expect(!text().contains("n=\"\(MetricsStore.mostSeries)\""))
    #expect(text().contains("\nsangdam_metrics_refused_total 5\n"))
  }

  @Test("threads that count together lose nothing")
  func together() async {
    await withTaskGroup { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<1000 {
            Counter(label: "a", factory: store).increment()
            Timer(label: "b", factory: store).recordNanoseconds(1_000_000)
          }
        }
      }
    }
    #expect(text().contains("\na_total 8000\n"))
    #expect(text().contains("\nb_seconds_count 8000\n"))
  }

  @Test("connections that are ended are counted by reason, and are there before one is")
  func ended() {
    let metrics = AnswerMetrics(factory: store)
    metrics.begin()
    metrics.record(.stalled)
    metrics.record(.stalled)
    metrics.recordFull()
    #expect(text().contains("\nsangdam_http_ended_total{reason=\"idle\"} 0\n"))
    #expect(text().contains("\nsangdam_http_ended_total{reason=\"stalled\"} 2\n"))
    #expect(text().contains("\nsangdam_http_full_total 1\n"))
  }

  @Test("answers are counted by method and status; a visitor's own methods are one")
  func answers() {
    let metrics = AnswerMetrics(factory: store)
    metrics.record(method: "GET", status: 200, took: .microseconds(40))
    metrics.record(method: "PUT", status: 405, took: .microseconds(1))
    metrics.record(method: "DELETE", status: 405, took: .microseconds(1))
    #expect(text().contains("\nsangdam_http_answers_total{method=\"GET\",status=\"200\"} 1\n"))
    #expect(text().contains("\nsangdam_http_answers_total{method=\"other\",status=\"405\"} 2\n"))
    #expect(text().contains("\nsangdam_http_answer_seconds_count{method=\"other\"} 2\n"))
  }
}

// Every name in the text of the metrics is one metric's, whatever libraries call theirs.

import CoreMetrics
@testable import InformationServer
import SeededTests
import Testing

struct MetricNamesTests {
  private let store = MetricsStore()

  private func text() -> String { MetricsText.text(store.all) }

  private func refused(_ times: Int) -> Bool {
    text().contains("\nsangdam_metrics_refused_total \(times)\n")
  }

  @Test("nothing is called as a part of a histogram", arguments: ["x_bucket", "x_sum", "x_count"])
  func partsOfHistograms(name: String) {
    let recorder = Recorder(label: "x", factory: store)
    recorder.record(3)
    Meter(label: name, factory: store).set(9)
    #expect(!text().contains("# TYPE \(name) ") && refused(1))
    #expect(text().contains("\nx_sum 3\nx_count 1\n"))
  }

  @Test("no histogram has a part that is called as something that was there before")
  func lateHistograms() {
    Meter(label: "x_seconds_count", factory: store).set(9)
    Timer(label: "x", factory: store).recordSeconds(1)
    #expect(text().contains("\nx_seconds_count 9\n") && refused(1))
    #expect(!text().contains("x_seconds_sum"))
  }

  @Test("two labels that come to one name are not mixed: the first has it")
  func likeLabels() {
    for label in ["a.b", "a-b", "a_b_total", "a.b"] {
      Counter(label: label, factory: store).increment()
    }
    #expect(text().contains("# HELP a_b_total Recorded as a.b.\n"))
    #expect(text().contains("\na_b_total 2\n") && refused(2))
  }

  @Test("the server's own names are its own, whoever comes when")
  func ownNames() {
    store.reserve(namesOf: [
      ServerMetric("own_asked_total", .counter, "A.", 1),
      ServerMetric("own_took_seconds", .histogram, "B.", samples: []),
    ])
    Counter(label: "own_asked", factory: store).increment()
    Counter(label: "sangdam_metrics_refused", factory: store).increment(by: 100)
    Timer(label: "own_took", factory: store).recordSeconds(1)
    Gauge(label: "own_took_seconds_sum", factory: store).record(1)
    #expect(!text().contains("own_") && refused(4))
  }

  @Test("whatever is recorded, no line and no name comes twice", arguments: 1...20 as ClosedRange)
  func nothingTwice(seed: UInt64) {
    var draws = SeededDraws(seed: seed)
    let words = ["a", "a.b", "a_b", "_total", "_count", "_sum", "_bucket", "_seconds", "_"]
    let draw = { (draws: inout SeededDraws) in words.randomElement(using: &draws) ?? "" }
    for _ in 0..<200 {
      let label = (0..<Int.random(in: 1...3, using: &draws)).map { _ in draw(&draws) }.joined()
      let dimensions = (0..<Int.random(in: 0...3, using: &draws)).map { _ in
        (draw(&draws), draw(&draws))
      }
      switch Int.random(in: 0...3, using: &draws) {
      case 0: Counter(label: label, dimensions: dimensions, factory: store).increment()
      case 1: Meter(label: label, dimensions: dimensions, factory: store).set(1)
      case 2: Timer(label: label, dimensions: dimensions, factory: store).recordSeconds(1)
      default: Recorder(label: label, dimensions: dimensions, factory: store).record(1)
      }
    }
    let lines = text().split(separator: "\n")
    let samples = lines.filter { !$0.hasPrefix("#") }.map { $0.prefix { $0 != " " } }
    #expect(Set(samples).count == samples.count, "seed \(seed)")
    // Whose name begins each line: no other metric's.
    var owner: [Substring: Substring] = [:]
    var metric: Substring = ""
    for line in lines {
      let parts = line.split(separator: " ")
      if line.hasPrefix("# TYPE") { metric = parts[2] } else if line.hasPrefix("#") { continue }
      let name = line.hasPrefix("#") ? metric : line.prefix { $0 != "{" && $0 != " " }
      let other = owner.updateValue(metric, forKey: name)
      #expect(other == nil || other == metric, "seed \(seed): \(name)")
    }
  }
}

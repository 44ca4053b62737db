// The text that Prometheus reads: its own rules of escaping and of numbers.

@testable import InformationServer
import Testing

struct MetricsTextTests {
  @Test("each metric has its help, its type and a line for each value")
  func lines() {
    let metrics = [
      ServerMetric("a_total", .counter, "So many.", 12),
      ServerMetric(
        "b:x", .gauge, "By name.",
        samples: [
          .init(0.25, labels: [("state", "free"), ("group", "a b")]), .init(-1, labels: []),
        ]),
    ]
    #expect(
      MetricsText.text(metrics) == """
        # HELP a_total So many.
        # TYPE a_total counter
        a_total 12
        # HELP b:x By name.
        # TYPE b:x gauge
        b:x{state="free",group="a b"} 0.25
        b:x -1

        """)
    #expect(MetricsText.text([]) == "")
  }

  @Test("backslashes, line feeds and quotes do not break lines")
  func escapes() {
    let metric = ServerMetric(
      "a", .gauge, "A \"word\"\nand \\.",
      samples: [.init(1, labels: [("name", "x\"y\\z\nw")])])
    #expect(
      MetricsText.text([metric]) == """
        # HELP a A "word"\\nand \\\\.
        # TYPE a gauge
        a{name="x\\"y\\\\z\\nw"} 1

        """)
  }

  @Test(
    "numbers are written as Go's ParseFloat reads them",
    arguments: [
      (.nan, "NaN"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (1e21, "1e+21"), (0, "0"),
      (1e-9, "1e-09"), (9_007_199_254_740_992, "9007199254740992"), (0.1, "0.1"),
    ] as [(Double, String)])
  func numbers(_ value: Double, text: String) {
    let written = MetricsText.text([ServerMetric("a", .gauge, "A.", value)])
    #expect(written.hasSuffix("\na \(text)\n"))
  }
}

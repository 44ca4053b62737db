// What virtual time spends on a contact, measured through the public API; no gate lives here.

import Benchmark
import Consulting

/// Documents spread over all pairs, the same in every run.
private let documents = (0..<1_000).compactMap { number in
  DocumentNumber(digits: String(10_000_000 + number * 89_989))
}

/// Read by the harness: one figure each, after a warm-up.
let benchmarks: @Sendable () -> Void = {
  Benchmark(
    "branch covers document",
    configuration: .init(
      metrics: [.wallClock, .throughput], warmupIterations: 10, scalingFactor: .kilo,
      maxDuration: .seconds(2))
  ) { benchmark in
    guard let branch = Branch(prefix: "43") else { return }
    var covered = 0
    for iteration in benchmark.scaledIterations
    where branch.covers(documents[iteration % documents.count]) {
      covered += 1
    }
    blackHole(covered)
  }
}

// The benchmarks' scenarios in small, so that they cannot rot: the same figures as the
// hand-written loops that they are measured against.

import Foundation
import Scenarios
import Tallies
import Testing
import VirtualTime

@Suite("the benchmarks' models")
struct BenchmarkModelTests {
  /// Shares that the hand-written control loops printed for two million customers.
  private static let controls: [(model: String, abandoned: Double, delayed: Double)] = [
    ("mm1", 0, 0.9),
    ("erlang-a", 0.0325, 0.593),
    ("skills", 0.0451, 0.610),
    ("skills-chats", 0.0231, 0.609),
  ]

  @Test("a benchmark simulates what its control loop does", arguments: controls)
  func agreesWithItsControl(model: String, abandoned: Double, delayed: Double) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let path = root.appending(path: "Benchmarks/scenarios/\(model).yaml").path
    let lengths = ["mm1": "90m", "erlang-a": "55m", "skills": "55m", "skills-chats": "20m"]
    let plan = try Plan(
      checking: .read(path: path),
      overrides: [
        Override("length=\(lengths[model, default: "1h"])"), Override("warmup=5m"),
        Override("report-every=5m"), Override("replications=6"),
      ])
    let tally = Simulation(plan).run(threads: 2)
    #expect(tally.invariants == InvariantTally())
    var sum = CustomerTally()
    for replication in tally.replications {
      for stream in replication.streams { sum += stream }
    }
    let offered = Double(sum.offered)
    #expect(offered > 25_000)
    // Short runs of a heavily loaded system vary much: a coarse check that the model is the one.
    #expect(abs(Double(sum.abandoned) / offered - abandoned) < 0.015)
    #expect(abs(Double(sum.delayed) / offered - delayed) < 0.12)
  }
}

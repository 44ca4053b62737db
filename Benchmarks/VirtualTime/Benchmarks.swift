// What virtual time spends on a contact, measured through the public API; no gate lives here.

import Benchmark
import Foundation
import Scenarios
import Tallies
import VirtualTime

/// The scenarios beside this package's manifest, cut to a length that a benchmark repeats.
private let models = ["mm1", "erlang-a", "skills", "skills-chats"]

/// A plan of one replication and some 60,000 contacts; nil if its file cannot be read.
private func plan(_ model: String) -> Plan? {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  let path = folder.appending(path: "scenarios/\(model).yaml").path
  let length = model == "mm1" ? "18h" : model == "skills-chats" ? "200m" : "10h"
  do {
    return try Plan(
      checking: .read(path: path),
      overrides: [Override("length=\(length)"), Override("report-every=30m")])
  } catch {
    print(error)
    return nil
  }
}

/// One figure a scenario: contacts of one thread; the checksum is printed once.
let benchmarks: @Sendable () -> Void = {
  for model in models {
    guard let plan = plan(model) else { continue }
    let simulation = Simulation(plan)
    let tally = simulation.run(threads: 1)
    let answered = tally.replications.reduce(0) { $0 + $1.streams.reduce(0) { $0 + $1.answered } }
    print("\(model): \(tally.contacts) contacts, \(tally.events) events, \(answered) answered")
    Benchmark(
      model,
      configuration: .init(
        metrics: [.wallClock, .throughput], warmupIterations: 3, maxDuration: .seconds(3))
    ) { _ in
      blackHole(simulation.run(threads: 1).events)
    }
  }
}

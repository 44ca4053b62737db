// `sangdam check`: are these scenarios fine?

import ArgumentParser
import Consulting
import Foundation
import Scenarios

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Validate scenarios without running them.")

  @Argument(help: "Scenario files; - reads standard input.")
  var scenarios: [String]

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: "Override a scenario key: key.path=value (repeatable).")
  var overrides: [String] = []

  @Flag(help: "Print nothing about scenarios that are fine.")
  var quiet = false

  func run() throws {
    var isFine = true
    for path in scenarios {
      do {
        let source = try ScenarioSource.read(path: path)
        let plan = try Plan(checking: source, overrides: overrides.map(Override.init))
        if !quiet { print("\(source.name): \(summary(of: plan))") }
      } catch {
        isFine = false
        FileHandle.standardError.write(Data("\(error)\n".utf8))
      }
    }
    if !isFine { throw ExitCode(2) }
  }

  private func summary(of plan: Plan) -> String {
    let streams = plan.demand.count
    let agents = plan.agents.reduce(0) { $0 + $1.largestCount }
    let groups = plan.agents.count
    return "ok: \(plan.name), \(streams) \(streams == 1 ? "stream" : "streams"), "
      + "\(agents) \(agents == 1 ? "agent" : "agents") in "
      + "\(groups) \(groups == 1 ? "group" : "groups"), \(length(of: plan))"
  }

  /// The length in the largest units that it fills: `8h`, `1h 30m`.
  private func length(of plan: Plan) -> String {
    var rest = plan.length.nanoseconds
    var parts: [String] = []
    let units: [(name: String, nanoseconds: Int64)] = [
      ("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("m", 60_000_000_000),
      ("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1_000), ("ns", 1),
    ]
    for unit in units where rest >= unit.nanoseconds {
      parts.append("\(rest / unit.nanoseconds)\(unit.name)")
      rest %= unit.nanoseconds
    }
    return parts.joined(separator: " ")
  }
}

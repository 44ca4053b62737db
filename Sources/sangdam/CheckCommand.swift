// `sangdam check`: whether scenarios are fine, and what is wrong with them if not.

import ArgumentParser
import Consulting
import Scenarios

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Validate scenarios without running them.",
    usage: "sangdam check <scenario> ... [--set <key=value> ...] [--quiet]",
    discussion: """
      Names every fault with file, line and column; exit code 2 if there is one.

      Examples:
        sangdam check scenarios/*.yaml
        sangdam check day.yaml --set agents.seoul.count=14
      """)

  @Argument(
    help: ArgumentHelp("Scenario files; - reads standard input.", valueName: "scenario"))
  var scenarios: [String]

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Override a scenario key (repeatable); list entries by name or index.",
      valueName: "key.path=value"))
  var overrides: [String] = []

  @Flag(help: "Print nothing about scenarios that are fine.")
  var quiet = false

  func run() throws {
    var isFine = true
    for path in scenarios {
      do {
        let source = try ScenarioSource.read(path: path)
        let plan = try Plan(checking: source, overrides: overrides.map(Override.init))
        if !quiet { try Output.write("\(source.name): \(summary(of: plan))\n") }
      } catch let faults as Diagnostics {
        isFine = false
        Output.report("\(faults)")
      }
    }
    if !isFine { throw ExitCode(ExitStatus.wrongInput) }
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

// `sangdam check`: whether scenarios are fine, and what is wrong with them if not.

import ArgumentParser
import Consulting
import Reports
import Scenarios

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Validate scenarios without running them.",
    usage: "sangdam check <scenario> ... [--set <key=value> ...] [--quiet]",
    discussion: """
      Names every fault with file, line and column, on a terminal with the line itself; exit \
      code 2 if there is one.

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
    var faultsByScenario: [Int] = []
    for path in scenarios { faultsByScenario.append(try check(path)) }
    let wrong = faultsByScenario.filter { $0 > 0 }.count
    if wrong > 0 {
      let faults = faultsByScenario.reduce(0, +)
      let place = scenarios.count > 1 ? " in \(wrong) of \(scenarios.count) scenarios" : ""
      Output.complain("\(counted(faults, "error"))\(place).")
      throw ExitCode(ExitStatus.wrongInput)
    }
    if scenarios.count > 1, !quiet { try Output.write("All \(scenarios.count) are fine.\n") }
  }

  /// Checks one scenario and says what came of it; how many faults it has.
  private func check(_ path: String) throws -> Int {
    var source: ScenarioSource?
    let plan: Plan
    do throws(Diagnostics) {
      let text = try ScenarioSource.read(path: path)
      source = text
      plan = try Plan(checking: text, overrides: overrides.map(Override.init))
    } catch {
      Output.report(error, of: source)
      return error.entries.count + error.omitted
    }
    if !quiet {
      let name = PrintableText.escaped(source?.name ?? path)
      try Output.write("\(name): \(summary(of: plan))\n")
    }
    return 0
  }

  private func counted(_ count: Int, _ word: String) -> String {
    "\(count) \(word)\(count == 1 ? "" : "s")"
  }

  private func summary(of plan: Plan) -> String {
    let agents = plan.agents.reduce(0) { $0 + $1.largestCount }
    return "ok: \(plan.name), \(counted(plan.demand.count, "stream")), "
      + "\(counted(agents, "agent")) in \(counted(plan.agents.count, "group")), "
      + length(of: plan)
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

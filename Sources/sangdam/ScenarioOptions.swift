// The options that every command on one scenario has.

import ArgumentParser
import Foundation
import Scenarios

struct ScenarioOptions: ParsableArguments {
  @Argument(help: "The scenario file; - reads standard input.")
  var scenario: String

  @Option(
    help: ArgumentHelp("Seed of all randomness (default: the scenario's).", valueName: "n"))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp("Independent repetitions (default: the scenario's).", valueName: "n"))
  var replications: Int?

  @Option(help: ArgumentHelp("Threads (default: all cores).", valueName: "n"))
  var threads: Int?

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Override a scenario key (repeatable); list entries by name or index.",
      valueName: "key.path=value"))
  var overrides: [String] = []

  @Flag(help: "Print the result document on standard output, nothing else.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Write the result here (default: results/runs/<scenario>/<time>-<seed>; none under --json).",
      valueName: "folder"))
  var out: String?

  @Flag(help: "Print neither progress nor table; the exit code and the files say it all.")
  var quiet = false

  func validate() throws {
    if let threads, threads < 1 || threads > 1024 {
      throw ValidationError("--threads is \(threads); allowed are 1 to 1024.")
    }
    if let replications, replications < 1 || replications > Limits.replications {
      throw ValidationError(
        "--replications is \(replications); allowed are 1 to \(Limits.replications).")
    }
    if let out, out.isEmpty { throw ValidationError("--out names no folder.") }
  }

  /// The checked plan, or the diagnostics on standard error and exit code 2.
  func plan() throws -> Plan {
    var all = overrides
    if let seed { all.append("seed=\(seed)") }
    if let replications { all.append("replications=\(replications)") }
    return try Self.plan(at: scenario, overrides: all)
  }

  /// The same of any path.
  static func plan(at path: String, overrides: [String]) throws -> Plan {
    var source: ScenarioSource?
    do throws(Diagnostics) {
      let text = try ScenarioSource.read(path: path)
      source = text
      return try Plan(checking: text, overrides: overrides.map(Override.init))
    } catch {
      Output.report(error, of: source)
      throw ExitCode(ExitStatus.wrongInput)
    }
  }

  /// How many threads to use.
  var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }
}

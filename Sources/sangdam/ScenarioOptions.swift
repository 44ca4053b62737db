// The options that every command on one scenario has.

import ArgumentParser
import Foundation
import Scenarios

struct ScenarioOptions: ParsableArguments {
  @Argument(help: "The scenario file; - reads standard input.")
  var scenario: String

  @Option(help: "Seed of all randomness (default: the scenario's).")
  var seed: UInt64?

  @Option(help: "Independent repetitions (default: the scenario's).")
  var replications: Int?

  @Option(help: "Threads (default: all cores).")
  var threads: Int?

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: "Override a scenario key: key.path=value (repeatable).")
  var overrides: [String] = []

  @Flag(help: "Print the result document on standard output, nothing else.")
  var json = false

  @Option(help: "Write the result here (default: results/runs/<scenario>/<time>-<seed>).")
  var out: String?

  @Flag(help: "Print neither progress nor table.")
  var quiet = false

  func validate() throws {
    if let threads, threads < 1 || threads > 1024 {
      throw ValidationError("--threads is \(threads); allowed are 1 to 1024.")
    }
  }

  /// The checked plan, or the diagnostics on standard error and exit code 2.
  func plan() throws -> Plan {
    var all = overrides
    if let seed { all.append("seed=\(seed)") }
    if let replications { all.append("replications=\(replications)") }
    do {
      let source = try ScenarioSource.read(path: scenario)
      return try Plan(checking: source, overrides: all.map(Override.init))
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      throw ExitCode(ExitStatus.wrongInput)
    }
  }

  /// How many threads to use.
  var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }
}

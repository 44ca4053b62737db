// `sangdam simulate`: the whole scenario in virtual time, all replications.

import ArgumentParser
import CPlatform
import Foundation
import Reports
import Scenarios
import Tallies
import VirtualTime

struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Simulate a scenario in virtual time, as fast as the machine can.",
    discussion: """
      Exit codes: 0 fine, 1 an objective missed, 2 wrong input, 3 the run is invalid or failed, \
      4 undecided.
      """)

  @OptionGroup var options: ScenarioOptions

  func run() throws {
    let plan = try options.plan()
    let control = RunControl()
    let interruption = Interruption(control)
    let simulation = Simulation(plan)
    let threads = max(1, min(options.threadCount, plan.replications))
    let progress = options.quiet ? nil : ProgressBar(control, replications: plan.replications)
    let before = AllocatorFigures.now
    let begin = ContinuousClock.now
    let tally = simulation.run(threads: threads, control: control)
    let elapsed = ContinuousClock.now - begin
    progress?.finish()
    guard !tally.replications.isEmpty else {
      complain("interrupted before the first replication was finished: there is no result.")
      throw ExitCode(ExitStatus.invalidRun)
    }
    let facts = EngineFacts(
      version: Version.current, elapsedSeconds: elapsed / .seconds(1), threads: threads,
      peakRSSBytes: Int64(sangdam_peak_resident_bytes()), memory: .plain,
      allocator: AllocatorFigures.now.since(before, contacts: tally.contacts))
    let document = ResultDocument.simulation(plan: plan, tally: tally, engine: facts)
    let path = try ResultFiles(plan: plan, options: options).write(document)
    show(document, path: path)
    try end(document, interruption)
  }

  private func show(_ document: ResultDocument, path: String?) {
    if options.json {
      FileHandle.standardOutput.write(Data(document.json))
    } else if !options.quiet {
      let table = TerminalTable(document, colour: Terminal.colour(of: STDOUT_FILENO))
      print(table.text)
      if let path { print("Result: \(path)") }
    }
  }

  private func end(_ document: ResultDocument, _ interruption: borrowing Interruption) throws {
    if !document.isSound {
      complain("the run broke a rule that must never be broken; see `invariants`.")
      throw ExitCode(ExitStatus.invalidRun)
    }
    if document.isPartial {
      complain(
        "interrupted: the result is of \(document.replications) finished replications of "
          + "\(document.requestedReplications).")
      throw ExitCode(ExitStatus.invalidRun)
    }
    if document.exitCode != 0 { throw ExitCode(document.exitCode) }
  }

  private func complain(_ sentence: String) {
    FileHandle.standardError.write(Data("sangdam: \(sentence)\n".utf8))
  }
}

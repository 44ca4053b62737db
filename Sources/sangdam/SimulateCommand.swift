// `sangdam simulate`: the whole scenario in virtual time, all replications.

import ArgumentParser
import CPlatform
import Foundation
import Planning
import Reports
import Scenarios
import Tallies
import VirtualTime

struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Simulate a scenario in virtual time, as fast as the machine can.",
    usage: "sangdam simulate <scenario> [<options>]",
    discussion: """
      Prints a table and keeps the result document and its page in a folder of the run. The same \
      seed gives the same figures on any number of threads.

      Examples:
        sangdam simulate scenarios/three-parties.yaml
        sangdam simulate day.yaml --contacts day.csv
        sangdam simulate day.yaml --replications 100 --set agents.seoul.count=14
        generate | sangdam simulate - --json | jq .metrics.wait

      Exit codes: 0 fine, 1 an objective missed, 2 wrong input, 3 the run is invalid or failed, \
      4 undecided. Ctrl-C ends a run with what is finished by then (exit code 3), a second one \
      at once.
      """)

  @OptionGroup var options: ScenarioOptions

  @Option(
    help: ArgumentHelp(
      "Also write one row of CSV for each customer into this file.", valueName: "file"))
  var contacts: String?

  @Flag(
    help: ArgumentHelp(
      "Also measure regret and overtakes at each assignment, and hold the matches against the best"
        + " in hindsight (slower; see match_quality)."))
  var matchQuality = false

  func validate() throws {
    if let contacts, contacts.isEmpty { throw ValidationError("--contacts names no file.") }
  }

  func run() throws {
    let plan = try options.plan()
    let folder = ResultFolder(plan: plan, options: options)
    if let contacts {
      try options.refuse(contacts, of: "--contacts", besides: folder)
    }
    let file: ContactFile?
    do {
      try folder?.expectWritable()
      file = try contacts.map { path in try ContactFile(path: path, plan: plan) }
    } catch {
      Output.complain("\(error).")
      throw ExitCode(ExitStatus.invalidRun)
    }
    let document = try simulate(plan, contacts: file)
    var faults: [String] = []
    do {
      try file?.finish()
    } catch {
      faults.append("\(error)")
    }
    if let fault = try options.keepAndShow(document, in: folder) { faults.append("\(fault)") }
    try end(document, faults)
  }

  /// The result of the run, or of what was finished when it was interrupted.
  private func simulate(_ plan: Plan, contacts: ContactFile?) throws -> ResultDocument {
    let control = Interruption.run
    Interruption.watch()
    let threads = min(options.threadCount, plan.replications)
    let simulation = Simulation(plan, detail: matchQuality ? .assignments : .usual)
    let progress = options.quiet ? nil : ProgressBar(control, replications: plan.replications)
    let before = AllocatorFigures.now
    let begin = ContinuousClock.now
    let sink = contacts.map { file -> ContactSink in { block in file.receive(block) } }
    let tally = simulation.run(threads: threads, control: control, contacts: sink)
    let elapsed = ContinuousClock.now - begin
    let after = AllocatorFigures.now
    progress?.finish()
    guard !tally.replications.isEmpty else {
      contacts?.discard()
      Output.complain(
        "interrupted before the first replication was finished: there is no result.")
      throw ExitCode(ExitStatus.invalidRun)
    }
    let facts = EngineFacts(
      version: Version.current, elapsedSeconds: elapsed / .seconds(1), threads: threads,
      peakRSSBytes: Int64(sangdam_peak_resident_bytes()), memory: .plain,
      allocator: after.since(before, contacts: tally.contacts))
    var document = ResultDocument.simulation(plan: plan, tally: tally, engine: facts)
    document.certificate = Certification(threads: options.threadCount, control: control)
      .certificate(of: document, plan: plan)
    return document
  }

  private func end(_ document: ResultDocument, _ faults: [String]) throws {
    for fault in faults { Output.complain("\(fault).") }
    if !document.isSound {
      Output.complain("the run broke a rule that must never be broken; see `invariants`.")
    }
    if document.isPartial {
      Output.complain(
        "interrupted: the result is of \(document.replications) finished replications of "
          + "\(document.requestedReplications).")
    }
    let isInterrupted = Interruption.run.isCancelled && !document.isPartial
    if isInterrupted {
      Output.complain("interrupted while the machinery was checked: the figures are whole.")
    }
    let isCertified = !isInterrupted && !(document.certificate?.isFailed ?? false)
    if document.certificate?.isFailed ?? false {
      Output.complain("the engine missed figures that are known exactly; see `certificate`.")
    }
    if !faults.isEmpty || !document.isSound || document.isPartial || !isCertified {
      throw ExitCode(ExitStatus.invalidRun)
    }
    if document.exitCode != 0 { throw ExitCode(document.exitCode) }
  }
}

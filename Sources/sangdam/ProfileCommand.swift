// `sangdam profile`: the scenario on the wall clock, on one shared core in this process.

import ArgumentParser
import CPlatform
import Consulting
import Foundation
import Reports
import Scenarios
import Tallies
import VirtualTime
import WallTime

struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "Drive the routing core by threads on the wall clock and time every stage.",
    usage: "sangdam profile <scenario> [<options>]",
    discussion: """
      Threads play customers and agents through one routing core, without sockets: either open, \
      when the scenario says so and its clock so many times as fast (--speed), or saturated, each \
      customer as soon as an agent is free (--saturate). The run is invalid (exit code 3) if the \
      threads fell behind their own schedule by more than a millisecond.

      Examples:
        sangdam profile scenarios/three-parties.yaml
        sangdam profile day.yaml --speed 5000 --seconds 5 --decisions day.jsonl
        sangdam profile day.yaml --saturate --threads 2 --json

      Exit codes: 0 fine, 1 an objective missed, 2 wrong input, 3 the run is invalid or failed, \
      4 undecided.
      """)

  @OptionGroup var options: ScenarioOptions

  @Option(
    help: ArgumentHelp(
      "How many times as fast as the wall's the scenario's clock is (default: its length in the"
        + " seconds of the run).", valueName: "x"))
  var speed: Double?

  @Flag(
    help: "Ignore efforts and patience: agents are free as soon as they are given somebody.")
  var saturate = false

  @Flag(
    help: ArgumentHelp(
      "Also work out regret, overtakes and the best in hindsight after the run"
        + " (see match_quality)."))
  var matchQuality = false

  @Flag(help: "Also count the core's atomic operations and references to objects; takes time.")
  var count = false

  @Option(
    help: ArgumentHelp(
      "How long customers come (default: \(Int(Profile.usualSeconds)), with --speed the scenario's"
        + " length).", valueName: "n"))
  var seconds: Double?

  @Option(
    help: ArgumentHelp(
      "Also write each customer's way into this file, for `sangdam explain`.", valueName: "file"))
  var decisions: String?

  func validate() throws {
    if let speed, !(speed > 0 && speed <= 1e9) {
      throw ValidationError("--speed is \(speed); allowed is a number above 0, to 1e9.")
    }
    if let seconds, !(seconds >= 0.01 && seconds <= 86_400) {
      throw ValidationError("--seconds is \(seconds); allowed are 0.01 to 86400.")
    }
    if saturate, speed != nil {
      throw ValidationError("--saturate has no clock of the scenario: leave --speed out.")
    }
    if options.replications != nil {
      throw ValidationError("--replications does not apply: a run on the wall clock is one.")
    }
    if let threads = options.threads, threads > Profile.mostThreads {
      throw ValidationError("--threads is \(threads); allowed are 1 to \(Profile.mostThreads).")
    }
    if let decisions, decisions.isEmpty { throw ValidationError("--decisions names no file.") }
  }

  func run() throws {
    let plan = try options.plan()
    let folder = ResultFolder(plan: plan, options: options)
    if let decisions { try options.refuse(decisions, of: "--decisions", besides: folder) }
    let (outcome, allocator) = try play(plan, in: folder)
    let facts = EngineFacts(
      version: Version.current, elapsedSeconds: outcome.clock.elapsedSeconds,
      threads: outcome.clock.processors.count, peakRSSBytes: Int64(sangdam_peak_resident_bytes()),
      memory: .atomic, allocator: AllocatorFigures.held(since: allocator))
    let document = ResultDocument.profile(
      plan: plan, tally: outcome.tally, clock: outcome.clock, engine: facts)
    var faults: [String] = []
    if let decisions {
      do {
        let file = DecisionFile(plan: plan, clock: outcome.clock, decisions: outcome.decisions)
        try DurableFile.write(file.bytes, to: decisions)
      } catch {
        faults.append("\(error)")
      }
    }
    if let fault = try options.keepAndShow(document, in: folder) { faults.append("\(fault)") }
    try end(document, outcome.clock, faults)
  }

  /// The run, and what the allocator held meanwhile: looked at when it begins and twice a second.
  private func play(
    _ plan: Plan, in folder: ResultFolder?
  ) throws -> (ProfileOutcome, EngineFacts.Allocator) {
    Interruption.watch()
    let line = options.quiet ? nil : LiveLine()
    do {
      try folder?.expectWritable()
    } catch {
      Output.complain("\(error).")
      throw ExitCode(ExitStatus.invalidRun)
    }
    do throws(ProfileFault) {
      let profile = try Profile(
        plan, pace: pace(of: plan), seconds: length(of: plan),
        threads: min(options.threadCount, Profile.mostThreads), keepsDecisions: decisions != nil,
        detail: matchQuality ? .assignments : .usual, counting: count ? .atomicOperations : .nothing
      )
      var held = AllocatorFigures.held()
      var looks = 0
      let outcome = try profile.run(meter: ThreadAllocations.meter) { progress in
        line?.draw(progress)
        if looks % 10 == 0 { held = AllocatorFigures.held(since: held) }
        looks += 1
        return !Interruption.run.isCancelled
      }
      line?.clear()
      return (outcome, held)
    } catch {
      switch error {
      case .noThreads(let asked):
        Output.complain("the system gives no \(asked) threads.")
        throw ExitCode(ExitStatus.invalidRun)
      case .noWindow(let warmup, let length):
        Output.report(
          "\(options.scenario): error: warmup: \(warmup) s of the run, which has \(length) s;"
            + " allowed is less (give --seconds or --speed, or --set warmup=0s)")
        throw ExitCode(ExitStatus.wrongInput)
      case .matchWindow(let window):
        Output.report(
          "\(options.scenario): error: routing.match-window: \(window) s; allowed is 0s: threads"
            + " match at once, batches are for `simulate` (give --set routing.match-window=0s)")
        throw ExitCode(ExitStatus.wrongInput)
      }
    }
  }

  /// Without `--speed` the whole length passes in the seconds of the run.
  private func pace(of plan: Plan) -> WallClockTally.Pace {
    if saturate { return .saturated }
    return .open(speed: speed ?? plan.length.seconds / (seconds ?? Profile.usualSeconds))
  }

  private func length(of plan: Plan) -> Double {
    if let seconds { return seconds }
    guard let speed else { return Profile.usualSeconds }
    return plan.length.seconds / speed
  }

  private func end(
    _ document: ResultDocument, _ clock: WallClockTally, _ faults: [String]
  ) throws {
    for fault in faults { Output.complain("\(fault).") }
    if !document.isSound {
      Output.complain("the run broke a rule that must never be broken; see `invariants`.")
    }
    if document.isPartial { Output.complain("interrupted: the result is of the time until then.") }
    if !clock.isValid {
      Output.complain(
        "the run is invalid: the threads did not keep their own schedule; see `lag`. Take less"
          + " --speed, or more free processors.")
    }
    if !faults.isEmpty || !document.isSound || document.isPartial || !clock.isValid {
      throw ExitCode(ExitStatus.invalidRun)
    }
    if document.exitCode != 0 { throw ExitCode(document.exitCode) }
  }
}

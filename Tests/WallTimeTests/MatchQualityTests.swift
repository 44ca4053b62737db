// How well customers were matched on the wall clock: by a slow count, by what the workers counted,
// and beside the same scenario in virtual time.

import Reports
import Rings
import Scenarios
import SeededTests
import Tallies
import Testing
import VirtualTime

@testable import WallTime

@Suite(.serialized)
struct MatchQualityTests {
  @Test("the log played back says what a look at everybody says", arguments: 0..<8)
  func slowCount(round: Int) throws {
    let plan = try Plan(checking: ScenarioSource(name: "test", text: RandomLog.text))
    let model = ProfileModel(plan, pace: .open(speed: 1), seconds: 1, detail: .assignments)
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededDraws(seed: seed)
    let log = RandomLog(model.layout, steps: 2_000, random: &random)
    let floor = Floor<AtomicMemory>(model, workers: 1, range: 8)
    var sweep = Sweep(
      model, floor.reach, tables: floor.tables, customers: [log.customers.count],
      until: log.end, decisions: [])
    sweep.play(log.events.sorted { $0.order < $1.order }[...])
    sweep.close()
    var counted = ReplicationTally(layout: model.layout)
    sweep.matches.add(to: &counted)
    #expect(counted.scores == log.expected.scores, "seed \(seed)")
    #expect(counted.streamAssignments == log.expected.streamAssignments, "seed \(seed)")
    #expect(counted.groupAssignments == log.expected.groupAssignments, "seed \(seed)")
    for (ours, theirs) in zip(sweep.desks.fairness, log.expected.fairness) {
      #expect(ours.agents == theirs.agents, "seed \(seed)")
      #expect(abs(ours.weightedIndex - theirs.weightedIndex) < 1e-9, "seed \(seed)")
    }
    let all = counted.streamAssignments.reduce(into: AssignmentTally(), +=)
    #expect(all.answered > 60 && all.regretFreeBillionths > 0)
    #expect(all.overtakes > 5 && all.overtakes < all.answered)
  }

  @Test("what the log says of scores adds up to what the workers counted", arguments: [1, 2, 3])
  func books(threads: Int) throws {
    for pace in [WallClockTally.Pace.open(speed: 3600), .saturated] {
      let outcome = try SmallShop.run(SmallShop.plan(), pace, seconds: 0.3, threads: threads)
      guard outcome.clock.logCutNanoseconds == nil else { continue }
      let (tally, layout) = (outcome.tally.replications[0], outcome.tally.layout)
      var sums = Array(repeating: MatchTally(), count: layout.streams)
      for (cell, scores) in tally.scores.enumerated() {
        sums[cell / layout.groups / (layout.rings + 1)] += scores
      }
      #expect(sums.map(\.answered) == tally.streams.map(\.answered))
      #expect(sums.map(\.scoreBillionths) == tally.streams.map(\.scoreBillionths))
    }
  }

  /// Two languages, skills that differ, a ring; nothing that a run on the wall clock leaves out.
  private static let both = """
    sangdam: 1
    name: both-clocks
    length: 20m
    warmup: 4m
    replications: 40
    locations: [{id: home}, {id: osaka}]
    demand:
      - {name: a, code: {language: ko, document: "43211507"}, arrivals: {rate: 1500/h}, \
    patience: {exponential: {mean: 90s}}, effort: {exponential: {mean: 50s}}}
      - {name: b, code: {language: ja, document: "43211507"}, arrivals: {rate: 700/h}, \
    patience: {exponential: {mean: 90s}}, effort: {exponential: {mean: 40s}}}
    agents:
      - {name: seoul, count: 16, languages: {ko: 1}, documents: {"4321": 1}, wrap-up: {fixed: 5s}}
      - {name: mixed, count: 9, languages: {ko: 0.6, ja: 0.8}, documents: {"43": 0.9}, \
    concurrency: 2}
      - {name: osaka, location: osaka, count: 4, languages: {ja: 1}, documents: {"43": 1}}
    routing: {rings: [{after: 5s, location: osaka}]}

    """

  @Test("both clocks agree: scores, depth, home, regret, overtakes, hindsight, fairness")
  func bothClocks() throws {
    let plan = try Plan(checking: ScenarioSource(name: "test", text: Self.both))
    let facts = EngineFacts(version: "0", elapsedSeconds: 1, threads: 2, peakRSSBytes: 0)
    let days = ResultDocument.simulation(
      plan: plan, tally: Simulation(plan, detail: .assignments).run(threads: 2), engine: facts)
    let profile = try Profile(
      plan, pace: .open(speed: 400), seconds: 3, threads: 2, detail: .assignments)
    let outcome = try profile.run()
    expectSound(outcome)
    // Other programs may keep the threads from their schedule; then the clocks do not agree.
    guard outcome.clock.isValid else { return }
    let run = ResultDocument.profile(
      plan: plan, tally: outcome.tally, clock: outcome.clock, engine: facts)
    compare(run.matchQuality, days.matchQuality, "run")
    for document in [run, days] {
      #expect(TerminalTable(document).text.contains("  Scores given, of the best in hindsight: 9"))
      let reading = try ResultReading(json: document.json, name: "result.json")
      let page = String(decoding: ReportPage(results: [reading]).html, as: UTF8.self)
      #expect(page.contains("<th scope=\"col\">of the best in hindsight"))
    }
    for (ours, theirs) in zip(run.demand + run.agents, days.demand + days.agents) {
      compare(ours.matchQuality, theirs.matchQuality, ours.name)
    }
  }

  /// A day on the wall clock lies where days of the simulation lie: within five deviations of a
  /// single day, and what a thread's lateness may add to each.
  private func compare(_ run: MatchQualityFigures, _ days: MatchQualityFigures, _ name: String) {
    let figures: [(String, Figure?, Figure?, Double)] = [
      ("tenth", run.pairs?.scoreP10, days.pairs?.scoreP10, 0.2),
      ("language", run.pairs?.exactLanguage, days.pairs?.exactLanguage, 0),
      ("proficiency", run.pairs?.languageProficiency, days.pairs?.languageProficiency, 0.01),
      ("depth", run.pairs?.documentDepth, days.pairs?.documentDepth, 0.01),
      ("home", run.pairs?.homeLocation, days.pairs?.homeLocation, 0.01),
      ("free", run.assignments?.regretFree, days.assignments?.regretFree, 0.01),
      ("on shift", run.assignments?.regretOnShift, days.assignments?.regretOnShift, 0.01),
      (
        "hindsight", run.assignments?.hindsightRatio, days.assignments?.hindsightRatio, 0.02
      ),
      ("fairness", run.fairness, days.fairness, 0.02),
    ]
    for (figure, ours, theirs, slack) in figures {
      guard let theirs, let mean = theirs.mean, let low = theirs.low, let high = theirs.high
      else { continue }
      let deviation = (high - low) / 2 / 2.02 * Double(40).squareRoot()
      let apart = abs((ours?.mean ?? .infinity) - mean)
      #expect(apart <= 5 * deviation + slack, "\(name), \(figure): \(apart) from \(mean)")
    }
    // Whoever was due first is served first, but for a thread that came late.
    #expect((run.assignments?.overtakes.mean ?? .infinity) <= 5, "\(name)")
    #expect(days.assignments?.overtakes.mean == 0)
  }
}

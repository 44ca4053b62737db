// An hour of a small shop in a second of the wall clock, and what must hold of every run.

import Consulting
import Measures
import Scenarios
import Tallies
import Testing
import WallTime

/// A shop with two languages, a ring, wrap-ups, impatience and agents with two chats.
enum SmallShop {
  static let text = """
    sangdam: 1
    name: small-shop
    length: 1h
    warmup: 2m
    seed: 7
    locations: [{id: home}, {id: osaka}]
    demand:
      - {name: korean, code: {language: ko, document: "43211507"}, arrivals: {rate: 2000/h}, \
    patience: {exponential: {mean: 30s}}, effort: {exponential: {mean: 40s}}}
      - {name: japanese, code: {language: ja, document: "43211507"}, arrivals: {rate: 900/h}, \
    patience: {exponential: {mean: 60s}}, effort: {fixed: 30s}}
    agents:
      - {name: seoul, staff: {periods: 20m, counts: [12, 9, 14]}, languages: {ko: 1}, \
    documents: {"43": 1}, concurrency: 2, wrap-up: {fixed: 5s}}
      - {name: both, count: 4, languages: {ko: 0.5, ja: 0.8}, documents: {"43": 1}}
      - {name: osaka, location: osaka, count: 5, languages: {ja: 0.9}, documents: {"43": 1}}
    routing: {rings: [{after: 10s, location: osaka}]}
    objectives: [{metric: abandonment, at-most: 100%}]

    """

  /// The plan of that text, with lines changed.
  static func plan(_ overrides: String...) throws -> Plan {
    try Plan(
      checking: ScenarioSource(name: "test", text: text), overrides: overrides.map(Override.init))
  }

  /// A second of it, or a part of one.
  static func run(
    _ plan: Plan, _ pace: WallClockTally.Pace = .open(speed: 3600), seconds: Double = 1,
    threads: Int = 2, keepsDecisions: Bool = false
  ) throws -> ProfileOutcome {
    let profile = try Profile(
      plan, pace: pace, seconds: seconds, threads: threads, keepsDecisions: keepsDecisions)
    let outcome = try profile.run()
    expectSound(outcome)
    return outcome
  }
}

/// Every customer ends once; nobody is given away twice, to a full agent or to the wrong one; the
/// stages add up.
func expectSound(
  _ outcome: ProfileOutcome, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(outcome.tally.invariants == InvariantTally(), sourceLocation: sourceLocation)
  let counted = outcome.tally.replications[0]
  var all = CustomerTally()
  for stream in counted.streams {
    let ended = stream.answered + stream.abandoned + stream.blocked
    #expect(stream.offered == ended, sourceLocation: sourceLocation)
    all += stream
  }
  let byGroup = counted.groups.reduce(0) { $0 + $1.answered }
  #expect(byGroup == all.answered, sourceLocation: sourceLocation)
  let waits = Int64(outcome.tally.waits[0].total.total)
  #expect(waits == all.offered - all.blocked, sourceLocation: sourceLocation)
  let clock = outcome.clock
  let sum = clock.stages.reduce(0) { $0 + $1.sumNanoseconds }
  #expect(sum == clock.dueToDelivered.sumNanoseconds, sourceLocation: sourceLocation)
  for stage in clock.stages + [clock.dueToDelivered] {
    #expect(Int64(stage.histogram.total) == all.answered, sourceLocation: sourceLocation)
  }
}

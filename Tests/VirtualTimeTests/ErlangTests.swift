// Queues in steady state: the engine's figures against exact ones.

import Measures
import Reports
import Scenarios
import Tallies
import Testing
import VirtualTime

@Suite("A queue in steady state", .serialized) struct ErlangTests {
  /// Eight replications of the point, each long against the time in which the queue forgets.
  static func tally(_ point: QueuePoint, contacts: Double) throws -> RunTally {
    let counted = (Length.isLong ? 20 : 1) * contacts / 8 / point.load * 60
    let slack = 1 - min(0.95, point.load / Double(point.agents)).squareRoot()
    let forgets = 60 / Double(point.agents) / (slack * slack)
    let settling = 600 + min(5 * forgets, counted / 2)
    let patience = point.patience.map { "{exponential: {mean: \($0)s}}" } ?? "never"
    let limits = point.inSystem.map { "limits: {in-system: \($0)}" } ?? ""
    let run = try Tiny(
      """
      length: \(settling + counted)s
      warmup: \(settling)s
      report-every: 1000h
      replications: 8
      \(limits)
      demand:
        - name: ask
          code: {language: ko, document: "43211507"}
          arrivals: {rate: \(point.load)/min}
          patience: \(patience)
          effort: {exponential: {mean: 60s}}
      agents:
        - {name: desk, count: \(point.agents), languages: {ko: 1}, documents: {"43": 1}}
      objectives:
        - {metric: service_level, within: \(point.within)s, at-least: 50%}
      """)
    return run.tally
  }

  static func check(_ point: QueuePoint, contacts: Double) throws {
    let tally = try tally(point, contacts: contacts)
    expect(
      tally.share(\.blocked, of: \.offered), hits: point.blocking, within: 0.1, "blocking")
    expect(
      tally.share(\.delayed, of: { $0.offered - $0.blocked }), hits: point.delayed, within: 0.15,
      "delayed")
    expect(
      tally.seconds(\.waitNanoseconds, per: { $0.offered - $0.blocked }), hits: point.wait,
      within: 0.2, "wait.mean")
    expect(
      tally.seconds(\.answeredWaitNanoseconds, per: \.answered), hits: point.asa, within: 0.2,
      "asa")
    expect(
      tally.share(\.abandoned, of: \.offered), hits: point.abandonment, within: 0.2,
      "abandonment")
    let inTime = tally.replications.map { Double($0.streamThresholds[0].answeredWithin) }
    expect(
      Estimate(inTime, over: tally.sums { Double($0.offered) }), hits: point.level, within: 0.1,
      "service_level")
    expect(
      tally.agentShare(\.busyNanoseconds, of: \.staffedNanoseconds), hits: point.occupancy,
      within: 0.05, "occupancy")
  }

  @Test("where nobody waits has Erlang's B", arguments: QueuePoint.erlangB)
  func erlangB(point: QueuePoint) throws {
    try Self.check(point, contacts: 80_000)
    let formula = ErlangB.blocking(load: point.load, agents: point.agents)
    #expect(abs(formula - point.blocking) < 1e-9)
  }

  @Test("where nobody leaves has Erlang's C", arguments: QueuePoint.erlangC)
  func erlangC(point: QueuePoint) throws { try Self.check(point, contacts: 120_000) }

  @Test("with impatient customers has Palm's figures", arguments: QueuePoint.erlangA)
  func erlangA(point: QueuePoint) throws { try Self.check(point, contacts: 80_000) }

  @Test("with patience and a limit is the birth–death chain", arguments: QueuePoint.limited)
  func limited(point: QueuePoint) throws { try Self.check(point, contacts: 80_000) }
}

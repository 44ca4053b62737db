// Arrivals in a sine and staff in steps against Kolmogorov's equations.

import Scenarios
import Tallies
import Testing
import VirtualTime

@Suite("A day that changes", .serialized) struct VaryingQueueTests {
  /// The equations' figures of half hours, and of the drain, which is empty by 500 minutes.
  static let finished = queue(.finish).figures(every: 30, until: 500)
  static let handedBack = queue(.handback).figures(every: 30, until: 500)

  static func queue(_ leaving: VaryingQueue.Leaving) -> VaryingQueue {
    VaryingQueue(
      mean: 1, amplitude: 0.6, period: 240, staff: [7, 4, 5, 4], step: 90, service: 1 / 6.0,
      patience: 1 / 3.0, leaving: leaving)
  }

  static func tally(_ leaving: String) throws -> RunTally {
    try Tiny(
      """
      length: 6h
      report-every: 30m
      replications: \(Length.isLong ? 8_000 : 400)
      demand:
        - name: ask
          code: {language: ko, document: "43211507"}
          arrivals: {sine: {mean: 60/h, amplitude: 36/h, period: 4h}}
          patience: {exponential: {mean: 3m}}
          effort: {exponential: {mean: 6m}}
      agents:
        - name: desk
          staff: {periods: 90m, counts: [7, 4, 5, 4]}
          leaving: \(leaving)
          languages: {ko: 1}
          documents: {"43": 1}
      """
    ).tally
  }

  /// Occupancy, staff and arrivals of each period.
  static func check(_ tally: RunTally, _ exact: [VaryingQueue.Figures]) {
    for (period, exact) in exact.dropLast().enumerated() {
      let cells = tally.replications.map { $0.periods[period] }
      let agents = tally.replications.map { $0.periodAgents[period] }
      expect(
        Estimate(cells.map { Double($0.offered) }), hits: exact.offered, within: 0.02,
        "offered in period \(period)")
      expect(
        Estimate(agents.map(\.busyNanoseconds), over: agents.map(\.staffedNanoseconds)),
        hits: exact.busy / exact.staffed, within: 0.02, "occupancy in period \(period)")
      expect(
        Estimate(agents.map { $0.staffedNanoseconds / 60e9 }), hits: exact.staffed, within: 0.01,
        "staff in period \(period)")
    }
  }

  @Test("with open chats finished is Kolmogorov's forward and backward equations")
  func finish() throws {
    let exact = Self.finished
    let tally = try Self.tally("finish")
    Self.check(tally, exact)
    for (period, exact) in exact.dropLast().enumerated() {
      let cells = tally.replications.map { $0.periods[period] }
      let offered = cells.map { Double($0.offered) }
      expect(
        Estimate(cells.map { Double($0.delayed) }, over: offered),
        hits: exact.delayed / exact.offered, within: 0.15, "delayed in period \(period)")
      expect(
        Estimate(cells.map { Double($0.abandoned) }, over: offered),
        hits: exact.abandoned / exact.offered, within: 0.2, "abandoned in period \(period)")
      // Who leaves at the rate θ while waiting: E[abandoned] = θ · E[waits], in every cohort.
      expect(
        Estimate(cells.map { $0.waitNanoseconds / 60e9 }, over: offered),
        hits: 3 * exact.abandoned / exact.offered, within: 0.2, "wait in period \(period)")
    }
  }

  @Test("with open chats handed back nobody leaves the chain with the agents")
  func handback() throws {
    let exact = Self.handedBack
    let tally = try Self.tally("handback")
    Self.check(tally, exact)
    let waiting = exact.reduce(0) { $0 + $1.waiting }
    expect(
      Estimate(tally.sums { $0.waitNanoseconds / 60e9 }), hits: waiting, within: 0.05, "waits")
    expect(
      Estimate(tally.sums { Double($0.abandoned) }), hits: waiting / 3, within: 0.05,
      "abandoned")
  }

  @Test("the equations agree with themselves: forward and backward count the same who leave")
  func forwardIsBackward() {
    let exact = Self.finished
    let abandoned = exact.reduce(0) { $0 + $1.abandoned }
    let waiting = exact.reduce(0) { $0 + $1.waiting }
    #expect(abs(abandoned - waiting / 3) < 1e-4 * abandoned)
  }

  @Test("the two ways to leave differ: a wrong one would be noticed")
  func waysDiffer() {
    let finish = Self.finished
    let handback = Self.handedBack
    // The period after the staff has become smaller.
    #expect(finish[3].staffed > handback[3].staffed + 5)
  }
}

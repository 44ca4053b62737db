// Laws for efforts that are not exponential, and for priorities: classical results by hand.

import Scenarios
import Tallies
import Testing
import VirtualTime

@Suite("Efforts of any shape", .serialized) struct GeneralEffortTests {
  /// Distributions with a mean of 60 s and the square of their coefficient of variation.
  static let efforts: [(text: String, squaredVariation: Double)] = [
    ("{fixed: 60s}", 0),
    ("{gamma: {shape: 2, mean: 60s}}", 0.5),
    // A mean of 60 s: the median is 60 · e^(−0.32); e^0.64 − 1.
    ("{lognormal: {median: 43.56894s, sigma: 0.8}}", 0.8964809),
    ("{uniform: {low: 0s, high: 120s}}", 1 / 3.0),
  ]

  static func tally(
    _ effort: String, agents: String, perMinute rate: Double, contacts: Double = 40_000,
    _ lines: String = ""
  ) throws -> RunTally {
    let minutes = (Length.isLong ? 20 : 1) * contacts / rate / 10
    return try Tiny(
      """
      length: \(minutes + 100)m
      warmup: 100m
      report-every: 1000h
      replications: 10
      \(lines)
      demand:
        - name: ask
          code: {language: ko, document: "43211507"}
          arrivals: {rate: \(rate)/min}
          effort: \(effort)
      agents:
        - {name: desk, languages: {ko: 1}, documents: {"43": 1}, \(agents)}
      """
    ).tally
  }

  @Test("block like Erlang's B, which knows their mean alone", arguments: 0..<4)
  func erlangB(index: Int) throws {
    let tally = try Self.tally(
      Self.efforts[index].text, agents: "count: 10", perMinute: 8, "limits: {in-system: 10}")
    // B(10, 8) of the tables.
    expect(
      tally.share(\.blocked, of: \.offered), hits: 0.121661, within: 0.05, "blocking")
  }

  @Test("wait for one agent as Pollaczek and Khinchin say", arguments: 0..<4)
  func oneAgent(index: Int) throws {
    let (text, squaredVariation) = Self.efforts[index]
    let tally = try Self.tally(text, agents: "count: 1", perMinute: 0.7)
    // ρ / (1 − ρ) · (1 + c²) / 2 · 60 s with ρ = 0.7.
    expect(
      tally.seconds(\.waitNanoseconds, per: \.offered), hits: 70 * (1 + squaredVariation),
      within: 0.1, "wait")
    expect(tally.share(\.delayed, of: \.offered), hits: 0.7, within: 0.03, "delayed")
  }

  @Test(
    "share one agent's time insensitively: only the mean effort and the speeds count (Kelly)",
    arguments: 0..<4)
  func sharedAgent(index: Int) throws {
    let tally = try Self.tally(
      Self.efforts[index].text,
      agents: "count: 1, concurrency: 4, speed: [1, 0.75, 0.5833, 0.4]", perMinute: 1.2,
      "limits: {in-system: 4}")
    // Together 1, 1.5, 1.7499 and 1.6 minutes of work in a minute.
    var terms = [1.0]
    for together in [1, 1.5, 1.7499, 1.6] { terms.append(terms[terms.count - 1] * 1.2 / together) }
    let sum = terms.reduce(0, +)
    let inside = zip(0..., terms).reduce(0) { $0 + Double($1.0) * $1.1 } / sum
    let blocked = terms[4] / sum
    expect(tally.share(\.blocked, of: \.offered), hits: blocked, within: 0.05, "blocking")
    expect(
      tally.agentShare(\.busyNanoseconds, of: \.staffedNanoseconds), hits: 1 - 1 / sum,
      within: 0.02, "occupancy")
    expect(
      tally.seconds(\.handleNanoseconds, per: \.handled),
      hits: 60 * inside / (1.2 * (1 - blocked)), within: 0.02, "handle_time")
  }

  @Test("of two priorities wait as Cobham says, without preemption")
  func priorities() throws {
    let stream = { (name: String, rate: Double, priority: Int) in
      """
        - {name: \(name), code: {language: ko, document: "43211507"}, priority: \(priority), \
      arrivals: {rate: \(rate)/min}, effort: {exponential: {mean: 60s}}}
      """
    }
    let run = try Tiny(
      """
      length: \(Length.isLong ? 160_000 : 8_000)m
      warmup: 200m
      report-every: 10000h
      replications: 10
      demand:
      \(stream("low", 0.4, 0))
      \(stream("high", 0.3, 5))
      agents:
        - {name: desk, count: 1, languages: {ko: 1}, documents: {"43": 1}}
      """)
    // The rest of the chat going on is ρ · 60 s = 42 s; 42 / 0.7 and 42 / (0.7 · 0.3).
    for (index, expected) in [(0, 200.0), (1, 60)] {
      let cells = run.tally.replications.map { $0.streams[index] }
      expect(
        Estimate(cells.map { $0.waitNanoseconds / 1e9 }, over: cells.map { Double($0.offered) }),
        hits: expected, within: 0.1, "wait")
    }
  }
}

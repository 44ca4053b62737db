// Several chats at once against the exact chain.

import Consulting
import Scenarios
import Tallies
import Testing
import VirtualTime

@Suite("Several chats at once", .serialized) struct ChatChainTests {
  static let slowed = [1, 0.75, 0.5833]

  /// A chain and a word for it.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var chain: ChatChain
    var testDescription: String { name }

    init(
      _ name: String, _ rule: AgentChoice, agents: Int, speed: [Double] = slowed, arrivals: Double,
      leaving: Double = 0, wrapUp: Double? = nil, limit: Int
    ) {
      self.name = "\(rule.rawValue), \(name)"
      chain = ChatChain(
        agents: agents, rule: rule, speed: speed, arrivals: arrivals, leaving: leaving,
        wrapUp: wrapUp, limit: limit)
    }
  }

  static let cases = [
    Case("two agents", .longestIdle, agents: 2, arrivals: 2.5, limit: 9),
    Case("two agents, light", .longestIdle, agents: 2, arrivals: 1.4, limit: 7),
    Case("three agents, patience", .longestIdle, agents: 3, arrivals: 5, leaving: 0.5, limit: 14),
    Case("three agents", .leastBusy, agents: 3, arrivals: 4, limit: 12),
    Case("three agents", .mostBusy, agents: 3, arrivals: 4, limit: 12),
    Case("three agents", .random, agents: 3, arrivals: 4, limit: 12),
    Case(
      "faster together", .mostBusy, agents: 2, speed: [1, 1.2], arrivals: 3.5, leaving: 1,
      limit: 9),
    Case(
      "wrap-up", .leastBusy, agents: 2, speed: [1, 0.8], arrivals: 2, leaving: 0.5, wrapUp: 2,
      limit: 8),
    Case(
      "wrap-up", .longestIdle, agents: 3, speed: [1, 0.8], arrivals: 2.5, wrapUp: 1, limit: 12),
    Case("one chat at a time", .longestIdle, agents: 3, speed: [1], arrivals: 2.5, limit: 8),
  ]

  static func tally(_ chain: ChatChain) throws -> RunTally {
    let minutes = (Length.isLong ? 20 : 1) * 80_000 / chain.arrivals / 10
    let patience = chain.leaving > 0 ? "{exponential: {mean: \(60 / chain.leaving)s}}" : "never"
    let wrapUp = chain.wrapUp.map { "{exponential: {mean: \(60 / $0)s}}" } ?? "{fixed: 0s}"
    return try Tiny(
      """
      length: \(minutes + 60)m
      warmup: 60m
      report-every: 1000h
      replications: 10
      demand:
        - name: ask
          code: {language: ko, document: "43211507"}
          arrivals: {rate: \(chain.arrivals)/min}
          patience: \(patience)
          effort: {exponential: {mean: 1m}}
      agents:
        - name: desk
          count: \(chain.agents)
          languages: {ko: 1}
          documents: {"43": 1}
          concurrency: \(chain.speed.count)
          speed: \(chain.speed)
          wrap-up: \(wrapUp)
      routing: {choose-agent: \(chain.rule.rawValue)}
      limits: {in-system: \(chain.limit)}
      """
    ).tally
  }

  @Test("are the Markov chain of the rule that chooses the agent", arguments: cases)
  func chain(of example: Case) throws {
    let exact = example.chain.figures()
    let tally = try Self.tally(example.chain)
    let busy = tally.agentShare(\.busyNanoseconds, of: \.staffedNanoseconds)
    expect(busy, hits: exact.occupancy, within: 0.01, "occupancy")
    let concurrency = tally.agentShare(\.openChatNanoseconds, of: \.withOpenChatNanoseconds)
    expect(concurrency, hits: exact.concurrency, within: 0.01, "concurrency")
    let load = tally.agentShare(\.placesTakenNanoseconds, of: \.placesStaffedNanoseconds)
    expect(load, hits: exact.slotLoad, within: 0.01, "slot_load")
    expect(
      tally.share(\.blocked, of: \.offered), hits: exact.blocking, within: 0.1, "blocking")
    expect(
      tally.share(\.delayed, of: { $0.offered - $0.blocked }), hits: exact.delayed, within: 0.1,
      "delayed")
    expect(
      tally.seconds(\.waitNanoseconds, per: { $0.offered - $0.blocked }),
      hits: exact.wait * 60, within: 0.1, "wait.mean")
    expect(
      tally.share(\.abandoned, of: \.offered), hits: exact.abandonment, within: 0.1,
      "abandonment")
    expect(
      tally.seconds(\.handleNanoseconds, per: \.handled), hits: exact.handled * 60, within: 0.01,
      "handle_time")
  }

  @Test("with a chat a piece the chain is the birth–death chain, by its product form")
  func isBirthDeath() {
    let chain = ChatChain(agents: 3, rule: .longestIdle, speed: [1], arrivals: 2.5, limit: 8)
    var terms = [1.0]
    for inside in 1...8 { terms.append(terms[inside - 1] * 2.5 / Double(min(inside, 3))) }
    let exact = terms[8] / terms.reduce(0, +)
    #expect(abs(chain.figures().blocking - exact) < 1e-12)
  }

  @Test("the rules differ: a wrong one would be noticed")
  func rulesDiffer() {
    let concurrency = [AgentChoice.longestIdle, .leastBusy, .mostBusy, .random].map {
      ChatChain(agents: 3, rule: $0, speed: Self.slowed, arrivals: 4, limit: 12).figures()
        .concurrency
    }
    for (index, value) in concurrency.enumerated() {
      for other in concurrency.dropFirst(index + 1) { #expect(abs(value - other) > 0.005) }
    }
  }
}

// `random`: every agent with room who may answer is equally likely.

import Consulting
import Rings
import Routing
import SeededTests
import Testing

@Suite("random gives every agent with room the same chance")
struct UniformPickTests {
  /// Two groups of 3 and 4 agents with three chats at once; some have one open, all have room.
  static func router() -> Router<PlainMemory> {
    let language = Language.undetermined
    var table = RoutingTable(
      classes: [
        RoutingTable.RequestClass(
          language: language, document: DocumentNumber(bits: 0), location: 0, priority: 0)
      ],
      groups: [3, 4].map { agents in
        RoutingTable.Group(
          location: 0, languages: [(language, 1)], documents: [(.all, 1)], rank: 0,
          concurrency: 3, agents: agents)
      })
    table.chooseAgent = .random
    let router = Router<PlainMemory>(table, requests: 10)
    for agent in 0..<7 { router.signOn(AgentID(agent), at: .zero) }
    for (request, agent) in [1, 4, 5].enumerated() {
      _ = router.arrive(
        RequestID(request), class: 0, at: .zero, preferring: AgentID(agent), draw: 0)
    }
    return router
  }

  /// Pearson's statistic of equal expectations.
  static func chiSquare(_ counts: [Int]) -> Double {
    let expected = Double(counts.reduce(0, +)) / Double(counts.count)
    return counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
  }

  @Test("whatever is open, and however many chats there were")
  func allAgents() {
    let router = Self.router()
    var draws = SeededDraws(seed: 5)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<14_000 {
      let placement = router.arrive(RequestID(9), class: 0, at: .zero, draw: draws.next())
      guard let agent = placement.agent else { continue }
      counts[agent] += 1
      _ = router.endChat(AgentID(agent), then: .free, at: .zero)
      router.leave(RequestID(9))
    }
    #expect(counts.reduce(0, +) == 14_000)
    // 99.9 % quantile with 6 degrees of freedom (NIST handbook, table 1.3.6.7.4).
    #expect(Self.chiSquare(counts) < 22.458, "\(counts)")
  }

  @Test("among hundreds, most of whom have no room")
  func hundreds() {
    let language = Language.undetermined
    var table = RoutingTable(
      classes: [
        RoutingTable.RequestClass(
          language: language, document: DocumentNumber(bits: 0), location: 0, priority: 0)
      ],
      // Groups of 7 and 3 in turn: the second sort may not answer, so that masks have gaps.
      groups: (0..<100).map { group in
        RoutingTable.Group(
          location: 0, languages: [(language, 1)],
          documents: [(.all, group % 2 == 0 ? 1 : 0)], rank: 0, concurrency: 1,
          agents: group % 2 == 0 ? 7 : 3)
      })
    table.chooseAgent = .random
    let router = Router<PlainMemory>(table, requests: 10)
    let able = (0..<500).filter { $0 % 10 < 7 }
    let here = able.filter { $0 % 3 == 0 }
    for agent in here { router.signOn(AgentID(agent), at: .zero) }
    var draws = SeededDraws(seed: 7)
    var counts: [Int: Int] = [:]
    for _ in 0..<here.count * 400 {
      let placement = router.arrive(RequestID(9), class: 0, at: .zero, draw: draws.next())
      guard let agent = placement.agent else { continue }
      counts[agent, default: 0] += 1
      _ = router.endChat(AgentID(agent), then: .free, at: .zero)
      router.leave(RequestID(9))
    }
    #expect(counts.keys.sorted() == here)
    // The normal approximation of chi square: mean `freedom`, variance twice that.
    let freedom = Double(here.count - 1)
    #expect(Self.chiSquare(Array(counts.values)) < freedom + 4 * (2 * freedom).squareRoot())
  }

  @Test("but the agent who asks, who gets nothing")
  func allButTheAsker() {
    let router = Self.router()
    var draws = SeededDraws(seed: 6)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<12_000 {
      let placement = router.ask(
        RequestID(9), class: 0, by: AgentID(4), at: .zero, draw: draws.next())
      guard let agent = placement.agent else { continue }
      counts[agent] += 1
      _ = router.endChat(AgentID(agent), then: .free, at: .zero)
      router.leave(RequestID(9))
    }
    #expect(counts.remove(at: 4) == 0)
    #expect(counts.reduce(0, +) == 12_000)
    // 5 degrees of freedom.
    #expect(Self.chiSquare(counts) < 20.515, "\(counts)")
  }
}

// Tiers of more words of hints than an entry counts, beside tiers without agents.

import Consulting
import Rings
import Routing
import SeededTests
import Testing

@Suite("with ties to anybody, a tier of many words is searched as a whole, and no further")
struct LargeTierTests {
  /// A group of each size; the first may answer best.
  private static func router(_ sizes: [Int]) -> Router<PlainMemory> {
    let language = Language.undetermined
    var table = RoutingTable(
      classes: [
        RoutingTable.RequestClass(
          language: language, document: DocumentNumber(bits: 0), location: 0, priority: 0)
      ],
      groups: sizes.enumerated().map { index, agents in
        RoutingTable.Group(
          location: 0, languages: [(language, 1 - 0.1 * Double(index))], documents: [(.all, 1)],
          rank: 0, concurrency: 1, agents: agents)
      })
    table.chooseAgent = .bestMatch
    table.ties = .any
    let router = Router<PlainMemory>(table, requests: 3_000)
    for agent in 0..<sizes.reduce(0, +) { router.signOn(AgentID(agent), at: .zero) }
    return router
  }

  @Test(
    "whatever stands before and behind it",
    arguments: [[1_000], [0, 1_000], [0, 0, 1_000, 0], [1_000, 0, 1_000], [3, 0, 1_000, 2]])
  func everybodyInOrder(_ sizes: [Int]) {
    let router = Self.router(sizes)
    var draws = SeededDraws(seed: 3)
    var first = 0
    for (group, size) in sizes.enumerated() {
      let found = (0..<size).map { request in
        router.arrive(
          RequestID(first + request), class: 0, at: .zero, draw: draws.next()
        ).agent
      }
      #expect(Set(found) == Set((first..<first + size).map { $0 }), "group \(group)")
      first += size
    }
    #expect(router.arrive(RequestID(first), class: 0, at: .zero, draw: 1).agent == nil)
  }
}

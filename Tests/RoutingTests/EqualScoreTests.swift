// Scores that are equal on paper are equal in the router.

import Consulting
import Rings
import Routing
import Testing

@Suite("equal scores go by longest idle")
struct EqualScoreTests {
  @Test(
    "although their products round differently",
    arguments: [(0.2, 0.9, 0.3, 0.6), (0.4, 0.9, 0.6, 0.6), (0.1, 0.9, 0.3, 0.3)])
  func products(_ a: Double, _ b: Double, _ c: Double, _ d: Double) {
    #expect(a * b != c * d, "an example that does not round differently shows nothing")
    for isFirstLonger in [true, false] {
      let language = Language.undetermined
      var table = RoutingTable(
        classes: [
          RoutingTable.RequestClass(
            language: language, document: DocumentNumber(bits: 0), location: 0, priority: 0)
        ],
        groups: [(a, b), (c, d)].map { level, document in
          RoutingTable.Group(
            location: 0, languages: [(language, level)], documents: [(.all, document)], rank: 0,
            concurrency: 1, agents: 1)
        })
      table.chooseAgent = .bestMatch
      let router = Router<PlainMemory>(table, requests: 1)
      router.signOn(AgentID(isFirstLonger ? 0 : 1), at: .zero)
      router.signOn(AgentID(isFirstLonger ? 1 : 0), at: SimulationTime(seconds: 1))
      let placement = router.arrive(
        RequestID(0), class: 0, at: SimulationTime(seconds: 2), draw: 0)
      #expect(placement.agent == (isFirstLonger ? 0 : 1))
    }
  }
}

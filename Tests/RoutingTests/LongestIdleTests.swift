// Whose turn it is after many chats of others.

import Consulting
import Rings
import Routing
import Testing

@Suite("the longest idle comes first, however many chats others have had")
struct LongestIdleTests {
  /// One group of agents who answer the one class there is.
  static func router(_ agents: Int, concurrency: Int) -> Router<PlainMemory> {
    let language = Language.undetermined
    let table = RoutingTable(
      classes: [
        RoutingTable.RequestClass(
          language: language, document: DocumentNumber(bits: 0), location: 0, priority: 0)
      ],
      groups: [
        RoutingTable.Group(
          location: 0, languages: [(language, 1)], documents: [(.all, 1)], rank: 0,
          concurrency: concurrency, agents: agents)
      ])
    let router = Router<PlainMemory>(table, requests: 1000)
    for agent in 0..<agents { router.signOn(AgentID(agent), at: .zero) }
    return router
  }

  /// A customer comes at a second and the agent who gets him, or nil.
  static func agent(_ router: borrowing Router<PlainMemory>, at second: Int) -> Int? {
    router.arrive(
      RequestID(second), class: 0, at: SimulationTime(seconds: Double(second)), draw: 0
    ).agent
  }

  @Test("among the busy the last assignment decides")
  func busyAgents() {
    // Agents 0 and 1 keep a chat each; agent 2 has many in between.
    let router = Self.router(3, concurrency: 2)
    #expect((0..<3).map { Self.agent(router, at: $0) } == [0, 1, 2])
    func chats(_ agent: Int, until second: Int, from start: Int) {
      for now in start..<second {
        _ = router.endChat(AgentID(agent), then: .free, at: SimulationTime(seconds: Double(now)))
        #expect(Self.agent(router, at: now) == agent)
      }
    }
    chats(2, until: 90, from: 3)
    chats(1, until: 91, from: 90)
    chats(2, until: 100, from: 91)
    chats(0, until: 101, from: 100)
    chats(2, until: 128, from: 101)
    chats(1, until: 129, from: 128)
    chats(2, until: 130, from: 129)
    #expect((130..<133).map { Self.agent(router, at: $0) } == [0, 1, 2])
  }

  @Test("a long wrap-up keeps the place that the end of the chat gave")
  func longWrapUps() {
    let router = Self.router(3, concurrency: 1)
    #expect((0..<3).map { Self.agent(router, at: $0) } == [0, 1, 2])
    for agent in 0..<2 {
      _ = router.endChat(AgentID(agent), then: .wrapUp, at: SimulationTime(seconds: 3))
    }
    for now in 3..<403 {
      _ = router.endChat(AgentID(2), then: .free, at: SimulationTime(seconds: Double(now)))
      #expect(Self.agent(router, at: now) == 2)
    }
    _ = router.endChat(AgentID(2), then: .free, at: SimulationTime(seconds: 403))
    for agent in [1, 0] { _ = router.endWrapUp(AgentID(agent), at: SimulationTime(seconds: 403)) }
    #expect((404..<407).map { Self.agent(router, at: $0) } == [0, 1, 2])
  }
}

// What a dispatch costs in operations on shared words: exact, the same on every machine. Whoever
// changes the router on purpose writes the new numbers here and says why; better ones too.

import Consulting
import Routing
import SeededTests
import Testing

@Suite("the operations of a dispatch are counted", .serialized)
struct OperationCountTests {
  /// Twelve classes, forty agents of four classes each and three chats at once.
  static let table: RoutingTable = {
    let languages = ["ko", "en", "ja"].compactMap { Language($0) }
    let documents = (0..<4).compactMap { DocumentNumber(digits: "4321000\($0)") }
    var table = RoutingTable(
      classes: languages.flatMap { language in
        documents.map {
          RoutingTable.RequestClass(language: language, document: $0, location: 0, priority: 0)
        }
      },
      groups: (0..<40).map { agent in
        RoutingTable.Group(
          location: 0, languages: [(languages[agent % 3], 1)],
          documents: documents.map {
            (Branch(bits: $0.bits, digits: 8), agent % 2 == 0 ? 1 : 0.5)
          }, rank: 0, concurrency: 3, agents: 1)
      })
    table.chooseAgent = .bestMatch
    table.ties = .any
    return table
  }()

  /// Lets customers come and chats end at random, about so many in the system of 120 places.
  static func counts(inSystem target: Int) -> (CountingMemory.Counts, dispatches: Int) {
    let router = Router<CountingMemory>(table, requests: target + 1)
    for agent in 0..<40 { router.signOn(AgentID(agent), at: .zero) }
    var draws = SeededDraws(seed: 11)
    var free = (0...target).map { RequestID($0) }
    var chats: [(request: RequestID, agent: AgentID)] = []
    var dispatches = 0
    var now = SimulationTime.zero
    // Safety: the only suite that uses this memory, one test at a time.
    unsafe CountingMemory.counts = .init()
    for _ in 0..<20_000 {
      now = now + SimulationTime(nanoseconds: 100)
      if chats.isEmpty || free.count > 1, let request = free.popLast() {
        let placement = router.arrive(
          request, class: draws.below(12), at: now, draw: draws.next())
        guard let agent = placement.receivingAgent else { continue }
        chats.append((request, agent))
      } else {
        chats.swapAt(draws.below(chats.count), chats.count - 1)
        let chat = chats.removeLast()
        router.leave(chat.request)
        free.append(chat.request)
        guard let next = router.endChat(chat.agent, then: .free, at: now) else { continue }
        chats.append((next, chat.agent))
      }
      dispatches += 1
    }
    return unsafe (CountingMemory.counts, dispatches)
  }

  @Test("in light load: the claim, the release, and now and then a hint")
  func light() {
    let (counts, dispatches) = Self.counts(inSystem: 60)
    #expect(dispatches == 10_030)
    #expect(counts == .init(loads: 109_861, stores: 30_090, exchanges: 20_000, others: 14_221))
  }

  @Test("in overload: the cell, the tail, the take, the head")
  func overload() {
    let (counts, dispatches) = Self.counts(inSystem: 160)
    #expect(dispatches == 10_040)
    #expect(counts == .init(loads: 269_551, stores: 45_720, exchanges: 34_981, others: 4_696))
  }
}

// A ring opens for a customer while an offer ends: the move to the wider line meets the end.

import Consulting
import Interleavings
import ScheduledCore
import Testing

/// One customer who is offered to one agent of two; the ring opens, and the offer ends.
private final class WidenedOffer: Interplay {
  enum End: String, CaseIterable { case accept, lapse, leave }

  let threads: [String]
  private let ends: [End]
  private var router: Router<AtomicMemory>
  private var open = [0, 0]
  private var given = 0
  private var left = 0

  /// - Parameter ends: how the offer ends, a thread each.
  init(_ ends: [End]) {
    self.ends = ends
    threads = ["widen"] + ends.map(\.rawValue)
    var table = RoutingTable(
      classes: [
        .init(
          language: .undetermined, document: DocumentNumber(bits: 0), location: 0, priority: 0)
      ],
      groups: [0, 1].map {
        .init(
          location: $0, languages: [(.undetermined, 1)], documents: [(.all, 1)], rank: 0,
          concurrency: 1, agents: 1)
      })
    table.locations = 2
    table.rings = [.init(documentDigits: nil, location: 1)]
    table.offering = .accepted
    router = Router(table, requests: 1)
  }

  private let customer = RequestID(0)
  private var offer = Offer?.none

  func begin() {
    router.restart()
    (open, given, left) = ([0, 0], 0, 0)
    router.signOn(AgentID(0), at: .zero)
    settle(router.arrive(customer, class: 0, at: .zero, draw: 0))
    offer = router.offer(of: customer)
    router.signOn(AgentID(1), at: .zero)
  }

  func run(_ thread: Int) {
    guard thread > 0 else { return settle(router.widen(customer, at: .zero, draw: 0)) }
    guard let offer else { return }
    switch ends[thread - 1] {
    case .accept: if router.accept(customer, offer) { given += 1 }
    case .lapse:
      guard let lapsed = router.lapse(customer, offer, at: .zero, draw: 0) else { return }
      open[Int(offer.agent.index)] -= 1
      settle(lapsed.customer)
      if lapsed.agent != nil { open[Int(offer.agent.index)] += 1 }
      takeAll(offer.agent)
    case .leave:
      switch router.abandon(customer) {
      case .left: left += 1
      case .leftOffer(let agent):
        left += 1
        open[Int(agent.index)] -= 1
        if router.endChat(agent, then: .free, at: .zero) != nil { open[Int(agent.index)] += 1 }
      case .tooLate: break
      }
    }
  }

  private func settle(_ placement: Placement) {
    switch placement {
    case .assigned(let agent), .assignedWithRoom(let agent): open[Int(agent.index)] += 1
    case .takenElsewhere(let agent): takeAll(agent)
    case .waiting: break
    case .blocked, .lineFull: failExploration("the customer was turned away")
    }
  }

  private func takeAll(_ agent: AgentID) {
    while router.takeNext(agent, at: .zero) != nil { open[Int(agent.index)] += 1 }
  }

  func verdict() -> String? {
    if router.strandedCount() > 0 { return "the customer waits beside a free agent" }
    if given + left > 1 { return "given \(given) times, left \(left) times" }
    let open = open.reduce(0, +)
    let expected = left == 1 ? 0 : 1
    return open == expected ? nil : "\(open) offers and chats, \(expected) expected"
  }

  func name(of address: UInt) -> String? { router.name(of: address) }
}

struct WidenedOfferTests {
  @Test(
    "a customer whose offer ends while a ring opens is found by whoever has room",
    arguments: [["lapse"], ["accept"], ["leave"], ["lapse", "leave"], ["accept", "lapse"]])
  func widened(_ ends: [String]) {
    let day = WidenedOffer(ends.compactMap { WidenedOffer.End(rawValue: $0) })
    let exploration = Explorer(day).explore(preemptions: 3)
    #expect(exploration.failure == nil, "\(exploration)")
    #expect(exploration.completed > 1)
  }
}

// A very short day of the router, driven by one thread per customer and per release, and what must
// hold in the evening: counted apart from the router's own books.

import Consulting
import Interleavings
import ScheduledCore

/// How a day goes.
struct DayPlan: Sendable, CustomStringConvertible {
  /// What the threads are.
  enum Kind: String, Sendable {
    /// Agents are free. Each customer is a thread that also ends the chats it brought about.
    case circulation
    /// Agents are in a chat. Each customer is a thread, and each end of a chat.
    case release
  }

  var kind: Kind
  var slots: Int
  var requests: Int
  /// The last customers who leave at once if they must wait.
  var abandoning = 0
  /// Agents of a group.
  var together = 1
  /// Chats at once of an agent: slots beyond agents.
  var concurrency = 1
  /// Pages that the customers ask from in turn; with several, lines are compared by their fronts.
  var classes = 1
  var offers = false
  /// The first so many customers let their first offer lapse.
  var lapsing = 0

  var description: String {
    "\(kind.rawValue), \(slots) × \(requests), \(abandoning) abandoning, groups of \(together), "
      + "\(concurrency) at once, \(classes) classes"
      + (offers ? ", offers, \(lapsing) lapsing" : "")
  }

  var agents: Int { slots / concurrency }

  /// The table of the router, and agents who can all answer all classes.
  var table: RoutingTable {
    var table = RoutingTable(
      classes: (0..<classes).map {
        .init(
          language: .undetermined, document: DocumentNumber(bits: UInt32($0)), location: 0,
          priority: 0)
      },
      groups: (0..<agents / together).map { _ in
        .init(
          location: 0, languages: [(.undetermined, 1)], documents: [(.all, 1)], rank: 0,
          concurrency: concurrency, agents: together)
      })
    table.offering = offers ? .accepted : .takenAtOnce
    return table
  }
}

/// One day, for the explorer.
final class RouterDay: Interplay {
  /// What became of a customer, as the threads were told.
  private struct Customer {
    var given = 0
    var left = 0
    var tooLate = 0
    var lapsed = 0
  }

  let plan: DayPlan
  let threads: [String]
  private var router: Router<AtomicMemory>
  private var customers: [Customer]
  private var open: [Int]

  init(_ plan: DayPlan) {
    self.plan = plan
    router = Router(plan.table, requests: plan.requests + plan.slots)
    customers = Array(repeating: Customer(), count: plan.requests + plan.slots)
    open = Array(repeating: 0, count: plan.agents)
    let ends = plan.kind == .release ? (0..<plan.slots).map { "end \($0)" } : []
    threads = (0..<plan.requests).map { "customer \($0)" } + ends
  }

  func begin() {
    router.restart()
    for index in customers.indices { customers[index] = Customer() }
    for agent in open.indices {
      open[agent] = 0
      router.signOn(AgentID(agent), at: .zero)
    }
    guard plan.kind == .release else { return }
    for slot in 0..<plan.slots { arrive(plan.requests + slot) }
  }

  func run(_ thread: Int) {
    if thread < plan.requests {
      arrive(thread)
    } else {
      endChat((thread - plan.requests) / plan.concurrency)
    }
  }

  private func arrive(_ request: Int) {
    let placement = router.arrive(
      RequestID(request), class: request % plan.classes, at: .zero, draw: 0)
    switch placement {
    case .assigned(let agent), .assignedWithRoom(let agent):
      give(request, to: Int(agent.index))
      if placement != .assigned(agent) { takeAll(Int(agent.index)) }
      if plan.kind == .circulation { endChat(Int(agent.index)) }
    case .takenElsewhere(let agent):
      takeAll(Int(agent.index))
      if request >= plan.requests - plan.abandoning, request < plan.requests { leave(request) }
    case .waiting:
      if request >= plan.requests - plan.abandoning, request < plan.requests { leave(request) }
    case .blocked, .lineFull: failExploration("customer \(request) was turned away")
    }
  }

  private func leave(_ request: Int) {
    switch router.abandon(RequestID(request)) {
    case .left: customers[request].left += 1
    case .leftOffer(let agent):
      customers[request].left += 1
      open[Int(agent.index)] -= 1
      endChatOf(Int(agent.index))
    case .tooLate: customers[request].tooLate += 1
    }
  }

  /// The chat of an agent ends, and as long as another follows at once, that one too.
  private func endChat(_ agent: Int) {
    open[agent] -= 1
    endChatOf(agent)
  }

  private func endChatOf(_ agent: Int) {
    while let next = router.endChat(AgentID(agent), then: .free, at: .zero) {
      give(Int(next.index), to: agent)
      takeAll(agent)
      if plan.kind == .release { return }
      open[agent] -= 1
    }
  }

  /// Whoever was told that an agent has a customer looks for him until there is nobody. In a
  /// circulation those chats end as well.
  private func takeAll(_ agent: Int) {
    while let next = router.takeNext(AgentID(agent), at: .zero) {
      give(Int(next.index), to: agent)
      if plan.kind == .circulation { endChat(agent) }
    }
  }

  private func give(_ request: Int, to agent: Int) {
    open[agent] += 1
    if open[agent] > plan.concurrency {
      failExploration("agent \(agent) has \(open[agent]) chats")
    }
    if plan.offers, !answer(router.offer(of: RequestID(request)), of: request) { return }
    customers[request].given += 1
    if customers[request].given + customers[request].left > 1 {
      failExploration("customer \(request) was given to agent \(agent), but is no longer there")
    }
  }

  /// Accepts an offer, or lets it lapse; false if the customer is not this agent's.
  private func answer(_ offer: Offer, of request: Int) -> Bool {
    let agent = Int(offer.agent.index)
    guard request < plan.lapsing, customers[request].lapsed == 0 else {
      return router.accept(RequestID(request), offer)
    }
    customers[request].lapsed += 1
    open[agent] -= 1
    guard let lapsed = router.lapse(RequestID(request), offer, at: .zero, draw: 0) else {
      open[agent] += 1
      return false
    }
    switch lapsed.customer {
    case .assigned(let other): give(request, to: Int(other.index))
    case .assignedWithRoom(let other):
      give(request, to: Int(other.index))
      takeAll(Int(other.index))
    case .takenElsewhere(let other): takeAll(Int(other.index))
    case .waiting, .blocked, .lineFull: break
    }
    if let next = lapsed.agent { give(Int(next.index), to: agent) }
    takeAll(agent)
    return false
  }

  func verdict() -> String? {
    var waiting = 0
    for (request, customer) in customers.enumerated() {
      let waits = router.isWaiting(RequestID(request))
      waiting += waits ? 1 : 0
      let isOver = customer.given + customer.left
      if request < plan.requests, isOver + (waits ? 1 : 0) != 1 {
        return "customer \(request): given \(customer.given), left \(customer.left), "
          + "waits \(waits)"
      }
      if customer.tooLate > 0, customer.given != 1 { return "customer \(request) is nowhere" }
    }
    for agent in open.indices {
      if router.openCount(AgentID(agent)) != open[agent] {
        return "agent \(agent) has \(open[agent]) chats, the router says "
          + "\(router.openCount(AgentID(agent)))"
      }
    }
    let free = open.reduce(0) { $0 + plan.concurrency - $1 }
    if waiting > 0, free > 0 { return "\(waiting) wait, \(free) slots are free" }
    return router.strandedCount() == 0 ? nil : "the router counts someone stranded"
  }

  func name(of address: UInt) -> String? { router.name(of: address) }
}

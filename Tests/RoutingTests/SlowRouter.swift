// The obvious router: arrays, linear scans, and the rules of the contract as one would say them.
// Nothing in it is taken from how the fast one is built.

import Consulting
import Routing

/// A router that nobody could get wrong, however slow.
final class SlowRouter: RequestRouting {
  enum Phase: Equatable {
    case absent
    case waiting
    case offered(to: Int)
    case served(by: Int)
  }

  struct Customer {
    var phase = Phase.absent
    var classIndex = 0
    /// Seconds; coming back begins anew.
    var entered = 0
    /// When the customer first joined the queue: coming back does not make anybody younger.
    var agesSince = 0
    /// Counts all entries into the queue: who is first among those of one second.
    var ordinal = 0
    /// Rings that have opened for this customer.
    var ring = 0
    var cameBack = false
    var asker: Int?
  }

  struct Agent {
    var group: Int
    var isOnDuty = false
    var open = 0
    var wrapUps = 0
    /// The end of the last chat, the last assignment, or signing on: whichever was last.
    var since = 0
  }

  let table: RoutingTable
  var customers: [Customer]
  var agents: [Agent]
  /// What the fast router drew, where a draw decides; followed if it is allowed.
  var drawn: Int?
  private let scores: MatchScores
  private var entries = 0

  init(_ table: RoutingTable, requests: Int) {
    self.table = table
    scores = MatchScores(table)
    customers = Array(repeating: Customer(), count: requests)
    agents = table.groups.enumerated().flatMap { index, group in
      Array(repeating: Agent(group: index), count: group.agents)
    }
  }

  // MARK: Which agent

  func hasRoom(_ agent: Int) -> Bool {
    let concurrency = table.groups[agents[agent].group].concurrency
    return agents[agent].isOnDuty && held(agent) < concurrency
  }

  func mayAnswer(_ agent: Int, _ request: Int) -> Bool {
    customers[request].asker != agent && score(agent, for: request) >= 0
  }

  /// The agent a customer gets, by the policy; ties by longest idle, then as the agents are named.
  private func bestAgent(for request: Int, without lapsed: Int?) -> Int? {
    let able = agents.indices.filter {
      $0 != lapsed && hasRoom($0) && mayAnswer($0, request)
    }
    let best = able.min { isBetter($0, than: $1, for: request) }
    guard let best, let drawn, able.contains(drawn) else { return best }
    return isAlike(drawn, best, for: request) ? drawn : best
  }

  /// Whether a draw decides between two agents.
  private func isAlike(_ a: Int, _ b: Int, for request: Int) -> Bool {
    if table.chooseAgent == .random { return true }
    guard table.ties == .any else { return false }
    return switch table.chooseAgent {
    case .bestMatch: score(a, for: request) == score(b, for: request)
    case .byRank: table.groups[agents[a].group].rank == table.groups[agents[b].group].rank
    case .longestIdle, .leastBusy, .mostBusy, .random: false
    }
  }

  private func isBetter(_ a: Int, than b: Int, for request: Int) -> Bool {
    let (first, second) = (agents[a], agents[b])
    let isAIdle = first.open == 0
    let isBIdle = second.open == 0
    switch table.chooseAgent {
    case .leastBusy where first.open != second.open: return first.open < second.open
    case .mostBusy where first.open != second.open: return first.open > second.open
    case .bestMatch where score(a, for: request) != score(b, for: request):
      return score(a, for: request) > score(b, for: request)
    case .byRank where table.groups[first.group].rank != table.groups[second.group].rank:
      return table.groups[first.group].rank < table.groups[second.group].rank
    default: break
    }
    if isAIdle != isBIdle { return isAIdle }
    if first.since != second.since { return first.since < second.since }
    return a < b
  }

  // MARK: Which customer

  /// Priority with ageing at this moment, in sixtieths of a point.
  private func urgency(_ customer: Customer, at now: Int) -> Int {
    table.classes[customer.classIndex].priority * 60
      + Int(table.ageingPerMinute) * (now - customer.agesSince)
  }

  private func waitingCount(inClass classIndex: Int) -> Int {
    customers.count { $0.phase == .waiting && $0.classIndex == classIndex }
  }

  private func bestCustomer(for agent: Int, at now: Int) -> Int? {
    customers.indices
      .filter { customers[$0].phase == .waiting && mayAnswer(agent, $0) }
      .filter { !isBehind($0, for: agent) }
      .min { isMoreUrgent($0, than: $1, for: agent, at: now) }
  }

  /// Whether one of the same class and ring who also came back did so earlier: among them, first
  /// come back, first served.
  private func isBehind(_ request: Int, for agent: Int) -> Bool {
    let customer = customers[request]
    guard customer.cameBack else { return false }
    return customers.indices.contains { other in
      let earlier = customers[other]
      return earlier.phase == .waiting && earlier.cameBack && mayAnswer(agent, other)
        && earlier.classIndex == customer.classIndex && earlier.ring == customer.ring
        && earlier.ordinal < customer.ordinal
    }
  }

  private func isMoreUrgent(_ a: Int, than b: Int, for agent: Int, at now: Int) -> Bool {
    let (first, second) = (customers[a], customers[b])
    let (urgencyA, urgencyB) = (urgency(first, at: now), urgency(second, at: now))
    if urgencyA != urgencyB { return urgencyA > urgencyB }
    if first.cameBack != second.cameBack { return first.cameBack }
    switch table.chooseCustomer {
    case .oldest: break
    case .longestQueue:
      let countA = waitingCount(inClass: first.classIndex)
      let countB = waitingCount(inClass: second.classIndex)
      if countA != countB { return countA > countB }
      if first.classIndex != second.classIndex { return first.classIndex < second.classIndex }
    case .bestMatch:
      let (scoreA, scoreB) = (score(agent, for: a), score(agent, for: b))
      if scoreA != scoreB { return scoreA > scoreB }
    }
    if first.entered != second.entered { return first.entered < second.entered }
    if first.classIndex != second.classIndex { return first.classIndex < second.classIndex }
    return first.ordinal < second.ordinal
  }

  // MARK: Bringing together

  private func beginTurn(_ agent: Int, at now: Int) {
    agents[agent].since = now
  }

  private func give(_ request: Int, to agent: Int, at now: Int) {
    customers[request].phase =
      table.offering == .accepted ? .offered(to: agent) : .served(by: agent)
    agents[agent].open += 1
    beginTurn(agent, at: now)
  }

  private func place(_ request: Int, without lapsed: Int? = nil, at now: Int) -> Placement {
    customers[request].phase = .waiting
    guard let agent = bestAgent(for: request, without: lapsed) else { return .waiting }
    give(request, to: agent, at: now)
    return .assigned(AgentID(agent))
  }

  private func enter(
    _ request: Int, class classIndex: Int, asker: Int?, cameBack: Bool, at now: Int
  ) {
    entries += 1
    let agesSince = cameBack ? customers[request].agesSince : now
    customers[request] = Customer(
      phase: .waiting, classIndex: classIndex, entered: now, agesSince: agesSince,
      ordinal: entries, ring: 0, cameBack: cameBack, asker: asker)
  }

  /// Waiting and in service at a location; those who help an agent do not count.
  private func inSystem(at location: Int) -> Int {
    customers.count {
      $0.phase != .absent && $0.asker == nil && table.classes[$0.classIndex].location == location
    }
  }
}

// What callers ask of it.
extension SlowRouter {
  func arrive(_ request: Int, class classIndex: Int, preferring: Int?, at now: Int, draw: UInt64)
    -> Placement
  {
    if let limit = table.inSystemLimit,
      inSystem(at: table.classes[classIndex].location) >= limit
    {
      return .blocked
    }
    enter(request, class: classIndex, asker: nil, cameBack: false, at: now)
    if let preferring, hasRoom(preferring), mayAnswer(preferring, request) {
      give(request, to: preferring, at: now)
      return .assigned(AgentID(preferring))
    }
    return place(request, at: now)
  }

  func ask(_ request: Int, class classIndex: Int, by asker: Int, at now: Int, draw: UInt64)
    -> Placement
  {
    enter(request, class: classIndex, asker: asker, cameBack: false, at: now)
    return place(request, at: now)
  }

  /// Whoever helps an agent and is handed back still helps that agent.
  func comeBack(_ request: Int, class classIndex: Int, at now: Int, draw: UInt64) -> Placement {
    enter(
      request, class: classIndex, asker: customers[request].asker, cameBack: true, at: now)
    return place(request, at: now)
  }

  func widen(_ request: Int, at now: Int, draw: UInt64) -> Placement {
    guard customers[request].ring < table.rings.count else { return .waiting }
    switch customers[request].phase {
    case .waiting:
      customers[request].ring += 1
      return place(request, at: now)
    case .offered:
      customers[request].ring += 1
      return .waiting
    case .absent, .served: return .waiting
    }
  }

  func abandon(_ request: Int) -> Leaving {
    switch customers[request].phase {
    case .waiting:
      leave(request)
      return .left
    case .offered(let agent):
      leave(request)
      return .leftOffer(agent)
    case .absent, .served: return .tooLate
    }
  }

  func leave(_ request: Int) { customers[request].phase = .absent }

  func accept(_ request: Int) {
    if case .offered(let agent) = customers[request].phase {
      customers[request].phase = .served(by: agent)
    }
  }

  func lapse(_ request: Int, at now: Int, draw: UInt64) -> Lapse {
    guard case .offered(let agent) = customers[request].phase else {
      return Lapse(customer: .waiting, agent: nil)
    }
    let placement = place(request, without: agent, at: now)
    agents[agent].open -= 1
    beginTurn(agent, at: now)
    return Lapse(customer: placement, agent: takeNext(agent, at: now))
  }

  func endChat(_ agent: Int, wrapUp: Bool, at now: Int) -> Int? {
    agents[agent].open -= 1
    if wrapUp { agents[agent].wrapUps += 1 }
    if agents[agent].open == 0 { beginTurn(agent, at: now) }
    return takeNext(agent, at: now)
  }

  func endWrapUp(_ agent: Int, at now: Int) -> Int? {
    agents[agent].wrapUps -= 1
    return takeNext(agent, at: now)
  }

  func takeNext(_ agent: Int, at now: Int) -> Int? {
    guard hasRoom(agent), let request = bestCustomer(for: agent, at: now) else { return nil }
    give(request, to: agent, at: now)
    return request
  }

  func signOn(_ agent: Int, at now: Int) {
    guard !agents[agent].isOnDuty else { return }
    agents[agent].isOnDuty = true
    beginTurn(agent, at: now)
  }

  func signOff(_ agent: Int) { agents[agent].isOnDuty = false }

  func reset() {
    customers = Array(repeating: Customer(), count: customers.count)
    agents = agents.map { Agent(group: $0.group) }
  }

  func score(_ agent: Int, for request: Int) -> Int {
    scores.billionths(
      group: agents[agent].group, classIndex: customers[request].classIndex,
      ring: customers[request].ring)
  }

  func open(_ agent: Int) -> Int { agents[agent].open }
  func held(_ agent: Int) -> Int { agents[agent].open + agents[agent].wrapUps }
  func isOnDuty(_ agent: Int) -> Bool { agents[agent].isOnDuty }
  func isWaiting(_ request: Int) -> Bool { customers[request].phase == .waiting }

  /// Pairs who should have been brought together.
  func stranded() -> Int {
    customers.indices.filter { isWaiting($0) }.reduce(0) { sum, request in
      sum + agents.indices.count { hasRoom($0) && mayAnswer($0, request) }
    }
  }
}

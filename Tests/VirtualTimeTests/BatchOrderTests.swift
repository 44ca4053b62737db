// A batch against trying every pairing: as many as possible, the most urgent, the best score, the
// oldest.

import Consulting
import Population
import Rings
import Routing
import Scenarios
import SeededTests
import Testing

@testable import VirtualTime

/// A moment at which some wait and some agents have room, made from a seed.
private final class Moment {
  struct Customer {
    var classIndex: Int
    var priority: Int
    var entered: Int
    var ring = 0
    var isFront = false
    var asker: Int?
  }

  let model: SimulationModel
  let router: Router<PlainMemory>
  let groups: Block<GroupModel>
  var customers: [Customer] = []
  var room: [Int] = []
  let ageing: Int
  static var now: Int { 100 }

  init(seed: UInt64) throws {
    var random = SeededDraws(seed: seed)
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    ageing = number(0...2) == 0 ? 1 : 0
    let plan = try scenario(Self.text(ageing: ageing, &random))
    model = SimulationModel(plan, .usual)
    router = Router(model.routing, requests: 16)
    let tables = DrawTables()
    var firstAgent = 0
    groups = Block(
      plan.agents.map { group in
        defer { firstAgent += group.largestCount }
        return GroupModel(group, firstAgent: firstAgent, tables: tables)
      })
    for agent in 0..<model.agentCount {
      if number(0...3) > 0 {
        router.signOn(AgentID(agent), at: SimulationTime(seconds: Double(number(0...3))))
      }
      room.append(router.room(of: AgentID(agent)))
    }
    var entered = 0
    for request in 0..<number(1...5) {
      entered += number(0...2)
      addCustomer(request, entered: entered, plan, &random)
    }
    for request in customers.indices where !customers[request].isFront && number(0...2) == 0 {
      _ = router.widen(RequestID(request), at: SimulationTime(seconds: 50), draw: 0)
      customers[request].ring = 1
    }
  }

  private func addCustomer(
    _ request: Int, entered: Int, _ plan: Plan, _ random: inout SeededDraws
  ) {
    let stream = Int.random(in: 0..<plan.demand.count, using: &random)
    let time = SimulationTime(seconds: Double(entered))
    let id = RequestID(request)
    var customer = Customer(
      classIndex: model.classes[stream], priority: plan.demand[stream].priority, entered: entered)
    switch Int.random(in: 0...5, using: &random) {
    case 0:
      let asker = Int.random(in: 0..<model.agentCount, using: &random)
      customer.asker = asker
      _ = router.ask(id, class: customer.classIndex, by: AgentID(asker), at: time, draw: 0)
    case 1 where ageing == 0:
      _ = router.arrive(id, class: customer.classIndex, at: time, draw: 0)
      _ = router.abandon(id)
      _ = router.comeBack(id, class: customer.classIndex, at: time, draw: 0)
      customer.isFront = true
    default: _ = router.arrive(id, class: customer.classIndex, at: time, draw: 0)
    }
    customers.append(customer)
  }

  private static func text(ageing: Int, _ random: inout SeededDraws) -> String {
    func one(of words: [String]) -> String { words.randomElement(using: &random) ?? "" }
    let documents = ["43211507", "43221507", "53111601"]
    let branches = [
      "\"43\": 0.9", "\"4321\": 1, \"53\": 0.6", "\"4322\": 0.8, \"53\": 1", "\"*\": 0.5",
      "\"43\": 1, \"53\": 0.7",
    ]
    let policies = ["longest-idle", "best-match", "by-rank", "most-busy", "least-busy"]
    let streams = (0..<3).map { index in
      """
        - {name: s\(index), code: {language: ko, document: "\(one(of: documents))"}, \
      arrivals: {count: 0}, effort: {fixed: 9s}, priority: \(one(of: ["0", "0", "1"]))}
      """
    }
    let groups = (0..<3).map { index in
      """
        - {name: g\(index), count: \(one(of: ["1", "2"])), concurrency: \(one(of: ["1", "2"])), \
      rank: \(index % 2), languages: {ko: \(one(of: ["1", "0.9"]))}, \
      documents: {\(one(of: branches))}}
      """
    }
    return """
      length: 1h
      routing: {match-window: 50ms, choose-agent: \(one(of: policies)), ageing: \(ageing), \
      rings: [{after: 50s, document-digits: 2}]}
      demand:
      \(streams.joined(separator: "\n"))
      agents:
      \(groups.joined(separator: "\n"))
        - {name: spare, count: 1, languages: {ko: 0.1}, documents: {"*": 0.1}}
      """
  }

  /// The customers in the written order, and the level of urgency of each.
  var inOrder: [(customer: Int, level: Int)] {
    func urgency(_ customer: Customer) -> Int {
      ageing == 0 ? customer.priority : customer.priority * 60 + Self.now - customer.entered
    }
    let order = customers.indices.sorted { one, other in
      let (a, b) = (customers[one], customers[other])
      let keys = [a, b].map {
        [-urgency($0), $0.isFront ? 0 : 1, $0.entered, $0.classIndex, -$0.ring]
      }
      return keys[0] == keys[1] ? one < other : keys[0].lexicographicallyPrecedes(keys[1])
    }
    let levels = Set(customers.map { [-urgency($0), $0.isFront ? 0 : 1] })
      .sorted { $0.lexicographicallyPrecedes($1) }
    return order.map { index in
      let key = [-urgency(customers[index]), customers[index].isFront ? 0 : 1]
      return (index, levels.firstIndex(of: key) ?? 0)
    }
  }

  /// What pairs are worth, first things first; nil if they are not allowed.
  func worth(_ pairs: [(request: Int, agent: Int)]) -> [Int]? {
    let order = inOrder
    var levels = [Int](repeating: 0, count: order.count)
    var served = [Int](repeating: 0, count: order.count)
    var score = 0
    var taken = [Int](repeating: 0, count: room.count)
    for pair in pairs {
      let value = router.scoreBillionths(AgentID(pair.agent), for: RequestID(pair.request))
      taken[pair.agent] += 1
      guard value >= 0, customers[pair.request].asker != pair.agent,
        taken[pair.agent] <= room[pair.agent],
        let place = order.firstIndex(where: { $0.customer == pair.request }), served[place] == 0
      else { return nil }
      score += Int(value)
      served[place] = 1
      levels[order[place].level] += 1
    }
    return [pairs.count] + levels + [score] + served
  }

  /// The best that any pairing is worth.
  var best: [Int] {
    var best = worth([]) ?? []
    func pair(_ request: Int, _ pairs: [(request: Int, agent: Int)]) {
      guard let worth = worth(pairs) else { return }
      if best.lexicographicallyPrecedes(worth) { best = worth }
      guard request < customers.count else { return }
      pair(request + 1, pairs)
      for agent in room.indices where room[agent] > 0 {
        pair(request + 1, pairs + [(request, agent)])
      }
    }
    pair(0, [])
    return best
  }
}

@Suite("The pairs of a batch") struct BatchOrderTests {
  @Test("are what trying every pairing finds best: number, urgency, score, age")
  func bruteForce() throws {
    for seed in UInt64(0)..<(Length.isLong ? 4_000 : 400) {
      let moment = try Moment(seed: seed)
      var batch = Batch(moment.model, lines: moment.router.lineCount)
      let now = SimulationTime(seconds: Double(Moment.now))
      batch.match(moment.router, moment.groups, at: now)
      let pairs = batch.pairs.map { (request: $0.request, agent: $0.agent) }
      let worth = try #require(moment.worth(pairs), "seed \(seed): \(pairs)")
      #expect(worth == moment.best, "seed \(seed): \(pairs)")
      #expect(!batch.isCut)
      for pair in pairs {
        let isGiven = moment.router.give(RequestID(pair.request), to: AgentID(pair.agent), at: now)
        #expect(isGiven, "seed \(seed)")
      }
      #expect(moment.router.strandedCount() == 0, "seed \(seed)")
    }
  }

  @Test("are cut at the limit, the first in order first")
  func cut() throws {
    let plan = try scenario(
      """
      length: 1h
      routing: {match-window: 50ms}
      demand:
        - {name: s, code: {language: ko, document: "43211507"}, arrivals: {count: 0}, \
      effort: {fixed: 9s}}
      agents:
        - {name: g, count: 2000, languages: {ko: 1}, documents: {"43": 1}}
      """)
    let model = SimulationModel(plan, .usual)
    let router = Router<PlainMemory>(model.routing, requests: 2_000, lineCapacity: 2_048)
    for agent in 0..<2_000 { router.signOn(AgentID(agent), at: .zero) }
    for request in 0..<1_500 {
      let placement = router.arrive(RequestID(request), class: 0, at: .zero, draw: 0)
      #expect(placement == .waiting)
    }
    let groups = Block([GroupModel(plan.agents[0], firstAgent: 0, tables: DrawTables())])
    var batch = Batch(model, lines: router.lineCount)
    batch.match(router, groups, at: .zero)
    #expect(batch.isCut && batch.pairs.map(\.request) == Array(0..<Batch.mostRequests))
    #expect(batch.pairs.map(\.agent) == Array(0..<Batch.mostRequests))
  }
}

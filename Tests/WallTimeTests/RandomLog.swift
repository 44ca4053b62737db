// A random history of a small floor, and what its matches were worth by looking at everybody.

import Consulting
import Scenarios
import Tallies

@testable import WallTime

/// Customers, agents and matches at random, written down as events; beside them what a slow and
/// obvious count makes of each match. Times are multiples of 5 ns.
struct RandomLog {
  static let text = """
    sangdam: 1
    name: floor
    length: 1s
    warmup: 3000ns
    locations: [{id: home}, {id: osaka}]
    demand:
      - {name: a, code: {language: ko, document: "43211507"}, arrivals: {rate: 1/s}, \
    effort: {fixed: 1s}}
      - {name: b, code: {language: ko, document: "43211507"}, arrivals: {rate: 1/s}, \
    effort: {fixed: 1s}}
      - {name: c, code: {language: ja, document: "43211507"}, arrivals: {rate: 1/s}, \
    effort: {fixed: 1s}}
    agents:
      - {name: seoul, count: 2, concurrency: 2, languages: {ko: 1}, documents: {"43": 1}}
      - {name: both, count: 2, languages: {ko: 0.5, ja: 0.8}, documents: {"432115": 0.5}}
      - {name: kin, count: 1, languages: {ko: 1}, documents: {"4312": 0.6}}
      - {name: osaka, location: osaka, count: 3, languages: {ko: 0.9, ja: 0.9}, \
    documents: {"43": 1}}
    routing: {rings: [{after: 1s, document-digits: 2}, {after: 2s, location: osaka}]}

    """
  static let warmup: Int64 = 3_000
  private static let rings: [Int64] = [95, 195]
  private static let groups = [0, 0, 1, 1, 2, 3, 3, 3]
  private static let places = [2, 2, 1, 1, 1, 1, 1, 1]
  /// By class, ring and group, from the contract's rule; nil = may not.
  private static let scores: [[[Int64?]]] = [
    [
      [1_000_000_000, 250_000_000, nil, nil], [1_000_000_000, 250_000_000, 300_000_000, nil],
      [1_000_000_000, 250_000_000, 300_000_000, 900_000_000],
    ],
    [
      [nil, 400_000_000, nil, nil], [nil, 400_000_000, nil, nil],
      [nil, 400_000_000, nil, 900_000_000],
    ],
  ]

  struct Customer {
    var stream: Int
    var due: Int64
    var isThere = true
  }
  struct Agent: Equatable {
    var isOnDuty = false
    var chats = 0
    var wrapUps = 0
    var held: Int { chats + wrapUps }
  }

  private(set) var events: [LoggedEvent] = []
  private(set) var customers: [Customer] = []
  private var agents = groups.map { _ in Agent() }
  /// Everybody's state from a time on.
  private var course: [(time: Int64, agents: [Agent])] = []
  private(set) var expected: ReplicationTally
  private let rule: TallyLayout
  private var now: Int64 = 0

  init(_ layout: TallyLayout, steps: Int, random: inout some RandomNumberGenerator) {
    rule = layout
    expected = ReplicationTally(layout: layout)
    for _ in 0..<steps {
      now += 10
      step(&random)
      course.append((now, agents))
    }
    for (number, customer) in customers.enumerated() { widen(number, customer) }
    expected.fairness = (0..<4).map(fairness)
  }

  /// The end: nothing happens any more.
  var end: Int64 { now + 50 }

  private mutating func step(_ random: inout some RandomNumberGenerator) {
    let agent = Int.random(in: agents.indices, using: &random)
    let customer = customers.indices.filter { customers[$0].isThere }.randomElement(using: &random)
    let busy = agents.indices.filter { agents[$0].held > 0 }.randomElement(using: &random)
    switch Int.random(in: 0..<12, using: &random) {
    case 0...1:
      let stream = Int.random(in: 0..<3, using: &random)
      customers.append(Customer(stream: stream, due: now))
      note(.due, customers.count - 1, subject: stream)
    case 2...6: if let customer { match(customer, agent) }
    case 7...9: if let busy { end(busy, wrapsUp: Bool.random(using: &random)) }
    case 10: if let customer { leave(customer) }
    default:
      note(agents[agent].isOnDuty ? .signedOff : .signedOn, 0, subject: agent)
      agents[agent].isOnDuty.toggle()
    }
  }

  private mutating func note(
    _ kind: LoggedEvent.Kind, _ customer: Int, subject: Int, at time: Int64? = nil, detail: Int = 0
  ) {
    events.append(
      LoggedEvent(
        time: time ?? now, kind: kind, detail: UInt8(detail), serial: UInt32(customer),
        subject: UInt32(subject)))
  }

  private mutating func leave(_ customer: Int) {
    customers[customer].isThere = false
    note(.left, customer, subject: 0)
  }

  private mutating func end(_ agent: Int, wrapsUp: Bool) {
    if agents[agent].wrapUps > 0 {
      agents[agent].wrapUps -= 1
      note(.freed, 0, subject: agent, detail: 1)
    } else if agents[agent].chats > 0 {
      agents[agent].chats -= 1
      if wrapsUp { agents[agent].wrapUps += 1 }
      note(wrapsUp ? .ended : .freed, 0, subject: agent)
    }
  }

  /// Rings open for those who are still there.
  private mutating func widen(_ number: Int, _ customer: Customer) {
    let gone = events.first {
      $0.serial == number && ($0.kind == .delivered || $0.kind == .left)
    }
    for (ring, after) in Self.rings.enumerated()
    where customer.due + after < min(gone?.time ?? now, now) {
      note(
        .widened, number, subject: customer.stream / 2, at: customer.due + after, detail: ring + 1)
    }
  }

  private func ring(_ customer: Int) -> Int {
    Self.rings.count { customers[customer].due + $0 < now }
  }
  private func score(_ customer: Int, _ group: Int) -> Int64? {
    Self.scores[customers[customer].stream / 2][ring(customer)][group]
  }
  private func hasRoom(_ agent: Int) -> Bool {
    agents[agent].isOnDuty && agents[agent].held < Self.places[agent]
  }

  private mutating func match(_ customer: Int, _ agent: Int) {
    let group = Self.groups[agent]
    guard hasRoom(agent), let given = score(customer, group) else { return }
    let (stream, due) = (customers[customer].stream, customers[customer].due)
    if due >= Self.warmup {
      let seen = assignment(customer, group, given)
      expected.streamAssignments[stream] += seen
      expected.groupAssignments[group] += seen
      let cell = (stream * 3 + ring(customer)) * 4 + group
      expected.scores[cell].answered += 1
      expected.scores[cell].scoreBillionths += given
    }
    customers[customer].isThere = false
    agents[agent].chats += 1
    note(.delivered, customer, subject: agent)
  }

  /// What an assignment was worth, by a look at all agents and all customers.
  private func assignment(_ customer: Int, _ group: Int, _ given: Int64) -> AssignmentTally {
    let (stream, due) = (customers[customer].stream, customers[customer].due)
    func best(_ agents: [Int]) -> Int64 {
      agents.compactMap { score(customer, Self.groups[$0]) }.max() ?? given
    }
    var seen = AssignmentTally()
    seen.answered = 1
    seen.regretFreeBillionths = max(best(agents.indices.filter(hasRoom)) - given, 0)
    seen.regretOnShiftBillionths =
      max(best(agents.indices.filter { agents[$0].isOnDuty }) - given, 0)
    let areOlder = customers.indices.contains { other in
      customers[other].isThere && customers[other].due < due
        && customers[other].stream / 2 == stream / 2 && score(other, group) != nil
    }
    seen.overtakes = areOlder ? 1 : 0
    return seen
  }

  /// Jain's index of a group, tick by tick.
  private func fairness(_ group: Int) -> FairnessTally {
    var shares: [Double] = []
    for agent in agents.indices where Self.groups[agent] == group {
      var (staffed, busy) = (0.0, 0.0)
      var entry = 0
      for time in stride(from: Self.warmup, to: end, by: 5) {
        while entry + 1 < course.count, course[entry + 1].time <= time { entry += 1 }
        let state = course[entry].agents[agent]
        if state.isOnDuty || state.held > 0 { staffed += 5 }
        if state.held > 0 { busy += 5 }
      }
      if staffed > 0 { shares.append(busy / staffed) }
    }
    return FairnessTally(
      agents: shares.count, sum: shares.reduce(0, +), squares: shares.reduce(0) { $0 + $1 * $1 })
  }
}

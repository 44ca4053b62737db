// Through the log after the run, in the order of time: who had room when somebody waited, and what
// that makes of each match.

import Population
import Scenarios
import Tallies

/// Plays the log back. It knows customers by number: where the owner's begin, plus the serial.
struct Sweep {
  /// Class of each stream.
  private let classes: [Int]
  let reach: Reach
  let warmup: Int64
  private let firstOf: [Int]
  private(set) var waiters: [LoggedCustomer]
  private(set) var desks: AgentSweep
  var matches: MatchSweep
  var hindsight: HindsightSweep
  /// By view: groups with room, time with room, since when; who waits in it.
  private var groupsWithRoom: [Int32]
  private var clocks: [Int64]
  private var openSince: [Int64]
  private var waiting: [Int32]
  let groupsOfView: [[Int]]
  private let viewsOfGroup: [[Int]]
  /// By customer, when he counts.
  private(set) var latencies: [Int64] = []
  /// The decision of each customer by number, to be filled in; empty unless they are kept.
  private var decisionOf: [Int32]
  private(set) var decisions: [Decision]

  /// Before the beginning.
  ///
  /// - Parameters:
  ///   - tables: of the run's draws.
  ///   - customers: of how many of each worker the log knows, the first ones.
  ///   - decisions: what is known of each, and whose it is.
  init(
    _ model: ProfileModel, _ reach: Reach, tables: DrawTables, customers: [Int],
    until end: Int64,
    decisions: [(number: (owner: Int, serial: Int), decision: Decision)]
  ) {
    classes = model.classes
    self.reach = reach
    warmup = model.warmup
    var first = 0
    firstOf = customers.map { count in
      defer { first += count }
      return first
    }
    waiters = Array(repeating: LoggedCustomer(), count: first)
    desks = AgentSweep(model, until: end)
    matches = MatchSweep(model.layout, views: reach.views)
    hindsight = HindsightSweep(model, tables: tables, customers: first)
    groupsWithRoom = Array(repeating: 0, count: reach.views)
    clocks = Array(repeating: 0, count: reach.views)
    openSince = clocks
    waiting = groupsWithRoom
    groupsOfView = (0..<reach.views).map { reach.groups(of: $0) }
    viewsOfGroup = (0..<reach.groups).map { reach.views(of: $0) }
    decisionOf = decisions.isEmpty ? [] : Array(repeating: -1, count: first)
    self.decisions = decisions.map(\.decision)
    for (index, entry) in decisions.enumerated()
    where entry.number.serial < customers[entry.number.owner] {
      decisionOf[firstOf[entry.number.owner] + entry.number.serial] = Int32(index)
    }
  }

  /// Plays events back that stand in their order.
  ///
  /// - Complexity: O(events · views of a group), most of them O(1).
  mutating func play(_ events: ArraySlice<LoggedEvent>) {
    for event in events {
      switch event.kind {
      case .due: enter(event)
      case .widened: widen(event)
      case .delivered: deliver(event)
      case .left:
        let latency = leave(number(event), at: event.time)
        if event.detail == 0 {
          count(latency, number(event))
          countLeaving(number(event), at: event.time)
        }
      case .signedOn, .signedOff, .ended, .freed: change(event)
      }
    }
  }

  /// The end: the agents' times are complete, and so is the last window of customers.
  mutating func close() {
    desks.close()
    if matches.measuresAssignments { hindsight.close(reach) }
  }

  private func number(_ event: LoggedEvent) -> Int {
    firstOf[Int(event.owner)] + Int(event.serial)
  }

  private mutating func enter(_ event: LoggedEvent) {
    let customer = number(event)
    waiters[customer].due = event.time
    waiters[customer].stream = Int32(event.subject)
    waiters[customer].ordinal = event.ordinal
    come(customer, to: reach.view(classes[Int(event.subject)], 0), at: event.time)
  }

  private mutating func come(_ customer: Int, to view: Int, at time: Int64) {
    waiters[customer].view = Int32(view)
    waiters[customer].clock = clock(view, at: time)
    waiting[view] += 1
    matches.come(customer, to: view)
  }

  private mutating func widen(_ event: LoggedEvent) {
    let customer = number(event)
    guard waiters[customer].view >= 0 else { return }
    waiters[customer].gathered = leave(customer, at: event.time)
    come(customer, to: reach.view(Int(event.subject), Int(event.detail)), at: event.time)
  }

  /// A customer leaves his view; what he has gathered.
  private mutating func leave(_ customer: Int, at time: Int64) -> Int64 {
    let view = Int(waiters[customer].view)
    guard view >= 0 else { return waiters[customer].gathered }
    waiters[customer].view = -1
    waiting[view] -= 1
    return waiters[customer].gathered + max(0, clock(view, at: time) - waiters[customer].clock)
  }

  private mutating func count(_ latency: Int64, _ customer: Int) {
    if waiters[customer].due >= warmup { latencies.append(latency) }
    if let decision = decision(of: customer) { decisions[decision].coEligible = latency }
  }

  private func decision(of customer: Int) -> Int? {
    guard !decisionOf.isEmpty, decisionOf[customer] >= 0 else { return nil }
    return Int(decisionOf[customer])
  }

  private mutating func deliver(_ event: LoggedEvent) {
    let customer = number(event)
    let view = Int(waiters[customer].view)
    let latency = leave(customer, at: event.time)
    if view >= 0 {
      countMatch(customer, agent: Int(event.subject), view: view, at: event.time)
      if let decision = decision(of: customer) {
        explain(decision, agent: Int(event.subject), view: view)
      }
    }
    count(latency, customer)
    change(event)
  }

  /// What there was to choose from.
  private mutating func explain(_ decision: Int, agent: Int, view: Int) {
    guard var choice = decisions[decision].choice else { return }
    decisions[decision].rings = view % reach.rings
    choice.scoreBillionths = reach.score(view, choice.group)
    choice.roomSince = desks.roomSince(agent)
    choice.bestScoreBillionths = choice.scoreBillionths
    choice.othersWaiting = viewsOfGroup[choice.group].reduce(0) { $0 + Int(waiting[$1]) }
    for group in groupsOfView[view] {
      let counts = desks.counts(group, longerThan: agent)
      choice.onDuty += counts.onDuty
      choice.withRoom += counts.withRoom
      choice.withRoomLonger += counts.longer
      if counts.withRoom > 0 {
        choice.bestScoreBillionths = max(
          choice.bestScoreBillionths, reach.score(view, group))
      }
    }
    decisions[decision].choice = choice
  }

  /// How long some group had room for a view, up to now.
  private func clock(_ view: Int, at time: Int64) -> Int64 {
    clocks[view] + (groupsWithRoom[view] > 0 ? time - openSince[view] : 0)
  }

  /// An agent's state changes; if his group has room now and had none, its views have more room.
  private mutating func change(_ event: LoggedEvent) {
    guard let change = desks.change(event) else { return }
    for view in viewsOfGroup[change.group] {
      if change.hasRoom {
        if groupsWithRoom[view] == 0 { openSince[view] = event.time }
        groupsWithRoom[view] += 1
      } else {
        groupsWithRoom[view] -= 1
        if groupsWithRoom[view] == 0 { clocks[view] += event.time - openSince[view] }
      }
    }
  }
}

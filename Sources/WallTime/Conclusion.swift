// After the run, by one thread: who still waits leaves, and the books of all workers become one.

import CPlatform
import Consulting
import Measures
import Rings
import Routing
import Tallies

/// The end of a run: what all workers counted, put together.
struct Conclusion<Memory: MemoryOperations> {
  private let floor: Floor<Memory>
  private let desks: [Desk<Memory>]
  private var tally: RunTally
  private var clock: WallClockTally
  private var decisions: [Decision] = []

  /// Ends a run whose threads have ended.
  init(_ floor: Floor<Memory>, _ desks: [Desk<Memory>]) {
    self.floor = floor
    self.desks = desks
    tally = RunTally(layout: floor.model.layout, blocks: 1)
    clock = WallClockTally(pace: floor.model.pace)
    tally.invariants.stranded = Int64(floor.router.strandedCount())
    let end = desks.map { $0.worker.now }.max() ?? 0
    for desk in desks { sendAway(desk, at: end) }
    addBooks()
    playBack(until: min(end, floor.model.end))
    addClock(until: end)
  }

  var outcome: ProfileOutcome {
    ProfileOutcome(tally: tally, clock: clock, decisions: decisions)
  }

  /// Whoever waits when the run ends leaves then.
  private mutating func sendAway(_ desk: Desk<Memory>, at end: Int64) {
    let first = desk.worker.first
    for request in first..<first + floor.range where floor.router.isWaiting(RequestID(request)) {
      desk.worker.abandon(request, due: max(end, floor.customers[request].due))
      clock.leftAtEnd += 1
    }
  }

  /// Customers, waits and invariants.
  private mutating func addBooks() {
    var counted = ReplicationTally(layout: floor.model.layout)
    for desk in desks {
      desk.worker.counts.add(to: &counted)
      desk.worker.book.drain(into: &clock, waits: &tally.waits[0])
      let unaccounted = desk.worker.entered - desk.worker.ended
      tally.invariants += desk.worker.invariants
      tally.contacts += desk.worker.entered
      tally.invariants.lostCustomers += unaccounted
      tally.events += desk.worker.events
      clock.dispatches += desk.worker.dispatches
      clock.linesFull += desk.worker.linesFull
      clock.neverSent += desk.worker.neverSent
      clock.depths += (0..<desk.worker.depthCount).map { desk.worker.depths[$0] }
    }
    // Another worker than the owner may have seen a customer's end.
    tally.invariants.lostCustomers = abs(tally.invariants.lostCustomers)
    tally.waits[0].total = .merged(tally.waits[0].streams)
    tally.waits[0].periods[0] = tally.waits[0].total
    tally.replications = [counted]
    tally.numbers = [0]
    tally.isPartial = floor.mustStop
  }

  /// What the log tells: the dispatch latency, the agents' time, each decision's circumstances.
  private mutating func playBack(until end: Int64) {
    var events = desks.flatMap { $0.worker.log.all }
    let cut = desks.map { $0.worker.log.cut }.min() ?? .max
    events.sort { $0.order < $1.order }
    let whole = events.prefix { $0.time < cut }
    clock.loggedEvents = Int64(whole.count)
    if cut < .max { clock.logCutNanoseconds = cut }
    let known = desks.flatMap { $0.worker.decisions.all }.sorted {
      ($0.due, $0.owner, $0.serial) < ($1.due, $1.owner, $1.serial)
    }
    let until = min(end, cut)
    var customers = desks.map { _ in 0 }
    for event in whole where event.kind == .due {
      customers[Int(event.owner)] = max(customers[Int(event.owner)], Int(event.serial) + 1)
    }
    var sweep = Sweep(
      floor.model, floor.reach, tables: floor.tables, customers: customers, until: until,
      decisions: known.map { (number: (Int($0.owner), Int($0.serial)), decision: decision($0)) })
    sweep.play(whole)
    sweep.close()
    decisions = sweep.decisions
    let sum = sweep.latencies.reduce(0, &+)
    clock.dispatchLatency = SpanTally(
      SparseHistogram(sweep.latencies), sumNanoseconds: sum)
    sweep.matches.add(to: &tally.replications[0])
    tally.replications[0].hindsight = sweep.hindsight.tally
    tally.replications[0].fairness = sweep.desks.fairness
    addAgents(sweep.desks.integrals, until: until)
  }

  /// The agents' time by the scenario's clock; what the log has not, is taken to be like the rest.
  private mutating func addAgents(_ integrals: [AgentTally], until: Int64) {
    let warmup = floor.model.warmup
    guard until > warmup else { return }
    let scale =
      floor.model.speed * Double(floor.model.end - warmup) / Double(until - warmup)
    for (group, integral) in integrals.enumerated() {
      let scaled = integral.scaled(by: scale)
      tally.replications[0].groups[group] += scaled
      tally.replications[0].periodAgents[0] += scaled
    }
  }

  private func decision(_ record: DecisionRecord) -> Decision {
    let outcome: Decision.Outcome =
      switch record.outcome {
      case .answered: .answered
      case .abandoned: .abandoned
      case .blocked: .blocked
      }
    let agent = Int(record.agent)
    let choice = record.agent == .max ? nil : choice(agent)
    return Decision(
      outcome: outcome, stream: Int(record.stream), ordinal: Int(record.ordinal), due: record.due,
      submitted: record.submitted, enqueued: record.hadWaited ? record.enqueued : nil,
      matched: record.matched, delivered: record.delivered, choice: choice)
  }

  private func choice(_ agent: Int) -> Decision.Choice {
    var first = 0
    for (index, group) in floor.model.routing.groups.enumerated() {
      if agent < first + group.agents { return Decision.Choice(group: index, agent: agent - first) }
      first += group.agents
    }
    return Decision.Choice(group: 0, agent: agent)
  }

  private mutating func addClock(until end: Int64) {
    clock.leftOut = floor.model.leftOut
    clock.processors = desks.map(\.processor)
    clock.cpuNanoseconds = desks.reduce(0) { $0 + $1.cpuNanoseconds }
    let last = desks.map { $0.worker.lastDelivered }.max() ?? 0
    clock.elapsedNanoseconds =
      floor.model.isSaturated && last > 0 ? last : min(end, floor.model.end)
    if Memory.self == CountedMemory.self {
      clock.operations = desks.reduce(WallClockTally.Operations()) { $0 + $1.operations.tally }
    }
    let allocated = desks.compactMap(\.allocated)
    guard allocated.count == desks.count else { return }
    clock.allocatedBytes = allocated.reduce(0) { $0 + Int64($1.bytes) }
    clock.allocations = allocated.reduce(0) { $0 + Int64($1.allocations) }
  }
}

extension AgentTally {
  /// The same times by another clock.
  fileprivate func scaled(by scale: Double) -> AgentTally {
    var scaled = AgentTally()
    scaled.staffedNanoseconds = staffedNanoseconds * scale
    scaled.busyNanoseconds = busyNanoseconds * scale
    scaled.withOpenChatNanoseconds = withOpenChatNanoseconds * scale
    scaled.openChatNanoseconds = openChatNanoseconds * scale
    scaled.placesTakenNanoseconds = placesTakenNanoseconds * scale
    scaled.placesStaffedNanoseconds = placesStaffedNanoseconds * scale
    return scaled
  }
}

extension sangdam_operations {
  fileprivate var tally: WallClockTally.Operations {
    WallClockTally.Operations(
      loads: Int64(loads), stores: Int64(stores), exchanges: Int64(exchanges),
      failedExchanges: Int64(failed_exchanges), others: Int64(others),
      secondLooks: Int64(second_looks), deadEntries: Int64(dead_entries),
      retains: Int64(retains), releases: Int64(releases))
  }
}

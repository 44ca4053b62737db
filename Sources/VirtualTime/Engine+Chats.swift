// The agent's side: offers, open chats with their common clock, wrap-ups.

import Tallies
import Consulting
import Population
import Rings
import Routing

extension Engine {
  /// An agent gets a request: the chat opens, or it is offered first.
  @inline(__always) mutating func give(_ request: Int, to agent: Int) {
    if rules.offerTimeout > 0 {
      offer(request, to: agent)
    } else {
      open(request, with: agent)
    }
  }

  private mutating func offer(_ request: Int, to agent: Int) {
    var draws = draws(
      request, .acceptance,
      attempt: customers[request].drawAttempt << 16 | Int(customers[request].offers))
    customers[request].offers &+= 1
    if draws.happens(rules.offerAcceptance) {
      _ = router.accept(RequestID(request), router.offer(of: RequestID(request)))
      customers[request].lapsesAt = .max
      open(request, with: agent)
      return
    }
    // Offered at the moment of arrival, the patience begins now all the same.
    let isFirst = customers[request].deadline == .max && customers[request].lapsesAt == .max
    customers[request].lapsesAt = now &+ rules.offerTimeout
    if isFirst { beginWait(request) } else { setTimer(request) }
  }

  /// An offer lapses: the customer keeps the place, the agent's turn begins anew.
  mutating func lapse(_ request: Int) {
    customers[request].lapsesAt = .max
    let agent = Int(router.agent(of: RequestID(request)).index)
    let id = RequestID(request)
    let lapsed = router.lapse(id, router.offer(of: id), at: time, draw: choiceDraw(request))
    guard let outcome = lapsed else { return }
    if let other = outcome.customer.receivingAgent {
      give(request, to: Int(other.index))
    } else if outcome.agent != RequestID(request) {
      setTimer(request)
    }
    if let next = outcome.agent { give(Int(next.index), to: agent) }
    expectBatch(for: request)
    expectBatch(of: agent)
    goHomeIfDone(agent)
  }

  /// A chat opens.
  @inline(__always) mutating func open(_ request: Int, with agent: Int) {
    beginChat(request, agent)
    let group = Int(clocks[agent].group)
    loads[group].openChats.begin(now)
    loads[group].placesTaken.begin(now)
    if clocks[agent].open == 0 {
      loads[group].withOpenChat.begin(now)
      if clocks[agent].wrapUps == 0 { beginBusy(agent, group) }
    }
    attach(request, to: agent)
    afterOpening(request, agent)
  }

  /// A chat opens in the place of one that ended at this moment.
  @inline(__always) mutating func takeOver(_ request: Int, with agent: Int) {
    beginChat(request, agent)
    attach(request, to: agent)
    afterOpening(request, agent)
  }

  /// The wait is over; the effort is drawn.
  @inline(__always) private mutating func beginChat(_ request: Int, _ agent: Int) {
    let id = RequestID(request)
    timers.clear(timer(request))
    if customers[request].agent != .max { invariants.doubleAssignments += 1 }
    customers[request].agent = UInt32(truncatingIfNeeded: agent)
    customers[request].waited &+= now &- customers[request].queuedSince
    customers[request].assignedAt = now
    let score = router.scoreBillionths(AgentID(agent), for: id)
    if score < 0 { invariants.hardViolations += 1 }
    customers[request].score = Int32(truncatingIfNeeded: score)
    if rules.measuresAssignments { noteAssignment(request, agent) }
    if customers[request].effort < 0 { drawEffort(request) }
    if streams[Int(customers[request].served)].hasMismatch { sufferMismatch(request) }
  }

  /// The effort of whoever did not bring one along from the arrival.
  @inline(never) private mutating func drawEffort(_ request: Int) {
    let served = Int(customers[request].served)
    let attempt = customers[request].drawAttempt
    switch customers[request].kind {
    case .help:
      // Drawn when the first agent joins, and then the question still has its asker.
      let asker = customers[request].link
      if asker != .max { customers[Int(asker)].marks.insert(.helped) }
      var draws = draws(request, .helpEffort, attempt: attempt)
      customers[request].effort = Double(streams[served].helpEffort.sample(&draws).nanoseconds)
    default:
      var draws = draws(request, .effort, attempt: attempt)
      customers[request].effort = Double(streams[served].effort.sample(&draws).nanoseconds)
    }
  }

  /// An agent who suits less takes longer; what is left after a hand-back stays as it is.
  @inline(never) private mutating func sufferMismatch(_ request: Int) {
    guard customers[request].kind == .customer, !customers[request].marks.contains(.handedBack)
    else { return }
    let served = Int(customers[request].served)
    let mismatch = 1 - Double(customers[request].score) / 1e9
    customers[request].effort *= 1 + (streams[served].mismatchFactor - 1) * mismatch
  }

  /// Puts a chat among the agent's and sets the agent's timer.
  @inline(__always) private mutating func attach(_ request: Int, to agent: Int) {
    let group = Int(clocks[agent].group)
    let open = Int(clocks[agent].open)
    if groups[group].concurrency == 1 {
      if open != 0 { invariants.overCapacity += 1 }
      chats[agent &* rules.mostOpen] = UInt32(truncatingIfNeeded: request)
      clocks[agent].open = 1
      clocks[agent].work = 0
      clocks[agent].updatedAt = now
      customers[request].endWork = customers[request].effort
      let span = customers[request].effort * groups[group].slownessAlone
      timers.set(agent, at: later(by: span))
      return
    }
    if open >= groups[group].concurrency { invariants.overCapacity += 1 }
    advance(agent)
    chats[agent &* rules.mostOpen &+ open] = UInt32(truncatingIfNeeded: request)
    clocks[agent].open = Int32(truncatingIfNeeded: open &+ 1)
    customers[request].endWork = clocks[agent].work + customers[request].effort
    retime(agent)
  }

  /// The rare consequences of an opened chat: the first answer, help.
  @inline(__always) private mutating func afterOpening(_ request: Int, _ agent: Int) {
    let stream = Int(customers[request].stream)
    guard streams[stream].hasFirstAnswer || streams[stream].hasHelp,
      customers[request].kind == .customer
    else { return }
    // Who was handed back before the first answer gets it from the next agent.
    if customers[request].firstResponse < 0 { expectFirstAnswer(request, agent) }
    if customers[request].comebacks == 0 { askForHelp(request, agent) }
  }

  /// Brings an agent's work clock up to now.
  @inline(__always) mutating func advance(_ agent: Int) {
    let open = Int(clocks[agent].open)
    if open > 0 {
      let speed = speeds[Int(clocks[agent].group) &* rules.mostOpen &+ open &- 1]
      let reached = clocks[agent].work + Double(now &- clocks[agent].updatedAt) * speed
      if rules.countsFirstResponses { noteFirstAnswers(agent, until: reached, speed) }
      clocks[agent].work = reached
    } else {
      clocks[agent].work = 0
    }
    clocks[agent].updatedAt = now
  }

  /// Sets an agent's timer to the end of the chat that ends first.
  @inline(__always) mutating func retime(_ agent: Int) {
    let open = Int(clocks[agent].open)
    if open == 0 {
      timers.clear(agent)
      return
    }
    let least = customers[Int(chats[agent &* rules.mostOpen &+ nextChat(agent)])].endWork
    let speed = speeds[Int(clocks[agent].group) &* rules.mostOpen &+ open &- 1]
    let span = max(0, (least - clocks[agent].work) / speed)
    timers.set(agent, at: later(by: span))
  }

  /// The time a span from now; where times would end, no later than 2⁶² ns.
  @inline(__always) func later(by span: Double) -> Int64 {
    min(now &+ Self.whole(span), 1 << 62)
  }

  /// A span in whole nanoseconds; the slowest agent takes no longer than the longest span drawn.
  @inline(__always) static func whole(_ span: Double) -> Int64 {
    Int64(min(span, Double(TimeSampler.longest.nanoseconds)) + 0.5)
  }

  /// Which of an agent's chats ends first; among equals the one opened first.
  @inline(__always) func nextChat(_ agent: Int) -> Int {
    let base = agent &* rules.mostOpen
    var best = 0
    var least = customers[Int(chats[base])].endWork
    for place in 1..<max(1, Int(clocks[agent].open)) {
      let end = customers[Int(chats[base &+ place])].endWork
      if end < least { (best, least) = (place, end) }
    }
    return best
  }

  /// The chat that ends next has ended.
  @inline(__always) mutating func chatEnds(agent: Int) {
    let base = agent &* rules.mostOpen
    var request = Int(chats[base])
    if groups[Int(clocks[agent].group)].concurrency == 1 {
      if rules.countsFirstResponses { advance(agent) }
    } else {
      advance(agent)
      let place = nextChat(agent)
      request = Int(chats[base &+ place])
      clocks[agent].work = customers[request].endWork
      detach(agent, place)
    }
    finish(request, agent)
  }

  /// Takes a chat out of an agent's list, the others keep their order.
  @inline(__always) func detach(_ agent: Int, _ place: Int) {
    let base = agent &* rules.mostOpen
    let last = Int(clocks[agent].open) &- 1
    for index in place..<max(place, last) { chats[base &+ index] = chats[base &+ index &+ 1] }
    clocks[agent].open = Int32(truncatingIfNeeded: last)
  }
}

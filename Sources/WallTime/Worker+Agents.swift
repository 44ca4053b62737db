// The agent's side: matches, chats that end, coming on duty and going.

import Consulting
import Population
import Rings
import Routing
import Scenarios
import Tallies

extension Worker {
  /// Where a customer was when he was matched.
  enum Origin {
    case door, line
  }

  /// The match is this worker's: he delivers it when the clock is read next.
  @inline(__always) mutating func match(_ request: Int, _ agent: AgentID, from origin: Origin) {
    if origin == .line { changeWaiting(by: -1) }
    if floor.holders.fetchAdd(request, 1) != 0 { invariants.doubleAssignments += 1 }
    let group = Int(groupOf[Int(agent.index)])
    let held = floor.held.fetchAdd(Int(agent.index), 1)
    if held >= UInt64(groups[group].concurrency) { invariants.overCapacity += 1 }
    guard let place = chatPool.take() else {
      invariants.overCapacity += 1
      return
    }
    var chat = Chat()
    chat.request = UInt32(truncatingIfNeeded: request)
    chat.agent = agent.index
    chat.matched = now
    chat.hadWaited = origin == .line
    chats[place] = chat
    fresh[freshCount] = UInt32(truncatingIfNeeded: place)
    freshCount &+= 1
  }

  /// Whom the core gave an agent is matched, and the agent looks until nobody is for him. To be
  /// called after whatever gave an agent a customer, freed a place of his, or left him to look.
  @inline(__always) mutating func take(_ agent: AgentID, _ given: RequestID?) {
    if let given { match(Int(given.index), agent, from: .line) }
    while let next = floor.router.takeNext(agent, at: time) {
      match(Int(next.index), agent, from: .line)
    }
  }

  /// The matches of the last event are delivered now.
  @inline(__always) mutating func deliver() {
    for index in 0..<freshCount { deliver(Int(fresh[index])) }
    freshCount = 0
  }

  @inline(__always) private mutating func deliver(_ place: Int) {
    let chat = chats[place]
    let request = Int(chat.request)
    let customer = floor.customers[request]
    dispatches &+= 1
    ended &+= 1
    lastDelivered = now
    floor.progress.store(index &* Floor<Memory>.stride, UInt64(bitPattern: dispatches))
    count(chat, customer)
    note(.delivered, at: now, customer: customer, subject: Int(chat.agent))
    chats[place].delivered = now
    if isSaturated {
      let last = readyFirst &+ readyCount
      ready[last >= ready.count ? last &- ready.count : last] = UInt32(truncatingIfNeeded: place)
      readyCount &+= 1
    } else {
      // A chat keeps the speed at which it begins.
      let open = max(1, floor.router.openCount(AgentID(Int(chat.agent))))
      let group = Int(groupOf[Int(chat.agent)])
      let speed = speeds[group &* Limits.concurrency &+ min(open, Limits.concurrency) &- 1]
      chats[place].due = min(now &+ Int64(min(Double(customer.effort) / speed, 0x1p61)), 1 << 62)
      timers.set(firstChatTimer &+ place, at: chats[place].due)
    }
  }

  /// Counts a match, and the stages of the way to it.
  @inline(__always) private mutating func count(_ chat: Chat, _ customer: Customer) {
    let request = RequestID(Int(chat.request))
    let agent = AgentID(Int(chat.agent))
    let stream = Int(customer.stream)
    // Another worker may have read his clock before the customer came, or matched him before he
    // was seen to stand in the line.
    let matched = max(chat.matched, customer.submitted)
    var enqueued = customer.submitted
    if chat.hadWaited {
      let seen = Int64(bitPattern: floor.enqueued.load(Int(chat.request)))
      enqueued = seen == 0 ? matched : min(max(seen, enqueued), matched)
    }
    let delivered = max(now, matched)
    decisions.append(
      DecisionRecord(
        due: customer.due, submitted: customer.submitted, enqueued: enqueued, matched: matched,
        delivered: delivered, serial: customer.serial, ordinal: customer.ordinal,
        agent: chat.agent, stream: customer.stream, owner: customer.owner, outcome: .answered,
        hadWaited: chat.hadWaited))
    let score = floor.router.scoreBillionths(agent, for: request)
    if score < 0 { invariants.hardViolations += 1 }
    guard customer.due >= warmup else { return }
    if chat.hadWaited { counts.streams[stream].delayed = counts.streams[stream].delayed &+ 1 }
    book.record(
      due: customer.due, submitted: customer.submitted, enqueued: enqueued, matched: matched,
      at: delivered)
    let wait = Int64(Double(delivered &- customer.due) * speed)
    let ring =
      counts.keepsRings
      ? floor.router.narrowestRing(of: agent, forClass: streams[stream].classIndex) : 0
    counts.countAnswered(
      stream, group: Int(groupOf[Int(chat.agent)]), ring: ring, score: max(score, 0), wait: wait)
    book.recordWait(wait, stream: stream)
  }

  /// A chat ends, or the wrap-up after it.
  @inline(__always) mutating func end(_ place: Int) {
    let chat = chats[place]
    let agent = AgentID(Int(chat.agent))
    if chat.isWrapUp {
      free(place, chat, detail: 1)
      take(agent, floor.router.endWrapUp(agent, at: time))
      return
    }
    let request = Int(chat.request)
    let group = Int(groupOf[Int(chat.agent)])
    countHandled(chat, group)
    // Given up before the core may give agent and customer to somebody else.
    floor.holders.fetchAdd(request, ~0)
    floor.router.leave(RequestID(request))
    let given: RequestID?
    if groups[group].hasWrapUp, !isSaturated {
      var draws = Draws(floor.customers[request].key, cause: .wrapUp, attempt: 0)
      let span = Double(groups[group].wrapUp.sample(&draws).nanoseconds) / speed
      chats[place].isWrapUp = true
      chats[place].due = min(chat.due &+ Int64(span), 1 << 62)
      timers.set(firstChatTimer &+ place, at: chats[place].due)
      log.append(LoggedEvent(time: chat.due, kind: .ended, subject: chat.agent))
      given = floor.router.endChat(agent, then: .wrapUp, at: time)
    } else {
      free(place, chat, detail: 0)
      given = floor.router.endChat(agent, then: .free, at: time)
    }
    giveBack(request)
    take(agent, given)
  }

  /// The chat of a customer who counts is over, by the scenario's clock.
  @inline(__always) private mutating func countHandled(_ chat: Chat, _ group: Int) {
    let customer = floor.customers[Int(chat.request)]
    guard customer.due >= warmup else { return }
    let span = Double(chat.due &- chat.matched) * speed
    counts.countHandled(Int(customer.stream), group: group, nanoseconds: span)
  }

  /// A place of an agent is free.
  @inline(__always) private mutating func free(_ place: Int, _ chat: Chat, detail: UInt8) {
    floor.held.fetchAdd(Int(chat.agent), ~0)
    log.append(
      LoggedEvent(time: chat.due, kind: .freed, detail: detail, subject: chat.agent))
    chatPool.give(back: place)
  }

  /// A customer's place goes back to its owner.
  @inline(__always) private mutating func giveBack(_ request: Int) {
    let place = request &- first
    if place >= 0, place < floor.range { release(place) } else { floor.returned.give(request) }
  }

  mutating func signOn(_ agent: Int, due: Int64) {
    signedOn[agent] = true
    log.append(
      LoggedEvent(time: due, kind: .signedOn, subject: UInt32(truncatingIfNeeded: agent)))
    floor.router.signOn(AgentID(agent), at: time)
    take(AgentID(agent), nil)
  }

  mutating func signOff(_ agent: Int, due: Int64) {
    signedOn[agent] = false
    log.append(
      LoggedEvent(time: due, kind: .signedOff, subject: UInt32(truncatingIfNeeded: agent)))
    floor.router.signOff(AgentID(agent))
  }
}

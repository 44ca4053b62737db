// What the end of a chat brings: counting, transfer, return, wrap-up, the next customer.

import Tallies
import Consulting
import Population
import Rings
import Routing

extension Engine {
  /// A chat that was taken off the agent's list has ended.
  @inline(__always) mutating func finish(_ request: Int, _ agent: Int) {
    let group = Int(clocks[agent].group)
    if groups[group].concurrency == 1 { clocks[agent].open = 0 }
    let passedOn = count(ended: request, agent, group)
    if !passedOn { router.leave(RequestID(request)) }
    if groups[group].hasWrapUp, beginWrapUp(request, agent, group) {
      if passedOn { passOn(request) } else { release(request) }
      return
    }
    if !passedOn { release(request) }
    if let next = router.endChat(AgentID(agent), then: .free, at: time) {
      if rules.offerTimeout > 0 {
        endLoads(agent, group)
        retime(agent)
        give(Int(next.index), to: agent)
      } else {
        takeOver(Int(next.index), with: agent)
      }
    } else {
      endLoads(agent, group)
      retime(agent)
      expectBatch(of: agent)
      goHomeIfDone(agent)
    }
    if passedOn { passOn(request) }
  }

  /// Counts a chat that ended, plans returns; whether the customer is passed on instead.
  @inline(__always)
  private mutating func count(ended request: Int, _ agent: Int, _ group: Int) -> Bool {
    switch customers[request].kind {
    case .customer:
      let stream = Int(customers[request].stream)
      if streams[stream].hasTransfer, isPassedOn(request) {
        customers[request].handledBefore &+= now &- customers[request].assignedAt
        withdrawQuestion(request)
        return true
      }
      if streams[stream].hasHelp { withdrawQuestion(request) }
      let returns = streams[stream].hasMismatch && comesBack(request)
      countAnswered(request, group, comesBack: returns)
    case .help:
      forgetQuestion(request)
      countHelped(request, group)
    default: break
    }
    return false
  }

  /// The places and chats of the group's load after a chat without successor.
  @inline(__always) func endLoads(_ agent: Int, _ group: Int) {
    loads[group].openChats.end(now)
    loads[group].placesTaken.end(now)
    if clocks[agent].open == 0 {
      loads[group].withOpenChat.end(now)
      if clocks[agent].wrapUps == 0 { endBusy(agent, group) }
    }
  }

  /// Begins the wrap-up of a chat; false if it takes no time or no place is left to hold it.
  private mutating func beginWrapUp(_ request: Int, _ agent: Int, _ group: Int) -> Bool {
    var draws = draws(request, .wrapUp, attempt: customers[request].drawAttempt)
    let span = groups[group].wrapUp.sample(&draws).nanoseconds
    guard span > 0, let place = takePlace() else { return false }
    var wrapUp = Customer(key: customers[request].key)
    wrapUp.kind = .wrapUp
    wrapUp.agent = UInt32(truncatingIfNeeded: agent)
    customers[place] = wrapUp
    timers.set(timer(place), at: now &+ span)
    clocks[agent].wrapUps &+= 1
    loads[group].openChats.end(now)
    if clocks[agent].open == 0 { loads[group].withOpenChat.end(now) }
    _ = router.endChat(AgentID(agent), then: .wrapUp, at: time)
    retime(agent)
    return true
  }

  /// A wrap-up ends; the agent looks for the next customer.
  mutating func wrapUpEnds(_ request: Int) {
    let agent = Int(customers[request].agent)
    let group = Int(clocks[agent].group)
    release(request)
    clocks[agent].wrapUps &-= 1
    loads[group].placesTaken.end(now)
    if clocks[agent].open == 0, clocks[agent].wrapUps == 0 { endBusy(agent, group) }
    if let next = router.endWrapUp(AgentID(agent), at: time) {
      give(Int(next.index), to: agent)
    }
    expectBatch(of: agent)
    goHomeIfDone(agent)
  }

  private func isPassedOn(_ request: Int) -> Bool {
    // A customer is passed on at most eight times: a circle of streams ends.
    guard customers[request].comebacks < 8,
      customers[request].served == customers[request].stream
        || streams[Int(customers[request].served)].hasTransfer
    else { return false }
    var draws = draws(request, .transfer, attempt: customers[request].drawAttempt)
    return draws.happens(streams[Int(customers[request].served)].transferProbability)
  }

  /// The customer goes to the front of the queue of another stream's class.
  private mutating func passOn(_ request: Int) {
    let target = streams[Int(customers[request].served)].transferStream
    customers[request].served = UInt16(truncatingIfNeeded: target)
    customers[request].effort = -1
    customers[request].marks.remove(.handedBack)
    comeBack(request)
  }

  /// A customer whose chat was cut short or passed on waits again, ahead of the others.
  mutating func comeBack(_ request: Int) {
    customers[request].agent = .max
    customers[request].queuedSince = now
    customers[request].ring = 0
    customers[request].marks.insert(.front)
    if customers[request].comebacks < .max { customers[request].comebacks += 1 }
    customers[request].deadline = .max
    customers[request].lapsesAt = .max
    let id = RequestID(request)
    guard isOpen[streams[Int(customers[request].served)].location] else {
      leaveAtOnce(request)
      return
    }
    let classIndex = classIndex(request)
    let draw = choiceDraw(request)
    var placement = router.comeBack(id, class: classIndex, at: time, draw: draw)
    if case .lineFull = placement, router.makeRoom(forClass: classIndex, ring: 0, isFront: true) {
      placement = router.comeBack(id, class: classIndex, at: time, draw: draw)
    }
    if case .lineFull = placement {
      leaveAtOnce(request)
    } else {
      settle(request, placement)
    }
  }

  /// Whoever would come back where it is closed, or where there is no room, leaves.
  private mutating func leaveAtOnce(_ request: Int) {
    if customers[request].kind == .help {
      forgetQuestion(request)
    } else {
      countAbandoned(request)
      retryLater(request)
    }
    router.leave(RequestID(request))
    release(request)
  }

  /// Whether a mismatch brings the customer back, and when.
  private mutating func comesBack(_ request: Int) -> Bool {
    var draws = draws(request, .mismatch, attempt: customers[request].drawAttempt)
    let mismatch = 1 - Double(customers[request].score) / 1e9
    let stream = Int(customers[request].stream)
    guard draws.happens(streams[stream].unresolved * mismatch) else { return false }
    if now &+ streams[stream].returnsAfter < rules.length {
      plan(.returning, of: request, after: streams[stream].returnsAfter)
    }
    return true
  }
}

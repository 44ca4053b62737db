// The customer's side: arriving, waiting, widening, leaving, trying again.

import Scenarios
import Consulting
import Population
import Rings
import Routing

extension Engine {
  /// The next customer of a stream arrives.
  @inline(__always) mutating func arrive(stream: Int) {
    let key = upcoming[stream].key
    arrivals.set(stream, at: upcoming[stream].afterwards)
    upcoming[stream].lookAhead(&sources[stream])
    if rules.recordsContacts { contacts.countArrival(of: stream) }
    guard let request = takePlace() else {
      countTurnedAway(stream: stream)
      return
    }
    customers[request].begin(stream: stream, key: key)
    if rules.recordsContacts { contacts.name(request, afterLastOf: stream) }
    // Drawn now, although an agent needs it later: nothing waits for the draw here.
    var draws = Draws(key, cause: .effort, attempt: 0)
    customers[request].effort = Double(streams[stream].effort.sample(&draws).nanoseconds)
    enter(request)
  }

  /// A customer enters, for the first time or again.
  @inline(__always) mutating func enter(_ request: Int) {
    let stream = Int(customers[request].stream)
    customers[request].period = UInt16(truncatingIfNeeded: period)
    customers[request].queuedSince = now
    entered &+= 1
    if rules.hasHours, !isOpen[streams[stream].location] {
      countBlocked(request)
      release(request)
      return
    }
    let preferred = rules.lastAgentWithin > 0 ? lastAgent(request) : AgentID.none
    let id = RequestID(request)
    let draw = choiceDraw(request)
    let classIndex = streams[stream].classIndex
    var placement = router.arrive(
      id, class: classIndex, at: time, preferring: preferred, draw: draw)
    if case .lineFull = placement, router.makeRoom(forClass: classIndex, ring: 0, isFront: false) {
      placement = router.arrive(id, class: classIndex, at: time, preferring: preferred, draw: draw)
    }
    settle(request, placement)
  }

  /// The agent of last time, as long as he is preferred.
  private func lastAgent(_ request: Int) -> AgentID {
    let isRecent = customers[request].lastAgentUntil >= now
    return isRecent && customers[request].lastAgent != .max
      ? AgentID(Int(customers[request].lastAgent)) : AgentID.none
  }

  /// Acts on what the router decided for a request that came to the queue.
  @inline(__always) mutating func settle(_ request: Int, _ placement: Placement) {
    switch placement {
    case .assigned(let agent), .assignedWithRoom(let agent):
      give(request, to: Int(agent.index))
    case .waiting:
      beginWait(request)
      expectBatch(for: request)
    case .blocked, .lineFull, .takenElsewhere:
      countBlocked(request)
      release(request)
    }
  }

  @inline(__always) var time: SimulationTime { SimulationTime(nanoseconds: now) }

  /// Random bits for a choice among equals; only `random` looks at them.
  @inline(__always) func choiceDraw(_ request: Int) -> UInt64 {
    rules.picksAtRandom ? drawChoice(request) : 0
  }

  @inline(never) private func drawChoice(_ request: Int) -> UInt64 {
    let attempt = customers[request].drawAttempt << 24 | Int(customers[request].offers) << 8
    var draws = draws(request, .choice, attempt: attempt | Int(customers[request].ring))
    return draws.next()
  }

  /// The draws of a customer for a cause; those of a question asked on his behalf are its own.
  @inline(__always) func draws(_ request: Int, _ cause: Cause, attempt: Int) -> Draws {
    let asked = customers[request].kind == .help ? 1 << 48 : 0
    return Draws(customers[request].key, cause: cause, attempt: attempt | asked)
  }

  /// The customer waits: patience is drawn, the first ring is set.
  @inline(__always) mutating func beginWait(_ request: Int) {
    let stream = Int(customers[request].stream)
    if rules.measuresAssignments { noteWaiting(request) }
    // Whoever waits for ever in one line has no timer.
    guard streams[stream].hasPatience || rules.hasRings || rules.offerTimeout > 0 else { return }
    customers[request].deadline = .max
    if customers[request].kind == .customer, streams[stream].hasPatience {
      var draws = draws(request, .patience, attempt: customers[request].drawAttempt)
      customers[request].deadline = now &+ streams[stream].patience.sample(&draws).nanoseconds
    }
    setTimer(request)
  }

  /// Sets the timer of a waiting or offered request: patience, offer or ring, whichever is first.
  @inline(__always) mutating func setTimer(_ request: Int) {
    var due = min(customers[request].deadline, customers[request].lapsesAt)
    if rules.hasRings { due = min(due, ringTime(request)) }
    if due < .max {
      timers.set(timer(request), at: due)
    } else {
      timers.clear(timer(request))
    }
  }

  /// When the next ring widens a request; `Int64.max` = no further ring.
  @inline(__always) func ringTime(_ request: Int) -> Int64 {
    let after = ringTimes[Int(customers[request].ring)]
    return after == .max ? .max : customers[request].queuedSince &+ after
  }

  /// The timer of a request ran out; at equal times patience ends before an offer lapses before a
  /// ring widens.
  mutating func requestTimer(_ request: Int) {
    switch customers[request].kind {
    case .wrapUp:
      timers.clear(timer(request))
      wrapUpEnds(request)
    case .retrying, .returning:
      timers.clear(timer(request))
      comeAgain(request)
    case .customer, .silent, .help:
      if customers[request].deadline <= now {
        losePatience(request)
      } else if customers[request].lapsesAt <= now {
        lapse(request)
      } else {
        widen(request)
      }
    }
  }

  private mutating func widen(_ request: Int) {
    customers[request].ring &+= 1
    let id = RequestID(request)
    var placement = router.widen(id, at: time, draw: choiceDraw(request))
    if case .lineFull = placement,
      router.makeRoom(
        forClass: classIndex(request), ring: Int(customers[request].ring),
        isFront: customers[request].marks.contains(.front))
    {
      placement = router.widen(id, at: time, draw: choiceDraw(request))
    }
    if let agent = placement.receivingAgent {
      give(request, to: Int(agent.index))
    } else {
      setTimer(request)
      expectBatch(for: request)
    }
  }

  @inline(__always) func classIndex(_ request: Int) -> Int {
    streams[Int(customers[request].served)].classIndex
  }

  /// Patience ends: the customer leaves, or has left without a word and the place stays taken.
  private mutating func losePatience(_ request: Int) {
    let stream = Int(customers[request].stream)
    countAbandoned(request)
    retryLater(request)
    if streams[stream].hasSilent {
      var draws = draws(request, .silent, attempt: customers[request].drawAttempt)
      if draws.happens(streams[stream].silentShare) {
        customers[request].kind = .silent
        customers[request].effort = Double(streams[stream].silentTime)
        customers[request].deadline = .max
        setTimer(request)
        return
      }
    }
    leaveQueue(request)
  }

  /// A request leaves the queue for good, and an agent who was offered it is free again.
  mutating func leaveQueue(_ request: Int) {
    timers.clear(timer(request))
    let departure = router.abandon(RequestID(request))
    customers[request].lapsesAt = .max
    release(request)
    if case .leftOffer(let agent) = departure {
      let next = router.endChat(agent, then: .free, at: time)
      if let next { give(Int(next.index), to: Int(agent.index)) }
      expectBatch(of: Int(agent.index))
      goHomeIfDone(Int(agent.index))
    }
  }

  /// Whoever abandoned may try again.
  mutating func retryLater(_ request: Int) {
    let stream = Int(customers[request].stream)
    let delay = streams[stream].retryAfter
    guard streams[stream].hasRetry, now &+ delay < rules.length else { return }
    var draws = draws(request, .retry, attempt: Int(customers[request].attempt))
    guard draws.happens(streams[stream].retryProbability) else { return }
    plan(.retrying, of: request, after: delay)
  }

  /// Puts a customer's next visit on the timers; a pool at its limit loses the visit, not the run.
  mutating func plan(_ kind: Customer.Kind, of request: Int, after delay: Int64) {
    guard let visit = takePlace() else { return }
    var customer = Customer(key: customers[request].key)
    customer.kind = kind
    customer.stream = customers[request].stream
    customer.served = customer.stream
    customer.attempt = customers[request].attempt &+ 1
    if kind == .retrying { customer.marks = .retry }
    // Who gave up waiting for the agent of last time still prefers him.
    customer.lastAgent = customers[request].lastAgent
    customer.lastAgentUntil = customers[request].lastAgentUntil
    if kind == .returning, rules.lastAgentWithin > 0 {
      customer.lastAgent = customers[request].agent
      customer.lastAgentUntil = now &+ rules.lastAgentWithin
    }
    customers[visit] = customer
    if rules.recordsContacts { contacts.rename(visit, as: request) }
    timers.set(timer(visit), at: now &+ delay)
  }

  private mutating func comeAgain(_ request: Int) {
    customers[request].kind = .customer
    enter(request)
  }

  /// All who wait (at one location) leave: the closing. Who is offered leaves after the others, so
  /// that the agent who held the offer finds none of them.
  mutating func dropWaiting(at location: Int?) {
    for isOffered in [false, true] {
      for request in 0..<customers.count {
        let served = Int(customers[request].served)
        guard location.map({ $0 == streams[served].location }) ?? true,
          isOffered
            ? customers[request].lapsesAt < .max : router.isWaiting(RequestID(request))
        else { continue }
        if customers[request].kind == .customer {
          countAbandoned(request)
          retryLater(request)
        }
        if customers[request].kind == .help { forgetQuestion(request) }
        leaveQueue(request)
      }
    }
  }
}

// The customer's side: coming, waiting, widening, leaving.

import Consulting
import Population
import Rings
import Routing
import Tallies

extension Worker {
  /// A stream's customer is sent: he finds an agent, waits, or is turned away.
  @inline(__always)
  mutating func submit(stream: Int, key: CustomerKey, ordinal: Int, due: Int64) {
    guard let place = pool.take() else {
      entered &+= 1
      linesFull &+= 1
      countBlocked(stream: stream, due: due)
      return
    }
    var draws = Draws(key, cause: .effort, attempt: 0)
    let effort = Double(streams[stream].effort.sample(&draws).nanoseconds) / speed
    waits[place] = Waiting()
    waits[place].deadline = streams[stream].deadline(of: key, due: due, speed: speed)
    arrive(
      place, stream: stream, key: key, ordinal: ordinal, due: due, effort: Int64(effort))
  }

  /// Saturated: the next customer of a place, at once.
  @inline(__always) mutating func comeAgain(_ place: Int) {
    let stream = Int(placeStreams[place])
    let ordinal = Int(entered) &* floor.workers &+ index
    let key = CustomerKey(streams[stream].key, ordinal: ordinal)
    arrive(place, stream: stream, key: key, ordinal: ordinal, due: now, effort: 0)
  }

  /// Asks the core for an agent. What a match needs is written down before.
  @inline(__always)
  private mutating func arrive(
    _ place: Int, stream: Int, key: CustomerKey, ordinal: Int, due: Int64, effort: Int64
  ) {
    let request = first &+ place
    let classIndex = streams[stream].classIndex
    var customer = Customer(key: key)
    customer.due = due
    customer.submitted = now
    customer.effort = effort
    customer.serial = UInt32(truncatingIfNeeded: entered)
    customer.ordinal = UInt32(truncatingIfNeeded: ordinal)
    customer.stream = UInt16(truncatingIfNeeded: stream)
    customer.owner = UInt16(truncatingIfNeeded: index)
    floor.customers.put(customer, at: request)
    floor.enqueued.store(request, 0)
    entered &+= 1
    if due >= warmup { counts.streams[stream].offered = counts.streams[stream].offered &+ 1 }
    note(.due, at: due, customer: customer, subject: stream)
    guard floor.model.isOpen(stream: stream, at: due) else {
      turnAway(request)
      return
    }
    let placement = floor.router.arrive(
      RequestID(request), class: classIndex, at: time, draw: choiceDraw(key))
    settle(request, placement)
  }

  /// Random bits for a choice among equals; only `random` looks at them.
  @inline(__always) private func choiceDraw(_ key: CustomerKey) -> UInt64 {
    guard picksAtRandom else { return 0 }
    var draws = Draws(key, cause: .choice, attempt: 0)
    return draws.next()
  }

  /// Acts on what the core decided for a customer who came.
  @inline(__always) private mutating func settle(_ request: Int, _ placement: Placement) {
    switch placement {
    case .assigned(let agent):
      match(request, agent, from: .door)
    case .assignedWithRoom(let agent):
      match(request, agent, from: .door)
      take(agent, nil)
    case .waiting:
      wait(request)
    case .takenElsewhere(let agent):
      // He stood in a line for a moment, and whoever took him there counts him out of it.
      wait(request)
      take(agent, nil)
    case .blocked:
      turnAway(request)
    case .lineFull:
      linesFull &+= 1
      turnAway(request)
    }
  }

  /// A customer stands in a line, or did: his timer is cleared when his place comes back.
  @inline(__always) private mutating func wait(_ request: Int) {
    joined = request
    changeWaiting(by: 1)
    setWaitTimer(request &- first)
  }

  @inline(__always) mutating func changeWaiting(by change: Int64) {
    waitingHere &+= change
    floor.waiting.store(index &* Floor<Memory>.stride, UInt64(bitPattern: waitingHere))
  }

  private mutating func turnAway(_ request: Int) {
    let customer = floor.customers[request]
    isCrowded = true
    ended &+= 1
    let stream = Int(customer.stream)
    if customer.due >= warmup {
      counts.streams[stream].blocked = counts.streams[stream].blocked &+ 1
    }
    note(.left, at: customer.due, customer: customer, subject: 0, detail: 1)
    decide(.blocked, customer, at: customer.submitted)
    release(request &- first)
  }

  /// A customer without a place of the pool.
  private mutating func countBlocked(stream: Int, due: Int64) {
    ended &+= 1
    guard due >= warmup else { return }
    counts.streams[stream].offered = counts.streams[stream].offered &+ 1
    counts.streams[stream].blocked = counts.streams[stream].blocked &+ 1
  }

  /// Sets the timer of who waits to the next ring or to the end of patience.
  private mutating func setWaitTimer(_ place: Int) {
    guard !isSaturated else { return }
    let next = nextRing(place)
    let deadline = waits[place].deadline
    guard min(next, deadline) < .max else { return }
    timers.set(firstPlaceTimer &+ place, at: min(next, deadline))
  }

  /// When the next ring of who waits is due; `Int64.max` after the last.
  private func nextRing(_ place: Int) -> Int64 {
    let after = ringTimes[waits[place].ring]
    return after == .max ? .max : floor.customers[first &+ place].due &+ after
  }

  /// The end of patience, or a ring. Somebody may have the customer already: then nothing happens,
  /// and the place comes back when the chat is over.
  mutating func waitTimer(_ place: Int, due: Int64) {
    let request = first &+ place
    if waits[place].deadline <= due {
      abandon(request, due: due)
      return
    }
    guard floor.router.isWaiting(RequestID(request)) else { return }
    waits[place].ring &+= 1
    let customer = floor.customers[request]
    note(
      .widened, at: due, customer: customer, subject: streams[Int(customer.stream)].classIndex,
      detail: waits[place].ring)
    setWaitTimer(place)
    let placement = floor.router.widen(
      RequestID(request), at: time, draw: choiceDraw(customer.key))
    if let agent = placement.receivingAgent {
      timers.clear(firstPlaceTimer &+ place)
      match(request, agent, from: .line)
    }
    switch placement {
    case .assignedWithRoom(let agent), .takenElsewhere(let agent): take(agent, nil)
    case .assigned, .waiting, .blocked, .lineFull: break
    }
  }

  /// Who still waits at the end of his patience, or of the run, leaves.
  mutating func abandon(_ request: Int, due: Int64) {
    guard floor.router.abandon(RequestID(request)) == .left else { return }
    let customer = floor.customers[request]
    changeWaiting(by: -1)
    ended &+= 1
    if customer.due >= warmup {
      let wait = Int64(Double(max(due &- customer.due, 0)) * speed)
      counts.countAbandoned(Int(customer.stream), wait: wait)
      book.recordWait(wait, stream: Int(customer.stream))
    }
    note(.left, at: due, customer: customer, subject: 0)
    decide(.abandoned, customer, at: due)
    release(request &- first)
  }

  /// A place of one's own is free again.
  @inline(__always) mutating func release(_ place: Int) {
    timers.clear(firstPlaceTimer &+ place)
    if isSaturated { idlePlaces.give(back: place) } else { pool.give(back: place) }
  }

  /// Places that others have done with.
  mutating func takeReturned() {
    var next = floor.returned.takeAll(index)
    while let request = next {
      next = floor.returned.next(request)
      release(request &- first)
    }
  }

  /// Writes down what happened to a customer.
  @inline(__always)
  mutating func note(
    _ kind: LoggedEvent.Kind, at time: Int64, customer: Customer, subject: Int, detail: Int = 0
  ) {
    log.append(
      LoggedEvent(
        time: time, owner: customer.owner, kind: kind, detail: UInt8(truncatingIfNeeded: detail),
        serial: customer.serial, subject: UInt32(truncatingIfNeeded: subject),
        ordinal: customer.ordinal))
  }

  /// Writes down who ends without an agent.
  private mutating func decide(
    _ outcome: DecisionRecord.Outcome, _ customer: Customer, at time: Int64
  ) {
    decisions.append(
      DecisionRecord(
        due: customer.due, submitted: customer.submitted, enqueued: customer.submitted,
        matched: time, delivered: time, serial: customer.serial, ordinal: customer.ordinal,
        agent: .max, stream: customer.stream, owner: customer.owner, outcome: outcome,
        hadWaited: outcome == .abandoned))
  }
}

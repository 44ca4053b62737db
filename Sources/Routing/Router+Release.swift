// The agent's side: ending chats, looking for the next customer, offers, shifts.

public import Consulting
public import Rings

extension Router {
  /// What holds the place of a chat that ended.
  public enum Afterwards: Sendable {
    /// Nothing: the agent may take the next customer.
    case free
    /// A wrap-up, until `endWrapUp`.
    case wrapUp
  }

  /// A chat ends. An agent on duty takes the best waiting customer, if there is no wrap-up.
  ///
  /// Under threads `takeNext` until nil follows a customer who was taken by an agent who has
  /// several chats at once.
  /// - Returns: the customer he takes (or is offered).
  /// - Complexity: O(lines of the group that hold somebody), no allocation.
  @inlinable @inline(__always)
  public func endChat(_ id: AgentID, then afterwards: Afterwards, at now: SimulationTime)
    -> RequestID?
  {
    let agent = Int(id.index)
    let state = roster.state(agent)
    if afterwards == .free, let request = takeInPlace(agent, state) {
      // The place of the chat that ended is the next one's: the state stays what it was.
      beginTurn(assigned: agent, at: now)
      return request
    }
    if state.open == 1 { roster.setSince(agent, now.nanoseconds) }
    guard afterwards == .free else {
      _ = roster.change(agent, by: 0 &- AgentState.oneChat)
      return nil
    }
    return roster.giveBack(agent) && Memory.isShared ? takeNext(id, at: now) : nil
  }

  /// A wrap-up ends; the agent keeps the place in the order that the end of the chat gave him.
  @inlinable public func endWrapUp(_ id: AgentID, at now: SimulationTime) -> RequestID? {
    let agent = Int(id.index)
    if let request = takeInPlace(agent, roster.state(agent)) {
      _ = roster.change(agent, by: AgentState.oneChat)
      beginTurn(assigned: agent, at: now)
      return request
    }
    return roster.change(agent, by: AgentState.onePlace) && Memory.isShared
      ? takeNext(id, at: now) : nil
  }

  /// A customer for a place that is about to be given back. Nobody waits for an agent who has
  /// room beside it, and nobody is given to one off duty.
  @inlinable @inline(__always)
  func takeInPlace(_ agent: Int, _ state: AgentState) -> RequestID? {
    guard state.isOnDuty, state.room == 0, !rules.isBatched else { return nil }
    while true {
      let best = bestWaiting(for: agent, state)
      if best.isNobody { return nil }
      if take(best, for: agent) { return RequestID(best.request) }
    }
  }

  /// An agent with room looks for a customer; to be called until it gives nil after signing on.
  @inlinable public func takeNext(_ id: AgentID, at now: SimulationTime) -> RequestID? {
    let agent = Int(id.index)
    while !rules.isBatched {
      let state = roster.state(agent)
      guard state.isAvailable else { return nil }
      Memory.note(.secondLook)
      let best = bestWaiting(for: agent, state)
      if best.isNobody { return nil }
      // In one order on both sides, agent first: whoever fails has met somebody who got on.
      guard claim(agent, at: now).agent >= 0 else { continue }
      if take(best, for: agent) { return RequestID(best.request) }
      _ = roster.giveBack(agent)
    }
    return nil
  }

  /// Takes the customer that was found, for an agent who holds a place.
  @inlinable @inline(__always) func take(_ found: First, for agent: Int) -> Bool {
    // Before the exchange, which lets no later load begin.
    let next = rules.usesFronts ? front(at: found.position &+ 1, of: found.line) : .max
    guard take(found.request, found.state, for: agent, found.line) else { return false }
    if rules.usesFronts {
      passFirst(found.line, found.position, next)
    } else if !rules.offers {
      lines.advanceHead(found.line, from: found.position)
    }
    return true
  }

  /// The best waiting customer for an agent, of whom a state is at hand.
  @inlinable @inline(__always)
  func bestWaiting(for agent: Int, _ state: AgentState) -> First {
    let span = state.masks ?? eligibility.masks(of: group(agent))
    guard rules.usesFronts else { return compareWaiting(for: agent, span) }
    // A shared router looks twice before an agent stays free: mostly in vain, so that is short.
    if Memory.isShared, !holdsAnybody(span) { return .nobody }
    return frontmost(for: agent, span)
  }

  /// Whether any line of a group is announced.
  @inlinable @inline(__always) func holdsAnybody(_ span: Range<Int>) -> Bool {
    for index in span {
      if lines.announced(eligibility.masks[index]) != 0 { return true }
    }
    return false
  }

  /// The best waiting customer for an agent, found by fronts.
  @inlinable @inline(never)
  func frontmost(for agent: Int, _ span: Range<Int>) -> First {
    let line = likelyLine(span)
    if line < 0 { return .nobody }
    // A front is never younger than who waits first, so that it is his when the two agree.
    if let first = firstWaiting(line, for: agent),
      front(of: first.request, line) == lines.front(line)
    {
      return first
    }
    return compareWaiting(for: agent, span)
  }

  /// The line whose first customer an agent takes if all fronts are right, −1 if nobody waits: of
  /// equal ones the class named first.
  ///
  /// - Complexity: O(lines of the group that hold somebody), a load for each.
  @inlinable @inline(__always) func likelyLine(_ span: Range<Int>) -> Int {
    var best = -1
    var least = UInt64.max
    for index in span {
      let mask = eligibility.masks[index]
      var bits = lines.announced(mask)
      while bits != 0 {
        let line = lines.line(ofBit: bits.trailingZeroBitCount, word: Int(mask.word))
        bits &= bits &- 1
        let front = lines.front(line)
        best = front < least || best < 0 ? line : best
        least = min(front, least)
      }
    }
    return best
  }

  /// The best waiting customer for an agent, all lines compared by who waits first in them.
  @inlinable @inline(__always)
  func compareWaiting(for agent: Int, _ span: Range<Int>) -> First {
    var best = Candidate()
    let group = group(agent)
    for index in span {
      let mask = eligibility.masks[index]
      var bits = lines.announced(mask)
      // One line alone holds somebody: there is nothing to compare.
      if bits & (bits &- 1) == 0, span.count == 1 {
        if bits == 0 { return .nobody }
        return onlyWaiting(
          lines.line(ofBit: bits.trailingZeroBitCount, word: Int(mask.word)), for: agent)
      }
      while bits != 0 {
        let line = lines.line(ofBit: bits.trailingZeroBitCount, word: Int(mask.word))
        bits &= bits &- 1
        consider(line, for: agent, of: group, &best)
      }
    }
    return best.first
  }

  /// The first waiting customer of a line, as the best because it is the only one.
  @inlinable @inline(__always)
  func onlyWaiting(_ line: Int, for agent: Int) -> First {
    if let first = firstWaiting(line, for: agent) { return first }
    retireHint(line)
    return .nobody
  }

  /// The best customer found so far.
  @usableFromInline struct Candidate {
    @usableFromInline var first = First.nobody
    @usableFromInline var urgency = Int64.min
    @usableFromInline var isFront = false
    @usableFromInline var preference = Int64.min
    @usableFromInline var entered = Int64.max
    @usableFromInline var classIndex = -1

    @inlinable @inline(__always) init() {}
  }

  /// Holds the first waiting customer of a line against the best so far: urgency (priority with
  /// ageing), front line, policy, time of entry. At equal times the class named first, and
  /// within a class the wider ring: its rings opened first because it entered first.
  @inlinable @inline(__always)
  func consider(_ line: Int, for agent: Int, of group: Int, _ best: inout Candidate) {
    guard let first = firstWaiting(line, for: agent) else {
      retireHint(line)
      return
    }
    let classIndex = classIndex(of: line)
    var candidate = Candidate()
    candidate.first = first
    candidate.classIndex = classIndex
    candidate.entered = Int64(bitPattern: word(first.request, RequestWord.entered))
    if rules.usesFronts { lines.setFront(line, front(of: first.request, line)) }
    candidate.isFront = isFront(line)
    // Who ages longer by t is ahead by ageing · t: what `now` adds is the same for all.
    candidate.urgency =
      classPriority[classIndex]
      &- (rules.isAgeing ? Int64(bitPattern: word(first.request, RequestWord.agesSince)) : 0)
    if rules.chooseCustomer != .oldest {
      candidate.preference = rules.chooseCustomer.preference(
        score: Int64(eligibility.score(group, view(of: line))),
        waiting: rules.countsClasses
          ? Int64(truncatingIfNeeded: classWaiting.load(classIndex)) : 0, classIndex: classIndex)
    }
    if best.first.isNobody || isBetter(candidate, than: best) { best = candidate }
  }

  @inlinable @inline(__always)
  func isBetter(_ a: Candidate, than b: Candidate) -> Bool {
    if a.urgency != b.urgency { return a.urgency > b.urgency }
    if a.isFront != b.isFront { return a.isFront }
    if a.preference != b.preference { return a.preference > b.preference }
    if a.entered != b.entered { return a.entered < b.entered }
    // Lines are considered in the order of classes and, within a class, of rings.
    return a.classIndex == b.classIndex
  }

  /// An offer is accepted: the chat is open, the customer gives up the place in the line; false if
  /// the offer has ended otherwise.
  @inlinable public func accept(_ id: RequestID, _ offer: Offer) -> Bool {
    let request = Int(id.index)
    while true {
      let state = state(of: request)
      guard state.phase == RequestState.offered, state.offer == offer else { return false }
      guard exchange(request, state, for: state.into(RequestState.served)) else { continue }
      return true
    }
  }

  /// An offer lapses: the customer keeps the place and looks for another agent, the agent goes to
  /// the end of the order and looks for the next customer.
  ///
  /// - Returns: who has the customer now, and whom the agent has now; nil if the offer had ended.
  @inlinable public func lapse(
    _ id: RequestID, _ offer: Offer, at now: SimulationTime, draw: UInt64
  ) -> (customer: Placement, agent: RequestID?)? {
    let request = Int(id.index)
    var state = state(of: request)
    while true {
      guard state.phase == RequestState.offered, state.offer == offer else { return nil }
      if exchange(request, state, for: state.into(RequestState.waiting)) { break }
      state = self.state(of: request)
    }
    let waiting = state.into(RequestState.waiting)
    let line = line(of: request)
    countWaiting(line, by: 1)
    lines.raiseHint(line)
    // The agent still holds his place for the offer; with room for more he must not be found.
    let agent = Int(offer.agent.index)
    let customer = look(
      for: request, waiting, line, .max, without: .init(asker(request), agent), at: now,
      draw: draw)
    roster.setSince(agent, now.nanoseconds)
    _ = roster.giveBack(agent)
    return (customer, takeNext(offer.agent, at: now))
  }

  /// An agent comes on duty. `takeNext` until nil follows.
  @inlinable public func signOn(_ id: AgentID, at now: SimulationTime) {
    let agent = Int(id.index)
    guard !roster.state(agent).isOnDuty else { return }
    roster.setSince(agent, now.nanoseconds)
    _ = roster.change(agent, by: AgentState.onDuty)
  }

  /// An agent goes off duty: nobody is given to him any more; open chats stay his.
  @inlinable public func signOff(_ id: AgentID) {
    let agent = Int(id.index)
    guard roster.state(agent).isOnDuty else { return }
    _ = roster.change(agent, by: 0 &- AgentState.onDuty)
    roster.lowerHint(agent)
  }

  /// The match score of an agent for a request in the ring it is in, billionths; −1 = may not.
  @inlinable @inline(__always)
  public func scoreBillionths(_ agent: AgentID, for request: RequestID) -> Int64 {
    Int64(eligibility.score(group(Int(agent.index)), view(of: line(of: Int(request.index)))))
  }

  /// The narrowest ring that lets an agent answer a class: 0 before any ring, k once the first k
  /// have passed; the last for an agent whom none lets in.
  ///
  /// - Complexity: O(rings), one look for an agent who may answer at once.
  @inlinable @inline(__always)
  public func narrowestRing(of agent: AgentID, forClass classIndex: Int) -> Int {
    let group = group(Int(agent.index))
    var ring = 0
    while ring &+ 1 < rules.rings,
      eligibility.score(group, classIndex &* rules.rings &+ ring) < 0
    { ring &+= 1 }
    return ring
  }
}

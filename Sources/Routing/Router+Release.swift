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
  /// - Returns: the customer he takes (or is offered).
  /// - Complexity: O(lines of the group that hold somebody), no allocation.
  @inlinable @inline(__always)
  public func endChat(_ id: AgentID, then afterwards: Afterwards, at now: SimulationTime)
    -> RequestID?
  {
    let agent = Int(id.index)
    var state = withdraw(agent)
    state.open &-= 1
    if afterwards == .free { state.held &-= 1 }
    if mayTake(agent, state), let request = takeWaiting(for: agent) {
      // One chat at once, and another at once: the agent's state stays what it was.
      if agents[agent].concurrency == 1 { return request }
      if state.open == 0 { agents[agent].since = now.nanoseconds }
      occupy(agent, state, at: now)
      return request
    }
    return rest(agent, &state, beginsAnew: state.open == 0, at: now)
  }

  /// A wrap-up ends; the agent keeps the place in the order that the end of the chat gave him.
  @inlinable public func endWrapUp(_ id: AgentID, at now: SimulationTime) -> RequestID? {
    let agent = Int(id.index)
    var state = withdraw(agent)
    state.held &-= 1
    if mayTake(agent, state), let request = takeWaiting(for: agent) {
      occupy(agent, state, at: now)
      return request
    }
    return rest(agent, &state, beginsAnew: false, at: now)
  }

  /// Whether a withdrawn agent may take one more customer.
  @inlinable @inline(__always) func mayTake(_ agent: Int, _ state: AgentState) -> Bool {
    state.isSignedOn && state.held < Int(agents[agent].concurrency)
  }

  /// A withdrawn agent found nobody: he is published again if he has room, and looks once more.
  @inlinable @inline(__always)
  func rest(
    _ agent: Int, _ state: inout AgentState, beginsAnew: Bool, at now: SimulationTime
  ) -> RequestID? {
    if beginsAnew { renew(agent, &state, at: now) }
    settle(agent, state)
    guard Memory.isShared else { return nil }
    return takeNext(AgentID(agent), at: now)
  }

  /// An agent with room looks for a customer; to be called until it gives nil after signing on.
  @inlinable public func takeNext(_ id: AgentID, at now: SimulationTime) -> RequestID? {
    let agent = Int(id.index)
    guard state(agent).publishedLevel >= 0 else { return nil }
    let withdrawn = withdraw(agent)
    guard let request = takeWaiting(for: agent) else {
      settle(agent, withdrawn)
      return nil
    }
    occupy(agent, withdrawn, at: now)
    return request
  }

  /// The best waiting customer for an agent, taken out of the line.
  @inlinable @inline(__always)
  func takeWaiting(for agent: Int) -> RequestID? {
    let group = group(agent)
    let span = Int(eligibility.firstMask[group])..<Int(eligibility.firstMask[group &+ 1])
    while true {
      var best = Candidate()
      for index in span {
        let mask = eligibility.masks[index]
        var bits = lines.hints.load(Int(mask.word)) & mask.mask
        // One line alone holds somebody: there is nothing to compare.
        if bits & (bits &- 1) == 0, span.count == 1 {
          if bits == 0 { return nil }
          best = onlyCandidate(Int(mask.word) &* 64 &+ bits.trailingZeroBitCount, for: agent)
          break
        }
        while bits != 0 {
          let line = Int(mask.word) &* 64 &+ bits.trailingZeroBitCount
          bits &= bits &- 1
          consider(line, for: agent, of: group, &best)
        }
      }
      guard best.request >= 0 else { return nil }
      if take(best.request, state: best.state, into: rules.offers ? Phase.offered : Phase.served) {
        requests[best.request].agent = UInt32(truncatingIfNeeded: agent)
        if !rules.offers { passHead(best.request) }
        return RequestID(best.request)
      }
    }
  }

  /// The first waiting customer of a line, as the best because it is the only one.
  @inlinable @inline(__always)
  func onlyCandidate(_ line: Int, for agent: Int) -> Candidate {
    var candidate = Candidate()
    if let (request, state) = firstWaiting(line, for: agent) {
      candidate.request = request
      candidate.state = state
    } else {
      retireHint(line)
    }
    return candidate
  }

  /// The best customer found so far.
  @usableFromInline struct Candidate {
    @usableFromInline var request = -1
    @usableFromInline var state: UInt64 = 0
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
    guard let (request, state) = firstWaiting(line, for: agent) else {
      retireHint(line)
      return
    }
    let classIndex = Int(requests[request].classIndex)
    var candidate = Candidate()
    candidate.request = request
    candidate.state = state
    candidate.classIndex = classIndex
    candidate.entered = requests[request].entered
    candidate.isFront = line % Self.sides == 0
    // Who ages longer by t is ahead by ageing · t: what `now` adds is the same for all.
    candidate.urgency =
      classPriority[classIndex] &- (rules.isAgeing ? requests[request].agesSince : 0)
    if rules.chooseCustomer != .oldest {
      candidate.preference = rules.chooseCustomer.preference(
        score: Int64(eligibility.scores[group &* eligibility.views &+ view(of: line)]),
        waiting: rules.countsClasses
          ? Int64(truncatingIfNeeded: classWaiting.load(classIndex)) : 0, classIndex: classIndex)
    }
    if best.request < 0 || isBetter(candidate, than: best) { best = candidate }
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

  /// Takes back the hint of a line where nobody waits, and looks again.
  @inlinable func retireHint(_ line: Int) {
    guard firstWaiting(line, for: -1) == nil else { return }
    lines.lowerHint(line)
    if Memory.isShared, firstWaiting(line, for: -1) != nil { lines.raiseHint(line) }
  }

  /// An offer is accepted: the chat is open, the customer gives up the place in the line.
  @inlinable public func accept(_ id: RequestID) {
    let state = requestStates.load(Int(id.index))
    precondition(state & Phase.mask == Phase.offered, "only an offered request can be accepted")
    requestStates.store(Int(id.index), state & ~Phase.mask | Phase.served)
  }

  /// An offer lapses: the customer keeps the place and looks for another agent, the agent goes to
  /// the end of his group's order and looks for the next customer.
  ///
  /// - Returns: who has the customer now, and whom the agent has now.
  @inlinable public func lapse(_ id: RequestID, at now: SimulationTime, draw: UInt64)
    -> (customer: Placement, agent: RequestID?)
  {
    let request = Int(id.index)
    let agent = Int(requests[request].agent)
    keepWaiting(request)
    let asker = requests[request].asker
    // The agent still holds his place for the offer; with room for more he must not be found.
    var state = withdraw(agent)
    let customer = look(
      for: request, without: asker == .max ? -1 : Int(asker), at: now, draw: draw)
    state.open &-= 1
    state.held &-= 1
    // Whoever was found instead may have made the group number its positions anew.
    renew(agent, &state, at: now)
    settle(agent, state)
    return (customer, takeNext(AgentID(agent), at: now))
  }

  /// An agent comes on duty. `takeNext` until nil follows.
  @inlinable public func signOn(_ id: AgentID, at now: SimulationTime) {
    let agent = Int(id.index)
    guard !state(agent).isSignedOn else { return }
    var state = withdraw(agent)
    state.isSignedOn = true
    renew(agent, &state, at: now)
    settle(agent, state)
  }

  /// An agent goes off duty: nobody is given to him any more; open chats stay his.
  @inlinable public func signOff(_ id: AgentID) {
    let agent = Int(id.index)
    var state = withdraw(agent)
    state.isSignedOn = false
    settle(agent, state)
  }

  /// The match score of an agent for a request in the ring it is in, billionths; −1 = may not.
  @inlinable @inline(__always)
  public func scoreBillionths(_ agent: AgentID, for request: RequestID) -> Int64 {
    let view = view(of: Int(requests[Int(request.index)].line))
    return Int64(eligibility.scores[group(Int(agent.index)) &* eligibility.views &+ view])
  }

  /// The narrowest ring that lets an agent answer a class: 0 before any ring, k once the first k
  /// have passed; the last for an agent whom none lets in.
  ///
  /// - Complexity: O(rings), one look for an agent who may answer at once.
  @inlinable @inline(__always)
  public func narrowestRing(of agent: AgentID, forClass classIndex: Int) -> Int {
    let first = group(Int(agent.index)) &* eligibility.views &+ classIndex &* rules.rings
    var ring = 0
    while ring &+ 1 < rules.rings, eligibility.scores[first &+ ring] < 0 { ring &+= 1 }
    return ring
  }
}

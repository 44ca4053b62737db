// The customer's side: arriving, widening, leaving, coming back.

public import Consulting
public import Rings

extension Router {
  /// A customer asks for help.
  ///
  /// - Parameters:
  ///   - request: a free place of the pool.
  ///   - classIndex: the class of the page.
  ///   - preferred: the agent of last time, taken if he has room and may answer.
  ///   - draw: 64 random bits, for `random`.
  /// - Complexity: O(groups of the view), no allocation.
  @inlinable @inline(__always)
  public func arrive(
    _ request: RequestID, class classIndex: Int, at now: SimulationTime,
    preferring preferred: AgentID = .none, draw: UInt64
  ) -> Placement {
    guard letIn(classIndex) else { return .blocked }
    let placement = enter(
      request, class: classIndex, asker: .none, preferring: preferred, side: .back, at: now,
      draw: draw)
    if placement == .lineFull { letOut(classIndex) }
    return placement
  }

  /// Counts a customer at the location of a class; false if it is at its limit. Without a limit
  /// nobody counts.
  @inlinable @inline(__always) func letIn(_ classIndex: Int) -> Bool {
    guard rules.hasLimit else { return true }
    let location = Int(classLocation[classIndex]) &* 16
    if inSystem.fetchAdd(location, 1) < rules.inSystemLimit { return true }
    inSystem.fetchAdd(location, ~0)
    return false
  }

  /// A customer is no longer at the location of a class.
  @inlinable @inline(__always) func letOut(_ classIndex: Int) {
    if rules.hasLimit { inSystem.fetchAdd(Int(classLocation[classIndex]) &* 16, ~0) }
  }

  /// An agent asks for help with the page in question; he is never given to himself. The request
  /// counts in no limit.
  @inlinable public func ask(
    _ request: RequestID, class classIndex: Int, by asker: AgentID, at now: SimulationTime,
    draw: UInt64
  ) -> Placement {
    enter(
      request, class: classIndex, asker: asker, preferring: .none, side: .back, at: now,
      draw: draw)
  }

  /// A customer comes back to the queue, ahead of everyone of the same priority: handed back at
  /// the end of a shift, or passed on to another class. Rings count from now, ageing goes on.
  /// Whoever asked for help still does not get it from himself.
  ///
  /// After `.lineFull` the customer still counts at the location of the new class: try again, or
  /// `leave`.
  @inlinable public func comeBack(
    _ request: RequestID, class classIndex: Int, at now: SimulationTime, draw: UInt64
  ) -> Placement {
    let asker = requests[Int(request.index)].asker
    if asker == .max {
      letOut(Int(requests[Int(request.index)].classIndex))
      if rules.hasLimit { inSystem.fetchAdd(Int(classLocation[classIndex]) &* 16, 1) }
    }
    return enter(
      request, class: classIndex, asker: AgentID(Int(asker)), preferring: .none, side: .front,
      at: now, draw: draw)
  }

  @inlinable @inline(__always)
  func enter(
    _ id: RequestID, class classIndex: Int, asker: AgentID, preferring preferred: AgentID,
    side: Side, at now: SimulationTime, draw: UInt64
  ) -> Placement {
    let request = Int(id.index)
    let line = line(classIndex, ring: 0, side: side)
    requests[request].entered = now.nanoseconds
    if side == .back { requests[request].agesSince = now.nanoseconds }
    requests[request].classIndex = UInt32(truncatingIfNeeded: classIndex)
    requests[request].asker = asker.index
    requests[request].line = UInt32(truncatingIfNeeded: line)
    // An offered request needs its place in the line, for the case that the offer lapses.
    if rules.offers, !join(request, line: line, phase: Phase.offered) { return .lineFull }
    let without = asker == .none ? -1 : Int(asker.index)
    if let agent = claim(preferred: preferred, line, without)
      ?? claimAgent(
        view: view(of: line), without: without, draw: draw)
    {
      if !rules.offers { serve(request) }
      requests[request].agent = UInt32(truncatingIfNeeded: agent)
      occupy(agent, state(agent), at: now)
      return .assigned(AgentID(agent))
    }
    if rules.offers {
      keepWaiting(request)
    } else if !join(request, line: line, phase: Phase.waiting) {
      return .lineFull
    }
    guard Memory.isShared else { return .waiting }
    return look(for: request, without: without, at: now, draw: draw)
  }

  @inlinable @inline(__always)
  func claim(preferred: AgentID, _ line: Int, _ without: Int) -> Int? {
    guard preferred != .none, Int(preferred.index) != without,
      claim(Int(preferred.index), view: view(of: line))
    else { return nil }
    return Int(preferred.index)
  }

  /// A request in no line is with an agent.
  @inlinable @inline(__always) func serve(_ request: Int) {
    requestStates.store(request, (requestStates.load(request) | Phase.mask) &+ 1 &+ Phase.served)
  }

  /// An offered request waits again, at its place.
  @inlinable func keepWaiting(_ request: Int) {
    requestStates.store(
      request, requestStates.load(request) & ~Phase.mask | Phase.waiting)
    if rules.countsClasses { classWaiting.fetchAdd(Int(requests[request].classIndex), 1) }
    lines.raiseHint(Int(requests[request].line))
  }

  /// After publishing itself a request looks at the agents (again): one of two that meet must see
  /// the other.
  @inlinable
  func look(for request: Int, without excluded: Int, at now: SimulationTime, draw: UInt64)
    -> Placement
  {
    let line = Int(requests[request].line)
    guard let agent = claimAgent(view: view(of: line), without: excluded, draw: draw) else {
      return .waiting
    }
    let state = requestStates.load(request)
    guard state & Phase.mask == Phase.waiting,
      take(request, state: state, into: rules.offers ? Phase.offered : Phase.served)
    else {
      // Somebody else has it: the agent is published again, and looks for himself.
      settle(agent, self.state(agent))
      return .waiting
    }
    requests[request].agent = UInt32(truncatingIfNeeded: agent)
    occupy(agent, self.state(agent), at: now)
    return .assigned(AgentID(agent))
  }

  /// The time of a ring has come: the request moves to the next line and looks at its agents.
  ///
  /// An offered request moves too, so that it keeps its place among the widened.
  /// - Returns: `.waiting` also for one that is offered or has no further ring.
  @inlinable public func widen(_ id: RequestID, at now: SimulationTime, draw: UInt64)
    -> Placement
  {
    let request = Int(id.index)
    let state = requestStates.load(request)
    let phase = state & Phase.mask
    let old = Int(requests[request].line)
    guard phase == Phase.waiting || phase == Phase.offered, ring(of: old) &+ 1 < rules.rings else {
      return .waiting
    }
    if rules.countsClasses, phase == Phase.waiting {
      classWaiting.fetchAdd(Int(requests[request].classIndex), ~0)
    }
    guard join(request, line: old &+ Self.sides, phase: phase) else {
      // No room in the next line: it stays where it was.
      requestStates.store(request, state)
      requests[request].line = UInt32(truncatingIfNeeded: old)
      if rules.countsClasses, phase == Phase.waiting {
        classWaiting.fetchAdd(Int(requests[request].classIndex), 1)
      }
      return .lineFull
    }
    if phase == Phase.offered { return .waiting }
    let asker = requests[request].asker
    return look(for: request, without: asker == .max ? -1 : Int(asker), at: now, draw: draw)
  }

  /// What became of a customer who wants to leave.
  public enum Departure: Equatable, Sendable {
    /// Left the line.
    case left
    /// Left an offer: its agent is to be freed by `endChat`.
    case leftOffer(AgentID)
    /// An agent has the customer already.
    case tooLate
  }

  /// A customer (or an agent who asked) gives up waiting.
  @inlinable public func abandon(_ id: RequestID) -> Departure {
    let request = Int(id.index)
    while true {
      let state = requestStates.load(request)
      switch state & Phase.mask {
      case Phase.waiting:
        guard take(request, state: state, into: Phase.absent) else { continue }
        passHead(request)
        leave(id)
        return .left
      case Phase.offered:
        requestStates.store(request, state & ~Phase.mask | Phase.absent)
        leave(id)
        return .leftOffer(AgentID(Int(requests[request].agent)))
      default: return .tooLate
      }
    }
  }

  /// The consultation is over: its customer is no longer in the system.
  @inlinable @inline(__always) public func leave(_ id: RequestID) {
    let request = Int(id.index)
    if rules.hasLimit, requests[request].asker == .max {
      letOut(Int(requests[request].classIndex))
    }
  }
}

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
  /// - Complexity: O(words of hints of the view), no allocation.
  @inlinable @inline(__always)
  public func arrive(
    _ request: RequestID, class classIndex: Int, at now: SimulationTime,
    preferring preferred: AgentID = .none, draw: UInt64
  ) -> Placement {
    guard letIn(classIndex) else { return .blocked }
    let placement = enter(
      request, class: classIndex, asker: -1, preferring: preferred, side: .back, at: now,
      draw: draw)
    if case .lineFull = placement { letOut(classIndex) }
    return placement
  }

  /// Counts a customer at the location of a class; false if it is at its limit. Without a limit
  /// nobody counts.
  @inlinable @inline(__always) func letIn(_ classIndex: Int) -> Bool {
    guard rules.hasLimit else { return true }
    let location = Int(classLocation[classIndex]) &* 16
    while true {
      // Never above the limit, not even for a moment: nobody is turned away by one who is.
      let count = inSystem.load(location)
      guard count < rules.inSystemLimit else { return false }
      if inSystem.compareExchange(location, expected: count, desired: count &+ 1) { return true }
    }
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
    precondition(asker != .none, "somebody asks")
    return enter(
      request, class: classIndex, asker: Int(asker.index), preferring: .none, side: .back, at: now,
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
    let number = Int(request.index)
    let asker = asker(number)
    if asker < 0 {
      letOut(self.classIndex(of: line(of: number)))
      if rules.hasLimit { inSystem.fetchAdd(Int(classLocation[classIndex]) &* 16, 1) }
    }
    return enter(
      request, class: classIndex, asker: asker, preferring: .none, side: .front, at: now,
      draw: draw)
  }

  @inlinable @inline(__always)
  func enter(
    _ id: RequestID, class classIndex: Int, asker: Int, preferring preferred: AgentID,
    side: Side, at now: SimulationTime, draw: UInt64
  ) -> Placement {
    let request = Int(id.index)
    let line = line(classIndex, ring: 0, side: side)
    let time = UInt64(bitPattern: now.nanoseconds)
    requests.store(request &* RequestWord.stride &+ RequestWord.entered, time)
    if rules.isAgeing, side == .back {
      requests.store(request &* RequestWord.stride &+ RequestWord.agesSince, time)
    }
    setPlace(request, line: line, asker: asker)
    // An offered request needs its place in the line, for the case that the offer lapses.
    if rules.offers, !hasRoom(line) { return .lineFull }
    let state = state(of: request).renewed
    if !rules.isBatched, !isInVain(line, preferring: preferred) {
      let view = view(of: line)
      var claimed = claim(preferred: preferred, view: view, without: asker, at: now)
      if claimed.agent < 0 {
        claimed = claimAgent(view: view, without: .init(asker), at: now, draw: draw)
      }
      if claimed.agent >= 0 {
        give(request, state, to: claimed.agent, line: line)
        return claimed.placement
      }
    }
    if !rules.offers, !hasRoom(line) { return .lineFull }
    let waiting = state.into(RequestState.waiting)
    // The state word first: an entry that is seen must find it.
    set(request, waiting)
    countWaiting(line, by: 1)
    let position = join(request, waiting, line: line)
    guard Memory.isShared else { return .waiting }
    if predecessorLooked(line, position) {
      setLooked(request, waiting)
      return .waiting
    }
    return look(
      for: request, waiting, line, position, without: .init(asker), at: now, draw: draw)
  }

  /// Whether the first search for an agent may be left out: somebody waits at the head of the line
  /// whom any agent may have, so nobody has room.
  ///
  /// Under threads the look after joining is what counts, so that a line that seems to hold
  /// somebody is enough; that look knows no agent of last time, and offers keep their places.
  @inlinable @inline(__always)
  func isInVain(_ line: Int, preferring preferred: AgentID) -> Bool {
    // The hints are in the cache, the ends of one line among many are not.
    guard lines.isAnnounced(line) else { return false }
    let head = lines.ends.load(lines.headIndex(line))
    guard head < lines.ends.load(lines.tailIndex(line)) else { return false }
    if Memory.isShared, !rules.offers, preferred == .none { return true }
    guard case .waiting(let first, _) = inspect(line, head) else { return false }
    return asker(first) < 0
  }

  /// Gives a request that nobody else can see to a claimed agent.
  @inlinable @inline(__always)
  func give(_ request: Int, _ state: RequestState, to agent: Int, line: Int) {
    guard rules.offers else {
      set(request, state.given(to: agent, phase: RequestState.served))
      return
    }
    let offered = state.given(to: agent, phase: RequestState.offered)
    set(request, offered)
    _ = join(request, offered, line: line)
  }

  /// Whether the request one position ahead still waits and has looked itself: then whoever could
  /// have this one would have taken that one, and no look is needed (docs/routing-protocol.md).
  @inlinable @inline(__always) func predecessorLooked(_ line: Int, _ position: UInt64) -> Bool {
    guard !rules.isAgeing, position > 0,
      case .waiting(let request, let state) = inspect(line, position &- 1)
    else { return false }
    return word(request, RequestWord.looked) == state.bits && asker(request) < 0
  }

  /// After publishing itself a request looks at the agents (again): one of two that meet must see
  /// the other.
  @inlinable
  func look(
    for request: Int, _ state: RequestState, _ line: Int, _ position: UInt64,
    without excluded: AgentRoster<Memory>.Without, at now: SimulationTime, draw: UInt64
  ) -> Placement {
    if rules.isBatched { return .waiting }
    Memory.note(.secondLook)
    let view = view(of: line)
    // Mostly in vain: nobody had room a moment ago.
    let claimed =
      mayHaveAgent(view)
      ? claimAgent(view: view, without: excluded, at: now, draw: draw) : .nobody
    let agent = claimed.agent
    guard agent >= 0 else {
      // Whoever was excluded for once only might still have room: nobody may rely on this look.
      if excluded.other < 0 { setLooked(request, state) }
      return .waiting
    }
    guard take(request, state, for: agent, line) else {
      // Somebody else has it, or it left: the agent is free again, and is looked for.
      _ = roster.giveBack(agent)
      return .takenElsewhere(AgentID(agent))
    }
    if !rules.offers { lines.advanceHead(line, from: position) }
    return claimed.placement
  }

  /// Takes a waiting request for an agent who holds a place for it; false if somebody was quicker.
  @inlinable @inline(__always)
  func take(_ request: Int, _ state: RequestState, for agent: Int, _ line: Int) -> Bool {
    let phase = rules.offers ? RequestState.offered : RequestState.served
    guard exchange(request, state, for: state.given(to: agent, phase: phase)) else {
      return false
    }
    countWaiting(line, by: ~0)
    return true
  }

  /// The time of a ring has come: the request moves to the next line and looks at its agents.
  ///
  /// An offered request moves too, so that it keeps its place among the widened.
  /// - Returns: `.waiting` also for one that is offered or has no further ring; `.lineFull` if it
  ///   stays where it was.
  @inlinable public func widen(_ id: RequestID, at now: SimulationTime, draw: UInt64)
    -> Placement
  {
    let request = Int(id.index)
    while true {
      let state = state(of: request)
      let old = line(of: request)
      guard state.phase == RequestState.waiting || state.phase == RequestState.offered,
        ring(of: old) &+ 1 < rules.rings
      else { return .waiting }
      let line = old &+ 1
      guard hasRoom(line) else { return .lineFull }
      let moved = state.renewed
      guard exchange(request, state, for: moved) else { continue }
      let asker = asker(request)
      setPlace(request, line: line, asker: asker)
      let position = join(request, moved, line: line)
      // An offer that lapsed meanwhile has looked before the entry was there.
      let joined = state.phase == RequestState.offered ? self.state(of: request) : moved
      guard joined.phase == RequestState.waiting, joined.epoch == moved.epoch else {
        return .waiting
      }
      return look(
        for: request, joined, line, position, without: .init(asker), at: now, draw: draw)
    }
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
      let state = state(of: request)
      let isWaiting = state.phase == RequestState.waiting
      guard isWaiting || state.phase == RequestState.offered else { return .tooLate }
      guard exchange(request, state, for: state.into(RequestState.absent)) else { continue }
      let line = line(of: request)
      if isWaiting { countWaiting(line, by: ~0) }
      passDead(line)
      leave(id)
      return isWaiting ? .left : .leftOffer(AgentID(state.agent))
    }
  }

  /// The consultation is over: its customer is no longer in the system.
  @inlinable @inline(__always) public func leave(_ id: RequestID) {
    let request = Int(id.index)
    if rules.hasLimit, asker(request) < 0 { letOut(classIndex(of: line(of: request))) }
    // Whose place is free is mostly the next to come: pools hand out first what they got back last.
    requests.prefetch(request &* RequestWord.stride)
  }
}

// Matching in batches, for a sole owner: who waits, where there is room, and giving a pair away.
// Which pairs are given is the caller's matter; that each is allowed is looked after here.

public import Consulting
public import Rings

extension Router {
  /// Somebody who waits, and where.
  public struct Waiting: BitwiseCopyable {
    /// Who.
    public let request: RequestID
    /// The line he stands in; all of a line may be answered by the same groups.
    public let line: Int
    /// The class and the ring of the line.
    public let classIndex: Int
    /// The rings that have opened for him.
    public let ring: Int
    /// The agent who asks through this request; `.none` for a customer.
    public let asker: AgentID
    /// Priority with ageing, higher first.
    public let urgency: Int64
    /// Whether he came back to the queue: ahead of all others of the same urgency.
    public let isFront: Bool
    /// When he joined the queue, nanoseconds.
    public let entered: Int64
    @usableFromInline let position: UInt64

    @inlinable init(
      _ found: First, classIndex: Int, ring: Int, asker: Int, urgency: Int64, isFront: Bool,
      entered: Int64
    ) {
      request = RequestID(found.request)
      position = found.position
      line = found.line
      self.classIndex = classIndex
      self.ring = ring
      self.asker = asker < 0 ? .none : AgentID(asker)
      self.urgency = urgency
      self.isFront = isFront
      self.entered = entered
    }
  }

  /// Lines of all classes, rings and sides.
  public var lineCount: Int { eligibility.views * Self.sides }

  /// Words of a set of lines.
  public var lineSetWords: Int { lines.hints.count }

  /// Adds to a set of lines those that a group may answer and that may hold somebody.
  ///
  /// - Complexity: O(words of lines of the group).
  @inlinable public func addLines(ofGroup group: Int, to set: inout [UInt64]) {
    let span = eligibility.masks(of: group)
    for index in span {
      let mask = eligibility.masks[index]
      set[Int(mask.word)] |= lines.announced(mask)
    }
  }

  /// The line of a bit of a set.
  @inlinable public func line(ofBit bit: Int, word: Int) -> Int {
    lines.line(ofBit: bit, word: word)
  }

  /// Who stands first in a line; nil if nobody does.
  ///
  /// - Complexity: amortised O(1).
  @inlinable public func firstWaiting(inLine line: Int) -> Waiting? {
    if let first = firstWaiting(line, for: -1) { return waiting(first) }
    retireHint(line)
    return nil
  }

  /// Who stands next behind somebody in the same line; nil if nobody does.
  ///
  /// - Complexity: O(entries between them).
  @inlinable public func nextWaiting(behind other: Waiting) -> Waiting? {
    let tail = lines.ends.load(lines.tailIndex(other.line))
    var position = other.position &+ 1
    while position < tail {
      if case .waiting(let request, let state) = inspect(other.line, position) {
        return waiting(First(request, state, other.line, position))
      }
      position &+= 1
    }
    return nil
  }

  @inlinable func waiting(_ found: First) -> Waiting {
    let since = rules.isAgeing ? Int64(bitPattern: word(found.request, RequestWord.agesSince)) : 0
    let classIndex = classIndex(of: found.line)
    return Waiting(
      found, classIndex: classIndex, ring: ring(of: found.line), asker: asker(found.request),
      urgency: classPriority[classIndex] &- since, isFront: isFront(found.line),
      entered: Int64(bitPattern: word(found.request, RequestWord.entered)))
  }

  /// The match score of a group for a line, billionths; −1 = may not answer.
  @inlinable public func scoreBillionths(group: Int, line: Int) -> Int64 {
    Int64(eligibility.score(group, view(of: line)))
  }

  /// The match score of a group for a class once so many rings have opened, billionths; −1 = may
  /// not answer.
  @inlinable public func scoreBillionths(group: Int, class classIndex: Int, ring: Int) -> Int64 {
    Int64(eligibility.score(group, classIndex &* rules.rings &+ ring))
  }

  /// The first agent with room from one on, of those before another; nil if none has.
  ///
  /// - Complexity: O(words of hints between them).
  @inlinable public func nextAvailable(from first: Int, until end: Int) -> Int? {
    guard first < end else { return nil }
    var word = roster.record(first).word
    let last = roster.record(end - 1).word
    var bits = roster.hints.load(word) & ~(roster.record(first).hint &- 1)
    while true {
      while bits != 0 {
        let agent = Int(roster.firstAgent[word]) + bits.trailingZeroBitCount
        guard agent < end else { return nil }
        if roster.state(agent).isAvailable { return agent }
        bits &= bits &- 1
      }
      guard word < last else { return nil }
      word += 1
      bits = roster.hints.load(word)
    }
  }

  /// Places of an agent that nothing takes; 0 off duty.
  @inlinable public func room(of agent: AgentID) -> Int {
    let state = roster.state(Int(agent.index))
    return state.isOnDuty ? state.room : 0
  }

  /// An agent's turn by the policy, lower first, once he has been given so many more customers now.
  @inlinable public func turn(
    of agent: AgentID, after given: Int, at now: SimulationTime
  ) -> UInt64 {
    let index = Int(agent.index)
    let state = roster.state(index)
    guard given > 0 else { return roster.turn(index, state) }
    return roster.turns.turn(
      open: state.open + given, since: UInt64(bitPattern: now.nanoseconds))
  }

  /// Whether any agent with room may have a waiting request.
  ///
  /// - Complexity: O(words of hints of the view).
  @inlinable public func hasAgent(for request: RequestID) -> Bool {
    let view = view(of: line(of: Int(request.index)))
    let asker = asker(Int(request.index))
    return bestAgent(view, without: .init(asker), draw: 0) >= 0
  }

  /// Whether an agent has room, and somebody waits whom he may answer.
  ///
  /// - Complexity: O(lines of the group that hold somebody).
  @inlinable public func hasRequest(for agent: AgentID) -> Bool {
    let index = Int(agent.index)
    let state = roster.state(index)
    return state.isAvailable && !bestWaiting(for: index, state).isNobody
  }

  /// Gives a request to an agent, who has it then (or is offered it).
  ///
  /// - Returns: false, and nothing is changed, if the request does not wait, or the agent has no
  ///   room, may not answer it in its ring or asked for help with it himself.
  /// - Complexity: O(1), no allocation.
  @inlinable public func give(
    _ request: RequestID, to agent: AgentID, at now: SimulationTime
  ) -> Bool {
    precondition(rules.isBatched, "pairs are given away in batches only")
    let number = Int(request.index)
    let index = Int(agent.index)
    let state = state(of: number)
    let line = line(of: number)
    guard state.phase == RequestState.waiting, asker(number) != index,
      scoreBillionths(group: group(index), line: line) >= 0,
      claim(index, at: now).agent >= 0
    else { return false }
    let isTaken = take(number, state, for: index, line)
    assert(isTaken, "nobody else takes requests")
    if !rules.offers { passDead(line) }
    return isTaken
  }
}

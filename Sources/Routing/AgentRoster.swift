// Who is free: a state word per agent that decides, and bitmaps that say where to look.

public import Rings

/// The agents: per agent a state word and since when he is in his place of the order, and per 64
/// agents of a location a word of hints.
///
/// The state word is the authority: places are given and given back by exchanging it. A hint says
/// that an agent may have room; it is set by whoever gives him room, and taken back by whoever
/// fills him, who then looks at the state again. So a hint that is missing is missing for a moment
/// only, and whoever sets it looks for that agent's next customer.
@usableFromInline struct AgentRoster<Memory: MemoryOperations>: ~Copyable {
  /// The agents' states, and nothing beside them: whoever meets an agent meets his state, so that
  /// as many as can be share a cache line.
  @usableFromInline let states: Words<Memory>
  /// Per agent since when he is in his place of the order (end of the last chat, or last
  /// assignment); kept only where turns are asked for.
  @usableFromInline let since: Words<Memory>
  /// Per agent what of him does not change.
  @usableFromInline let records: Block<AgentRecord>
  @usableFromInline let hints: Words<Memory>
  /// Per word of hints a turn that no agent of it with room stands before: where a search need not
  /// look for a better one. Under threads it may be late for a moment.
  @usableFromInline let earliest: Words<Memory>
  @usableFromInline let turns: TurnRule
  /// Whether somebody asks whose turn it is: else no time and no bound is kept.
  @usableFromInline let keepsTurns: Bool
  /// Agents.
  @usableFromInline let count: Int
  /// The agent of the lowest bit of each word of hints.
  @usableFromInline let firstAgent: Block<UInt32>

  /// Words that share no pair of cache lines with those of another location.
  static var wordsApart: Int { 16 }

  /// All agents away.
  ///
  /// - Parameters:
  ///   - groups: location, agents and chats at once of each group.
  ///   - turns: who comes first among equals.
  ///   - keepsTurns: whether somebody asks whose turn it is.
  init(
    _ groups: [(location: Int, agents: Int, concurrency: Int)], _ turns: TurnRule,
    keepsTurns: Bool
  ) {
    var records: [AgentRecord] = []
    var first: [UInt32] = []
    var location = -1
    var bit: UInt32 = 64
    for (index, group) in groups.enumerated() {
      if group.location != location {
        while first.count % Self.wordsApart != 0 { first.append(UInt32(records.count)) }
        location = group.location
        bit = 64
      }
      for _ in 0..<group.agents {
        if bit == 64 {
          first.append(UInt32(records.count))
          bit = 0
        }
        records.append(
          AgentRecord(
            group: index, concurrency: group.concurrency, word: first.count - 1, bit: Int(bit)))
        bit += 1
      }
    }
    count = records.count
    firstAgent = Block(first)
    hints = Words(count: first.count)
    earliest = Words(count: first.count)
    self.turns = turns
    self.keepsTurns = keepsTurns
    states = Words(count: records.count)
    since = Words(count: keepsTurns ? records.count : 0)
    self.records = Block(records)
    reset()
  }

  /// Per group the words and bits of its agents' hints, in ascending order.
  func hintsByGroup(_ groups: Int) -> [[(word: UInt32, mask: UInt64)]] {
    var byGroup: [[(word: UInt32, mask: UInt64)]] = Array(repeating: [], count: groups)
    for agent in 0..<count {
      let record = record(agent)
      let group = record.group
      if byGroup[group].last?.word != UInt32(record.word) {
        byGroup[group].append((UInt32(record.word), 0))
      }
      byGroup[group][byGroup[group].count - 1].mask |= record.hint
    }
    return byGroup
  }

  @inlinable @inline(__always) func record(_ agent: Int) -> AgentRecord { records[agent] }
  @inlinable @inline(__always) func state(_ agent: Int) -> AgentState {
    AgentState(bits: states.load(agent))
  }
  @inlinable @inline(__always)
  func exchange(_ agent: Int, _ state: AgentState, for bits: UInt64) -> Bool {
    states.compareExchange(agent, expected: state.bits, desired: bits)
  }
  @inlinable @inline(__always) func setSince(_ agent: Int, _ time: Int64) {
    if keepsTurns { since.store(agent, UInt64(bitPattern: time)) }
  }

  /// An agent's turn, lower first; only where turns are kept.
  @inlinable @inline(__always) func turn(_ agent: Int, _ state: AgentState) -> UInt64 {
    turns.turn(open: state.open, since: since.load(agent))
  }

  /// Notes that an agent with room may stand before all others of his word; after his hint is set.
  @inlinable @inline(__always) func noteTurn(_ agent: Int, _ state: AgentState) {
    guard keepsTurns else { return }
    lowerBound(record(agent).word, to: turn(agent, state))
  }

  /// Lowers the bound of a word, unless it is lower.
  @inlinable @inline(__always) func lowerBound(_ word: Int, to turn: UInt64) {
    while true {
      let bound = earliest.load(word)
      if turn >= bound || earliest.compareExchange(word, expected: bound, desired: turn) {
        return
      }
    }
  }

  /// Lifts the bound of a word, to be lowered by those of its agents with room: in one step that
  /// comes before the look at them, so that whoever changes meanwhile lowers it himself.
  @inlinable @inline(__always) func liftBound(_ word: Int) {
    while true {
      let bound = earliest.load(word)
      if earliest.compareExchange(word, expected: bound, desired: .max) { return }
    }
  }

  /// Says that an agent may have room.
  @inlinable @inline(__always) func raiseHint(_ agent: Int) {
    // Ordering: sequentially consistent; the look at the hints of the lines must come after it.
    let record = record(agent)
    hints.fetchOr(record.word, record.hint)
  }

  /// Takes the hint of an agent back who has no room, or who is off duty.
  ///
  /// - Returns: whether he got room meanwhile: the hint is up again, and his next customer is to be
  ///   looked for.
  @inlinable @inline(__always) @discardableResult func lowerHint(_ agent: Int) -> Bool {
    let record = record(agent)
    hints.fetchAnd(record.word, ~record.hint)
    // Somebody may have given him room between the exchange and here, and saw his own hint set.
    guard Memory.isShared else { return false }
    let state = state(agent)
    guard state.isAvailable else { return false }
    raiseHint(agent)
    noteTurn(agent, state)
    return true
  }

  /// What became of a claim.
  @usableFromInline enum Claim: Equatable {
    /// He has no place, or is off duty.
    case refused
    case taken
    /// Taken, and another place of his became free meanwhile: his next customer is to be looked
    /// for.
    case takenWithRoom
  }

  /// Takes one place of an agent.
  ///
  /// - Complexity: O(1), no allocation; tries again only if another thread got on.
  @inlinable @inline(__always) func claim(_ agent: Int) -> Claim {
    while true {
      let state = state(agent)
      guard state.isAvailable else { return .refused }
      let claimed = AgentState(bits: state.bits &- AgentState.onePlace &+ AgentState.oneChat)
      guard exchange(agent, state, for: claimed.bits) else { continue }
      if claimed.room == 0 { return lowerHint(agent) ? .takenWithRoom : .taken }
      noteTurn(agent, claimed)
      return .taken
    }
  }

  /// Changes what an agent's chats hold, by differences of the state word.
  ///
  /// - Returns: whether he has room now and had none: his hint is set, and his next customer is
  ///   to be looked for.
  @inlinable @inline(__always) func change(_ agent: Int, by difference: UInt64) -> Bool {
    while true {
      let state = state(agent)
      let changed = AgentState(bits: state.bits &+ difference)
      guard exchange(agent, state, for: changed.bits) else { continue }
      guard changed.isAvailable else { return false }
      if !state.isAvailable { raiseHint(agent) }
      noteTurn(agent, changed)
      return !state.isAvailable
    }
  }

  /// Gives back a place with its chat or offer.
  @inlinable @inline(__always) func giveBack(_ agent: Int) -> Bool {
    change(agent, by: AgentState.onePlace &- AgentState.oneChat)
  }

  /// Agents who are not to be found.
  @usableFromInline struct Without: BitwiseCopyable {
    @usableFromInline var one: Int
    @usableFromInline var other: Int
    @inlinable @inline(__always) init(_ one: Int, _ other: Int = -1) {
      self.one = one
      self.other = other
    }
    @inlinable @inline(__always) func contains(_ agent: Int) -> Bool {
      agent == one || agent == other
    }
  }

  /// Notes which lines each agent may answer, by the masks of his group; before anybody is there.
  func setMasks(_ eligibility: borrowing Eligibility) {
    for agent in 0..<count {
      let masks = eligibility.masks(of: record(agent).group)
      states.store(agent, state(agent).answering(masks).bits)
    }
  }

  /// All agents away, with all places free.
  func reset() {
    hints.fill(with: 0)
    earliest.fill(with: 0)
    since.fill(with: 0)
    for agent in 0..<count {
      let lines = state(agent).bits & AgentState.linesMask
      states.store(agent, lines | AgentState.away(places: record(agent).concurrency).bits)
    }
  }
}

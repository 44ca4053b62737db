// Agents' places: publishing who has room, and claiming an agent for a view.

public import Consulting
public import Rings

extension Router {
  @inlinable @inline(__always) func state(_ agent: Int) -> AgentState {
    AgentState(bits: agentStates.load(agent))
  }
  @inlinable @inline(__always) func group(_ agent: Int) -> Int { Int(agents[agent].group) }

  /// The level at which an agent with room is published.
  @inlinable @inline(__always) func level(_ state: AgentState) -> Int {
    rules.levelOrder == .idleThenBusy ? (state.open == 0 ? 0 : 1) : state.open
  }

  /// Writes an agent's state down and publishes him if he has room.
  @inlinable @inline(__always)
  func settle(_ agent: Int, _ settled: AgentState) {
    var state = settled
    guard state.isSignedOn, state.held < Int(agents[agent].concurrency) else {
      agentStates.store(agent, state.bits)
      return
    }
    let level = level(state)
    state.publishedLevel = level
    agentStates.store(agent, state.bits)
    order.publish(group(agent), level, state.position)
  }

  /// Takes an agent out of the order, to change his state; he is the caller's until `settle`.
  @inlinable @inline(__always)
  func withdraw(_ agent: Int) -> AgentState {
    var state = state(agent)
    if state.publishedLevel >= 0 {
      _ = order.claim(group(agent), state.publishedLevel, state.position)
      state.publishedLevel = -1
      agentStates.store(agent, state.bits)
    }
    return state
  }

  /// Begins an agent's turn anew: last in the order of his group.
  @inlinable @inline(__always)
  func renew(_ agent: Int, _ state: inout AgentState, at now: SimulationTime) {
    agents[agent].since = now.nanoseconds
    state.position = order.takePosition(group(agent), for: agent, agentStates)
  }

  /// Gives a withdrawn agent one more chat or offer.
  @inlinable @inline(__always)
  func occupy(_ agent: Int, _ withdrawn: AgentState, at now: SimulationTime) {
    var state = withdrawn
    state.open &+= 1
    state.held &+= 1
    // With one chat at once the place in the order is taken when the chat ends.
    if agents[agent].concurrency > 1 { renew(agent, &state, at: now) }
    settle(agent, state)
  }

  /// Claims the best agent with room for a view, by the policy; he is withdrawn.
  @inlinable @inline(__always)
  func claimAgent(view: Int, without excluded: Int, draw: UInt64) -> Int? {
    if rules.picksUniformly { return claimAnyAgent(view: view, without: excluded, draw: draw) }
    var entry = Int(eligibility.first[view])
    let end = Int(eligibility.first[view &+ 1])
    while entry < end {
      let tierEnd = Int(eligibility.entries[entry].tierEnd)
      for step in 0..<rules.levels {
        let level = rules.levelOrder == .mostFirst ? rules.levels &- 1 &- step : step
        if let agent = claimAgent(entry..<tierEnd, level: level, without: excluded) {
          return agent
        }
      }
      entry = tierEnd
    }
    return nil
  }

  /// Claims the longest idle agent at a level among groups of one tier.
  @inlinable @inline(__always)
  func claimAgent(_ tier: Range<Int>, level: Int, without excluded: Int) -> Int? {
    while true {
      var found = -1
      var foundGroup = 0
      var foundPosition: UInt64 = 0
      var foundSince = Int64.max
      for entry in tier {
        let group = Int(eligibility.entries[entry].group)
        guard let position = order.firstFree(group, level, without: excluded) else { continue }
        let agent = order.agent(group, at: position)
        let since = agents[agent].since
        if found < 0 || since < foundSince {
          (found, foundGroup, foundPosition, foundSince) = (agent, group, position, since)
        }
      }
      if found < 0 { return nil }
      if order.claim(foundGroup, level, foundPosition) {
        unpublish(found)
        return found
      }
    }
  }

  /// Notes that a claimed agent is no longer published.
  @inlinable @inline(__always) func unpublish(_ agent: Int) {
    var state = state(agent)
    state.publishedLevel = -1
    agentStates.store(agent, state.bits)
  }

  /// Claims any agent with room for a view, each with equal probability.
  ///
  /// - Complexity: O(groups × positions ÷ 64).
  @inlinable
  func claimAnyAgent(view: Int, without excluded: Int, draw: UInt64) -> Int? {
    let span = Int(eligibility.first[view])..<Int(eligibility.first[view &+ 1])
    let withdrawn = withdrawIfEligible(excluded, view: view)
    defer { if let withdrawn { settle(excluded, withdrawn) } }
    while true {
      var total = 0
      for entry in span {
        let group = Int(eligibility.entries[entry].group)
        for level in 0..<rules.levels { total &+= order.freeCount(group, level) }
      }
      if total == 0 { return nil }
      var rank = Int(UInt64(total).multipliedFullWidth(by: draw).high)
      search: for entry in span {
        let group = Int(eligibility.entries[entry].group)
        for level in 0..<rules.levels {
          let here = order.freeCount(group, level)
          guard rank < here else {
            rank &-= here
            continue
          }
          if let position = order.freePosition(group, level, rank: rank) {
            let agent = order.agent(group, at: position)
            if order.claim(group, level, position) {
              unpublish(agent)
              return agent
            }
          }
          break search
        }
      }
    }
  }

  /// Takes the excluded agent out of the count, to be settled again.
  @inlinable func withdrawIfEligible(_ excluded: Int, view: Int) -> AgentState? {
    guard excluded >= 0, state(excluded).publishedLevel >= 0 else { return nil }
    return withdraw(excluded)
  }

  /// Claims one agent if he has room and may answer the view.
  @inlinable func claim(_ agent: Int, view: Int) -> Bool {
    let score = eligibility.scores[group(agent) &* eligibility.views &+ view]
    let state = state(agent)
    guard score >= 0, state.publishedLevel >= 0,
      order.claim(group(agent), state.publishedLevel, state.position)
    else { return false }
    unpublish(agent)
    return true
  }
}

// Finding an agent for a request, and claiming a place of his.

public import Consulting
public import Rings

extension Router {
  @inlinable @inline(__always) func group(_ agent: Int) -> Int {
    roster.record(agent).group
  }

  /// An agent a place of whom was claimed; −1 = nobody.
  @usableFromInline struct Claimed: BitwiseCopyable {
    @usableFromInline var agent: Int
    /// Another place of his became free meanwhile: the caller's `takeNext` follows.
    @usableFromInline var hasRoom: Bool

    @inlinable static var nobody: Claimed { Claimed(-1, hasRoom: false) }

    @inlinable @inline(__always) init(_ agent: Int, hasRoom: Bool) {
      self.agent = agent
      self.hasRoom = hasRoom
    }

    @inlinable @inline(__always) var placement: Placement {
      hasRoom ? .assignedWithRoom(AgentID(agent)) : .assigned(AgentID(agent))
    }
  }

  /// Claims a place of the best agent with room for a view, by the policy.
  @inlinable @inline(__always)
  func claimAgent(
    view: Int, without excluded: AgentRoster<Memory>.Without, at now: SimulationTime, draw: UInt64
  ) -> Claimed {
    while true {
      let agent = bestAgent(view, without: excluded, draw: draw)
      guard agent >= 0 else { return .nobody }
      let claimed = claim(agent, at: now)
      if claimed.agent >= 0 { return claimed }
    }
  }

  /// Whether the hint of any agent is set who may answer a view; if not, none has room but those
  /// whose next customer is about to be looked for.
  ///
  /// - Complexity: O(words of hints of the view), a load for each.
  @inlinable @inline(__always) func mayHaveAgent(_ view: Int) -> Bool {
    for index in eligibility.entries(of: view) {
      let entry = eligibility.entries[index]
      if roster.hints.load(entry.word) & entry.mask != 0 { return true }
    }
    return false
  }

  /// The best agent of the first tier that has one.
  @inlinable @inline(__always)
  func bestAgent(_ view: Int, without excluded: AgentRoster<Memory>.Without, draw: UInt64) -> Int {
    guard rules.pick == .longestIdle else { return drawnAgent(view, without: excluded, draw) }
    for tier in eligibility.tiers(of: view) {
      let agent = roster.best(eligibility.span(tier), of: eligibility.entries, without: excluded)
      if agent >= 0 { return agent }
    }
    return -1
  }

  /// The same where a draw decides; apart, so that the way without draws stays short.
  @inlinable @inline(never)
  func drawnAgent(
    _ view: Int, without excluded: AgentRoster<Memory>.Without, _ draw: UInt64
  ) -> Int {
    guard rules.pick == .uniform else { return firstFound(view, without: excluded, draw) }
    for tier in eligibility.tiers(of: view) {
      let agent = roster.anyone(
        eligibility.span(tier), eligibility.tierAgents[tier], of: eligibility.entries,
        without: excluded, draw: draw)
      if agent >= 0 { return agent }
    }
    return -1
  }

  /// Whoever of the first tier that has one is found first from a random place on.
  @inlinable @inline(__always)
  func firstFound(
    _ view: Int, without excluded: AgentRoster<Memory>.Without, _ draw: UInt64
  ) -> Int {
    let all = eligibility.entries(of: view)
    var index = all.lowerBound
    while index < all.upperBound {
      let entry = eligibility.entries[index]
      let agent: Int
      // Of many classes most have a word or two of agents.
      if entry.left == 1 {
        agent = roster.anyAvailable(entry, without: excluded, draw: draw)
        index &+= 1
      } else {
        let end = eligibility.endOfTier(index, view: view)
        agent = roster.firstFound(
          index..<end, of: eligibility.entries, without: excluded, draw: draw)
        index = end
      }
      if agent >= 0 { return agent }
    }
    return -1
  }

  /// Claims a place of an agent, if he has one; with several chats at once his turn begins anew.
  @inlinable @inline(__always) func claim(_ agent: Int, at now: SimulationTime) -> Claimed {
    let claim = roster.claim(agent)
    if claim == .refused { return .nobody }
    beginTurn(assigned: agent, at: now)
    return Claimed(agent, hasRoom: claim == .takenWithRoom)
  }

  /// With one chat at once the place in the order is taken when the chat ends.
  @inlinable @inline(__always) func beginTurn(assigned agent: Int, at now: SimulationTime) {
    if roster.keepsTurns, roster.record(agent).concurrency > 1 {
      roster.setSince(agent, now.nanoseconds)
    }
  }

  /// Claims the agent of last time if he has room and may answer the view.
  @inlinable @inline(__always)
  func claim(preferred: AgentID, view: Int, without asker: Int, at now: SimulationTime) -> Claimed {
    let agent = Int(preferred.index)
    guard preferred != .none, agent != asker, eligibility.score(group(agent), view) >= 0
    else { return .nobody }
    return claim(agent, at: now)
  }
}

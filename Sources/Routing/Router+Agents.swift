// Finding an agent for a request, and claiming a place of his.

public import Consulting
public import Rings

extension Router {
  @inlinable @inline(__always) func group(_ agent: Int) -> Int {
    Int(roster.records[agent].group)
  }

  /// Claims a place of the best agent with room for a view, by the policy; −1 if there is none.
  @inlinable @inline(__always)
  func claimAgent(
    view: Int, without excluded: AgentRoster<Memory>.Without, at now: SimulationTime, draw: UInt64
  ) -> Int {
    let end = Int(eligibility.first[view &+ 1])
    while true {
      let agent =
        rules.picksUniformly
        ? roster.anyone(
          Int(eligibility.first[view])..<end, of: eligibility.entries, without: excluded,
          draw: draw)
        : bestAgent(view, until: end, without: excluded)
      if agent < 0 || claim(agent, at: now) { return agent }
    }
  }

  /// The best agent of the first tier that has one.
  @inlinable @inline(__always)
  func bestAgent(_ view: Int, until end: Int, without excluded: AgentRoster<Memory>.Without)
    -> Int
  {
    var entry = Int(eligibility.first[view])
    while entry < end {
      let tierEnd = Int(eligibility.entries[entry].tierEnd)
      let agent = roster.best(
        entry..<tierEnd, of: eligibility.entries, without: excluded)
      if agent >= 0 { return agent }
      entry = tierEnd
    }
    return -1
  }

  /// Claims a place of an agent; with several chats at once his turn begins anew.
  @inlinable @inline(__always) func claim(_ agent: Int, at now: SimulationTime) -> Bool {
    guard roster.claim(agent) else { return false }
    beginTurn(assigned: agent, at: now)
    return true
  }

  /// With one chat at once the place in the order is taken when the chat ends.
  @inlinable @inline(__always) func beginTurn(assigned agent: Int, at now: SimulationTime) {
    if roster.records[agent].concurrency > 1 { roster.setSince(agent, now.nanoseconds) }
  }

  /// Claims the agent of last time if he has room and may answer the view.
  @inlinable @inline(__always)
  func claim(preferred: AgentID, view: Int, without asker: Int, at now: SimulationTime) -> Int {
    let agent = Int(preferred.index)
    guard preferred != .none, agent != asker,
      eligibility.scores[group(agent) &* eligibility.views &+ view] >= 0, claim(agent, at: now)
    else { return -1 }
    return agent
  }
}

// What must hold when nobody is inside: counted in every run, gated at 0.

public import Consulting
import Rings

extension Router {
  /// Lines whose first waiting customer an agent with room may answer.
  ///
  /// - Complexity: O(views × words of hints).
  public func strandedCount() -> Int {
    var stranded = 0
    for line in 0..<lines.count {
      guard let first = firstWaiting(line, for: -1) else { continue }
      let excluded = AgentRoster<Memory>.Without(asker(first.request))
      if bestAgent(view(of: line), without: excluded, draw: 0) >= 0 { stranded += 1 }
    }
    return stranded
  }

  /// Customers at a location, waiting or in service; 0 without a limit.
  public func inSystemCount(location: Int) -> Int { Int(inSystem.load(location &* 16)) }

  /// Chats and offers an agent has.
  public func openCount(_ agent: AgentID) -> Int { roster.state(Int(agent.index)).open }

  /// Places that an agent's chats, offers and wrap-ups take.
  public func heldCount(_ agent: AgentID) -> Int {
    roster.record(Int(agent.index)).concurrency - roster.state(Int(agent.index)).room
  }

  /// Whether an agent is on duty.
  public func isSignedOn(_ agent: AgentID) -> Bool { roster.state(Int(agent.index)).isOnDuty }

  /// The agent whom a request was last given (or offered) to.
  @inlinable public func agent(of request: RequestID) -> AgentID {
    AgentID(state(of: Int(request.index)).agent)
  }

  /// The offer that a request is held by, or was held by last.
  @inlinable public func offer(of request: RequestID) -> Offer {
    state(of: Int(request.index)).offer
  }

  /// Whether an offer has not ended.
  public func holds(_ request: RequestID, _ offer: Offer) -> Bool {
    let state = state(of: Int(request.index))
    return state.phase == RequestState.offered && state.offer == offer
  }

  /// Whether a request waits in a line.
  public func isWaiting(_ request: RequestID) -> Bool {
    state(of: Int(request.index)).phase == RequestState.waiting
  }
}

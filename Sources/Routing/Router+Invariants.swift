// What must hold when nobody is inside: counted in every run, gated at 0.

public import Consulting
public import Rings

extension Router {
  /// Waiting customers for whom an agent who may answer has room.
  ///
  /// - Complexity: O(views × groups).
  public func strandedCount() -> Int {
    var stranded = 0
    for view in 0..<eligibility.views {
      for line in view * Self.sides..<(view + 1) * Self.sides {
        guard let (request, _) = firstWaiting(line, for: -1) else { continue }
        let asker = requests[request].asker
        let without = asker == .max ? -1 : Int(asker)
        for entry in Int(eligibility.first[view])..<Int(eligibility.first[view + 1]) {
          let group = Int(eligibility.entries[entry].group)
          for level in 0..<rules.levels
          where order.firstFree(group, level, without: without) != nil {
            stranded += 1
          }
        }
      }
    }
    return stranded
  }

  /// Chats and offers an agent has.
  public func openCount(_ agent: AgentID) -> Int { state(Int(agent.index)).open }

  /// Places that an agent's chats, offers and wrap-ups take.
  public func heldCount(_ agent: AgentID) -> Int { state(Int(agent.index)).held }

  /// Whether an agent is on duty.
  public func isSignedOn(_ agent: AgentID) -> Bool { state(Int(agent.index)).isSignedOn }

  /// The agent whom a request was last given (or offered) to.
  @inlinable public func agent(of request: RequestID) -> AgentID {
    AgentID(Int(requests[Int(request.index)].agent))
  }

  /// Whether a request waits in a line.
  public func isWaiting(_ request: RequestID) -> Bool {
    requestStates.load(Int(request.index)) & Phase.mask == Phase.waiting
  }
}

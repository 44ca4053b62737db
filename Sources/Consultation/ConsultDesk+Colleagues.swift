// Whom an agent could ask about a page.

public import Consulting
import Routing

extension ConsultDesk {
  /// The agents who could answer a page, were somebody asked about it now: who has room first, and
  /// of these who knows it best. The agent who wants to know is not among them, nor is who is away
  /// or offline.
  ///
  /// All rings count as open: a question that nobody takes at once goes on to those whom they let
  /// in. The score is what the router would find then.
  ///
  /// - Complexity: O(agents × log agents).
  public func colleagues(
    for code: IdentificationCode, of session: SessionNumber
  ) -> Result<[ColleagueFacts], DeskRefusal> {
    guard let asker = connectedAgent(session) else { return .failure(.noSession) }
    guard let classIndex = classIndex(of: code) else { return .failure(.unknownCode) }
    let scores = pages.table.groups.indices.map {
      router.scoreBillionths(group: $0, class: classIndex, ring: pages.table.rings.count)
    }
    var found: [(agent: Int, score: Int64, room: Int)] = []
    for agent in agents.indices where agent != asker && agents[agent].isOnDuty {
      let score = scores[agents[agent].facts.group]
      if score >= 0 { found.append((agent, score, router.room(of: AgentID(agent)))) }
    }
    found.sort { a, b in
      if (a.room > 0) != (b.room > 0) { return a.room > 0 }
      return a.score == b.score ? a.agent < b.agent : a.score > b.score
    }
    return .success(
      found.prefix(limits.colleaguesShown).map { agent, score, room in
        let facts = agents[agent].facts
        return ColleagueFacts(
          facts: facts,
          languages: pages.table.groups[facts.group].languages.filter { $0.level > 0 }.map(\.skill),
          score: Double(score) / 1e9, standing: agents[agent].standing, room: room)
      })
  }
}

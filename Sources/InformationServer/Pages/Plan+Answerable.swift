// Whether anybody can ever be asked about a page.

public import Consulting
public import Scenarios

extension Plan {
  /// Whether a group of agents may answer, at once or when the rings have widened.
  func hasAgents(
    for document: DocumentNumber, in language: Language, at location: Int
  ) -> Bool {
    firstGroup(for: document, in: language, at: location) != nil
  }

  /// The first group in the plan that may answer, at once or when the rings have widened.
  ///
  /// - Parameter isMeant: whether agents of a location are looked for.
  public func firstGroup(
    for document: DocumentNumber, in language: Language, at location: Int,
    among isMeant: (Int) -> Bool = { _ in true }
  ) -> AgentGroup? {
    let digits = routing.rings.compactMap(\.documentDigits).min() ?? 8
    let locations = Set([location] + routing.rings.compactMap(\.location))
    return agents.first { group in
      locations.contains(group.location) && isMeant(group.location)
        && group.languages.contains { $0.skill == language && $0.level > 0 }
        && group.decidingBranch(for: document, agreeingIn: digits) != nil
    }
  }
}

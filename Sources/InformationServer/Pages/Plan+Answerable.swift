// Whether anybody can ever be asked about a page.

import Consulting
import Scenarios

extension Plan {
  /// Whether a group of agents may answer, at once or when the rings have widened.
  func hasAgents(
    for document: DocumentNumber, in language: Language, at location: Int
  ) -> Bool {
    let digits = routing.rings.compactMap(\.documentDigits).min() ?? 8
    let locations = Set([location] + routing.rings.compactMap(\.location))
    return agents.contains { group in
      locations.contains(group.location)
        && group.languages.contains { $0.skill == language && $0.level > 0 }
        && group.decidingBranch(for: document, agreeingIn: digits) != nil
    }
  }
}

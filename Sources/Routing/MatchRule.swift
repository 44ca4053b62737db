// Who may answer, and how well: the match rule, in one place.

import Consulting

/// The match rule: language proficiency × document proficiency, at the right location.
enum MatchRule {
  /// The score of a group for a class once the first `ring` rings have widened it; nil if the
  /// group may not answer.
  ///
  /// The longest covering branch decides. Where a ring let in a group whose branches do not cover
  /// the document, the best of proficiency × agreeing digits ÷ digits of the branch counts. An
  /// explicit proficiency of 0 means never, in every ring.
  static func score(
    of group: RoutingTable.Group, for requestClass: RoutingTable.RequestClass,
    after rings: ArraySlice<RoutingTable.Ring>
  ) -> Double? {
    let locations = rings.compactMap(\.location)
    guard group.location == requestClass.location || locations.contains(group.location),
      let language = group.languages.first(where: { $0.skill == requestClass.language })?.level,
      language > 0,
      let document = documentLevel(
        group.documents, requestClass.document,
        digits: rings.compactMap(\.documentDigits).min() ?? 8)
    else { return nil }
    return language * document
  }

  /// Proficiency in a document when branches that agree in `digits` digits count.
  private static func documentLevel(
    _ branches: [(skill: Branch, level: Double)], _ document: DocumentNumber, digits: Int
  ) -> Double? {
    let covering = branches.filter { $0.skill.covers(document) }
      .max { $0.skill.digits < $1.skill.digits }
    if let covering { return covering.level > 0 ? covering.level : nil }
    return branches.compactMap { branch, level in
      let agreeing = branch.agreeingDigits(with: document)
      guard level > 0, agreeing >= min(digits, branch.digits), digits < 8 else { return nil }
      return level * Double(agreeing) / Double(branch.digits)
    }.max()
  }
}

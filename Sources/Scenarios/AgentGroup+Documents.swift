// Which of a group's branches a document is answered by, for whoever explains an answer afterwards.
// Who may answer is decided by the match rule of the routing core.

package import Consulting

extension AgentGroup {
  /// The branch whose proficiency counts for a document: the longest that covers it, else, where
  /// rings ask for no more than so many agreeing digits, the one that scores best; among equals
  /// the one that agrees in most digits. Nil if the group cannot answer it.
  package func decidingBranch(
    for document: DocumentNumber, agreeingIn digits: Int
  ) -> Proficiency<Branch>? {
    let covering = documents.filter { $0.skill.covers(document) }
      .max { $0.skill.digits < $1.skill.digits }
    if let covering { return covering.level > 0 ? covering : nil }
    let near = documents.filter { branch in
      let agreeing = branch.skill.agreeingDigits(with: document)
      return branch.level > 0 && digits < 8 && agreeing >= min(digits, branch.skill.digits)
    }
    return near.max { a, b in
      let (left, right) = (Self.nearness(a, document), Self.nearness(b, document))
      return (left.score, left.agreeing) < (right.score, right.agreeing)
    }
  }

  private static func nearness(
    _ branch: Proficiency<Branch>, _ document: DocumentNumber
  ) -> (score: Double, agreeing: Int) {
    let agreeing = branch.skill.agreeingDigits(with: document)
    return (branch.level * Double(agreeing) / Double(branch.skill.digits), agreeing)
  }
}

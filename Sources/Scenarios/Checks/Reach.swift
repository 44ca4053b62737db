// Who may answer a stream once every ring has widened the search, and what is missing if nobody.

import Consulting

/// The agent groups within a stream's reach.
struct Reach {
  let stream: Stream
  let plan: Plan

  /// Why nobody may ever answer.
  struct Obstacle {
    var text: String
    var hint: String?
  }

  /// Nil if somebody may.
  var obstacle: Obstacle? {
    let staffed = plan.agents.filter(isEverStaffed)
    guard !staffed.isEmpty else { return Obstacle(text: "no group ever has an agent") }
    let speaking = staffed.filter(speaks)
    guard !speaking.isEmpty else {
      let idle = plan.agents.contains { !isEverStaffed($0) && speaks($0) }
      return Obstacle(
        text: "no \(idle ? "staffed " : "")group speaks `\(stream.language.text)`",
        hint: "`languages` of a group needs `\(stream.language.text)` above 0")
    }
    let near = speaking.filter(isReachable)
    let location = plan.locations[stream.location].id
    guard !near.isEmpty else {
      return Obstacle(
        text: "who speaks `\(stream.language.text)` is at another location than `\(location)`",
        hint: "a ring with `location: \(plan.locations[speaking[0].location].id)` lets it in")
    }
    guard !near.contains(where: knows) else { return nil }
    let document = stream.document.digits
    if near.contains(where: refuses) {
      return Obstacle(
        text: "who speaks `\(stream.language.text)` has document \(document) at an explicit 0",
        hint: "an explicit 0 under the longest matching prefix means never, whatever a ring widens")
    }
    return Obstacle(
      text: "no group that speaks `\(stream.language.text)` at `\(location)` or in a ring knows "
        + "document \(document)",
      hint: "`documents` needs a prefix such as `\"\(document.prefix(2))\"` above "
        + "0, or a ring `document-digits: 0`")
  }

  /// Whether agents of the group are ever on duty while customers arrive.
  private func isEverStaffed(_ group: AgentGroup) -> Bool {
    zip(group.staffing.starts, group.staffing.values).contains { $0 < plan.length && $1 > 0 }
  }

  private func speaks(_ group: AgentGroup) -> Bool {
    group.languages.contains { $0.skill == stream.language && $0.level > 0 }
  }

  private func isReachable(_ group: AgentGroup) -> Bool {
    group.location == stream.location
      || plan.routing.rings.contains { $0.location == group.location }
  }

  /// Whether an explicit 0 keeps the group from the document.
  private func refuses(_ group: AgentGroup) -> Bool {
    group.documents.contains { $0.skill.covers(stream.document) && $0.level == 0 }
  }

  /// Whether the group knows the document, or a branch that the widest ring lets in. An explicit
  /// 0 at the longest prefix means never.
  private func knows(_ group: AgentGroup) -> Bool {
    let covering = group.documents.filter { $0.skill.covers(stream.document) }
    if let longest = covering.max(by: { $0.skill.digits < $1.skill.digits }) {
      return longest.level > 0
    }
    guard let digits = plan.routing.rings.compactMap(\.documentDigits).min() else { return false }
    return group.documents.contains {
      $0.level > 0 && $0.skill.agreeingDigits(with: stream.document) >= digits
    }
  }
}

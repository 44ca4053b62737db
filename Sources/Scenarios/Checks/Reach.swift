// Who may answer a stream once every ring has widened the search, and what is missing if nobody.

import Consulting

/// Which agent groups are within reach of which streams.
struct Reach {
  private let plan: Plan
  /// Groups that ever have an agent while customers arrive, by the languages they speak.
  private var staffed: [Language: [AgentGroup]] = [:]
  /// The languages of groups that never have one.
  private var unstaffed: Set<Language> = []
  private let isAnybodyStaffed: Bool
  private let widerLocations: Set<Int>
  /// The digits of the widest ring; nil if no ring widens the documents.
  private let fewestDigits: Int?

  /// Why nobody may ever answer.
  struct Obstacle {
    var text: String
    var hint: String?
  }

  init(_ plan: Plan) {
    self.plan = plan
    widerLocations = Set(plan.routing.rings.compactMap(\.location))
    fewestDigits = plan.routing.rings.compactMap(\.documentDigits).min()
    var isAnybodyStaffed = false
    for group in plan.agents {
      let steps = zip(group.staffing.starts, group.staffing.values)
      let isStaffed = steps.contains { $0 < plan.length && $1 > 0 }
      isAnybodyStaffed = isAnybodyStaffed || isStaffed
      for language in group.languages where language.level > 0 {
        if isStaffed {
          staffed[language.skill, default: []].append(group)
        } else {
          unstaffed.insert(language.skill)
        }
      }
    }
    self.isAnybodyStaffed = isAnybodyStaffed
  }

  /// Nil if somebody may answer.
  func obstacle(for stream: Stream) -> Obstacle? {
    guard isAnybodyStaffed else { return Obstacle(text: "no group ever has an agent") }
    let tongue = "`\(stream.language.text)`"
    guard let speaking = staffed[stream.language] else {
      let isIdle = unstaffed.contains(stream.language)
      return Obstacle(
        text: "no \(isIdle ? "staffed " : "")group speaks \(tongue)",
        hint: isIdle ? nil : "`languages` of a group needs \(tongue) above 0")
    }
    if speaking.contains(where: { isNear($0, stream) && knows($0, stream.document) }) {
      return nil
    }
    let near = speaking.filter { isNear($0, stream) }
    let location = "`\(plan.locations[stream.location].id)`"
    guard !near.isEmpty else {
      return Obstacle(
        text: "who speaks \(tongue) is at another location than \(location)",
        hint: "a ring with `location: \(plan.locations[speaking[0].location].id)` lets it in")
    }
    return Self.documentObstacle(stream, near, tongue: tongue, location: location)
  }

  /// Why none of the groups that speak the language nearby knows the document.
  private static func documentObstacle(
    _ stream: Stream, _ near: [AgentGroup], tongue: String, location: String
  ) -> Obstacle {
    let document = stream.document.digits
    let isRefused = near.contains { group in
      group.documents.contains { $0.skill.covers(stream.document) && $0.level == 0 }
    }
    if isRefused {
      return Obstacle(
        text: "who speaks \(tongue) has document \(document) at an explicit 0",
        hint: "an explicit 0 under the longest matching prefix means never, whatever a ring widens")
    }
    return Obstacle(
      text: "no group that speaks \(tongue) at \(location) or in a ring knows document \(document)",
      hint: "`documents` needs a prefix such as `\"\(document.prefix(2))\"` above 0, or a ring "
        + "`document-digits: 0`")
  }

  private func isNear(_ group: AgentGroup, _ stream: Stream) -> Bool {
    group.location == stream.location || widerLocations.contains(group.location)
  }

  /// Whether the group knows the document, or a branch that the widest ring lets in. An explicit
  /// 0 at the longest prefix means never.
  private func knows(_ group: AgentGroup, _ document: DocumentNumber) -> Bool {
    var longest: Proficiency<Branch>?
    var isLetIn = false
    for branch in group.documents {
      if branch.skill.covers(document) {
        if branch.skill.digits >= longest?.skill.digits ?? 0 { longest = branch }
      } else if let fewestDigits, branch.level > 0 {
        isLetIn = isLetIn || branch.skill.agreeingDigits(with: document) >= fewestDigits
      }
    }
    return longest.map { $0.level > 0 } ?? isLetIn
  }
}

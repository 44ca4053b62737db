// What is known before the run: who is on duty when.

import Population
import Scenarios

/// Changes of the roster, in order, and who stays away.
struct Agenda: Sendable {
  /// From that time on a group's roster has so many agents.
  struct Item: Sendable {
    var time: Int64
    var group: Int
    var count: Int
  }

  let items: [Item]
  /// Whether each agent is there at all.
  let isPresent: [Bool]

  /// The agenda of a plan; a saturated run has everyone who is ever there, all the time.
  init(_ model: ProfileModel, isSaturated: Bool) {
    let plan = model.plan
    var items: [Item] = []
    var isPresent: [Bool] = []
    for (index, group) in plan.agents.enumerated() {
      let absence = AbsenceRule(group: group, seed: plan.seed, replication: 0)
      let agents = max(group.largestCount, 1)
      isPresent += (0..<agents).map { absence.isPresent($0) }
      if isSaturated {
        items.append(Item(time: 0, group: index, count: group.largestCount))
      } else {
        for (start, count) in zip(group.staffing.starts, group.staffing.values) {
          items.append(Item(time: model.scaled(start), group: index, count: count))
        }
      }
    }
    self.items = items.enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }.map(\.element)
    self.isPresent = isPresent
  }
}

// Who may answer whom, asked of the router itself before the run.

import Consulting
import Rings
import Routing

/// Which groups may answer which view: a class as seen through its rings so far.
struct Reach: Sendable {
  let rings: Int
  let groups: Int
  /// Row per view, a group within it: billionths; −1 = may not.
  private var scores: [Int64]

  /// Nobody may answer anybody.
  init(classes: Int, rings: Int, groups: Int) {
    self.rings = rings + 1
    self.groups = groups
    scores = Array(repeating: -1, count: classes * (rings + 1) * groups)
  }

  /// What a router says where nobody is on duty yet: a customer of each class asks and is widened.
  /// The router is to be reset after it.
  init<Memory: MemoryOperations>(
    _ table: RoutingTable, asking router: borrowing Router<Memory>
  ) {
    self.init(
      classes: table.classes.count, rings: table.rings.count, groups: table.groups.count)
    for classIndex in table.classes.indices {
      let request = RequestID(0)
      _ = router.arrive(request, class: classIndex, at: .zero, draw: 0)
      for ring in 0..<rings {
        var agent = 0
        for (group, facts) in table.groups.enumerated() {
          let score = router.scoreBillionths(AgentID(agent), for: request)
          scores[view(classIndex, ring) * groups + group] = score
          agent += facts.agents
        }
        _ = router.widen(request, at: .zero, draw: 0)
      }
      _ = router.abandon(request)
    }
  }

  /// The view of a class after that many rings.
  func view(_ classIndex: Int, _ ring: Int) -> Int { classIndex * rings + ring }
  /// Views in all.
  var views: Int { groups == 0 ? 0 : scores.count / groups }

  /// How well a group would answer a view, billionths; −1 = it may not.
  func score(_ view: Int, _ group: Int) -> Int64 { scores[view * groups + group] }

  /// The views that a group may answer.
  func views(of group: Int) -> [Int] { (0..<views).filter { score($0, group) >= 0 } }

  /// The groups that may answer a view.
  func groups(of view: Int) -> [Int] { (0..<groups).filter { score(view, $0) >= 0 } }
}

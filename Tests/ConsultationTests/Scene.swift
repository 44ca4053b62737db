// Random scenarios for random lives: few pages, few agents, all rules.

import Consulting
import Scenarios

/// A plan, and whom and what one needs to know to play it.
struct Scene {
  let plan: Plan
  let codes: [IdentificationCode]
  let names: [String]
  var offers: Bool { plan.routing.offerTimeout > .zero }

  /// All combinations of what changes the desk's ways.
  static func all() throws -> [Scene] {
    var all: [Scene] = []
    for timeout in ["0s", "3s"] {
      for wrapUp in ["0s", "2s"] {
        for (rules, limit) in [
          ("rings: []", "{}"), ("rings: []", "{in-system: 4}"),
          ("rings: [{after: 2s, document-digits: 0}, {after: 5s, location: osaka}]", "{}"),
          ("ageing: 6, choose-agent: random", "{in-system: 5}"),
          ("choose-customer: longest-queue, choose-agent: best-match, ties: any", "{}"),
        ] {
          all.append(try Scene(timeout: timeout, wrapUp: wrapUp, rules: rules, limit: limit))
        }
      }
    }
    return all
  }

  init(timeout: String, wrapUp: String, rules: String, limit: String) throws {
    let end = "wrap-up: {fixed: \(wrapUp)}"
    let agents =
      Stage.group("seoul", "count: 2, concurrency: 2, \(end)", documents: "{\"43\": 1}")
      + Stage.group("busan", "count: 1, concurrency: 3, \(end)", languages: "{ko: 0.5}")
      + Stage.group("osaka", "count: 1, location: osaka, \(end)")
    plan = try Stage.plan(
      agents: agents, routing: "{offer: {timeout: \(timeout)}, \(rules)}", limits: limit)
    codes = [
      try Stage.code(), try Stage.code("53101602"), try Stage.code("43211507", "ja"),
    ]
    names = ["seoul-1", "seoul-2", "busan-1", "osaka-1"]
  }
}

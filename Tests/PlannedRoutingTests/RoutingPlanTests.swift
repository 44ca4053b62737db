// What the routing core is told of a plan.

import Consulting
import PlannedRouting
import Routing
import Scenarios
import Testing

struct RoutingPlanTests {
  private static func plan(routing: String = "{}") throws -> Plan {
    let text = """
      sangdam: 1
      name: three-pages
      length: 1h
      locations: [{id: home}, {id: osaka}]
      demand:
        - {name: a, code: {language: ko, document: "43211507"}, arrivals: {rate: 9/h}, \
      effort: {fixed: 30s}}
        - {name: b, code: {language: ko, document: "43211507"}, arrivals: {rate: 9/h}, \
      effort: {fixed: 90s}}
        - {name: c, code: {language: ko, document: "43211507"}, priority: 2, \
      arrivals: {rate: 9/h}, effort: {fixed: 30s}}
        - {name: d, code: {language: ja, document: "43211507", location: osaka}, \
      arrivals: {rate: 9/h}, \
      effort: {fixed: 30s}}
      agents:
        - {name: seoul, staff: {periods: 20m, counts: [2, 5, 3]}, languages: {ko: 1}, \
      documents: {"43": 0.5}, concurrency: 3, rank: 4}
        - {name: osaka, location: osaka, count: 2, languages: {ja: 1}, documents: {"*": 1}}
      limits: {in-system: 9}
      routing: \(routing)

      """
    return try Plan(checking: ScenarioSource(name: "test", text: text))
  }

  @Test("streams of one page and one priority are one class, in the order of the streams")
  func classes() throws {
    let prepared = RoutingPlan(try Self.plan())
    #expect(prepared.classes == [0, 0, 1, 2])
    #expect(prepared.table.classes.map(\.priority) == [0, 2, 0])
    #expect(prepared.table.classes.map(\.location) == [0, 0, 1])
    #expect(prepared.table.classes.map(\.language) == ["ko", "ko", "ja"].map { Language($0) })
  }

  @Test("a group has a place for each agent who is ever on duty, and what he may answer")
  func groups() throws {
    let groups = RoutingPlan(try Self.plan()).table.groups
    #expect(groups.map(\.agents) == [5, 2])
    #expect(groups.map(\.concurrency) == [3, 1])
    #expect(groups.map(\.location) == [0, 1])
    #expect(groups.map(\.rank).first == 4)
    #expect(groups[0].documents.map(\.level) == [0.5])
  }

  @Test("the rules of the file are the rules of the core")
  func rules() throws {
    let plan = try Self.plan(
      routing: "{choose-agent: random, choose-customer: best-match, ageing: 3, "
        + "offer: {timeout: 10s}, rings: [{after: 5s, location: osaka}]}")
    let table = RoutingPlan(plan).table
    #expect(table.chooseAgent == .random)
    #expect(table.chooseCustomer == .bestMatch)
    #expect(table.ageingPerMinute == 3)
    #expect(table.offering == .accepted)
    #expect(table.rings == [.init(documentDigits: nil, location: 1)])
    #expect(table.locations == 2)
    #expect(table.inSystemLimit == 9)
    #expect(RoutingPlan(try Self.plan()).table.offering == .takenAtOnce)
  }
}

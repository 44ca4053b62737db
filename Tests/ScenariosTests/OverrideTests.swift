// `--set`: which key is meant, what gives way, and how a wrong one is reported.

import Foundation
import Testing

@testable import Scenarios

@Test("entries of lists are named by index or by name")
func namedEntries() throws {
  #expect(try plan(exampleText, set: ["agents.seoul.count=14"]).agents[0].largestCount == 14)
  #expect(try plan(exampleText, set: ["agents.0.count=15"]).agents[0].largestCount == 15)
  #expect(
    try plan(exampleText, set: ["locations.partner-osaka.cost=20/h"]).locations[1].costPerHour
      == 20)
}

@Test("later overrides win over earlier ones")
func laterWins() throws {
  #expect(try plan(exampleText, set: ["seed=5", "seed=6"]).seed == 6)
}

@Test("maps that the file does not have are made")
func missingMaps() throws {
  let plan = try plan(smallText(), set: ["routing.offer.timeout=15s", "demand.d.priority=3"])
  #expect(plan.routing.offerTimeout == seconds(15))
  #expect(plan.demand[0].priority == 3)
}

@Test("another form takes the place of the one in the file")
func otherForms() throws {
  let plan = try plan(
    exampleText,
    set: [
      "demand.korean-computers.effort.fixed=5m", "agents.seoul.staff={periods: 2h, counts: [3, 4]}",
      "demand.0.arrivals.count=100", "demand.0.patience=never",
    ])
  #expect(words(plan.demand[0].effort) == "fixed 300.0")
  #expect(plan.agents[0].staffing.values == [3, 4])
  #expect(plan.demand[0].patience == nil)
}

@Test("names with points and skills are keys like others")
func pointsInNames() throws {
  let text = smallText().replacingOccurrences(of: "name: g", with: "name: g.one.2")
  #expect(try plan(text, set: ["agents.g.one.2.count=9"]).agents[0].largestCount == 9)
  #expect(try plan(text, set: ["agents.0.documents.43=0.5"]).agents[0].documents[0].level == 0.5)
}

@Test(
  "a wrong override is reported with its text and the column of the value",
  arguments: [
    ("agents.soul.count=3", "--set agents.soul.count=3:1:1: error: agents: no entry `soul`"),
    ("agents.seoul.count=three", ":1:20: error: agents.seoul.count: `three`, expected a whole"),
    ("agents.seoul.cuont=3", "agents.seoul.cuont: unknown key"),
    ("agents.7.count=3", "agents: no entry `7`"),
    ("length=8", "length: `8` without a unit"),
    ("length", "`length`, `key.path=value`"),
    ("=3", "`=3`, `key.path=value`"),
    ("agents..count=3", "`agents..count=3`, `key.path=value`"),
    ("name=[", "not YAML"),
    ("length.deep.er=3", "expected a duration"),
  ])
func wrongOverrides(override: String, message: String) throws {
  let faults = try #require(TestFiles.diagnostics(exampleText, overrides: [override]))
  #expect(faults.description.contains(message), "\(faults)")
}

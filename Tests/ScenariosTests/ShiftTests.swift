// Shifts, breaks, opening hours and weekly profiles, as staffing and rates by time.

import Consulting
import Testing

@testable import Scenarios

/// A small scenario with other parts put in.
func smallText(
  top: String = "", arrivals: String = "{rate: 60/h}", agents: String = "count: 4",
  stream: String = ""
) -> String {
  """
  {sangdam: 1, name: small, \(top.isEmpty ? "length: 8h" : top),
   demand: [{name: d, code: {language: ko, document: "43211507"}, arrivals: \(arrivals),
     effort: {fixed: 4m}\(stream.isEmpty ? "" : ", \(stream)")}],
   agents: [{name: g, languages: {ko: 1}, documents: {"43": 1}, \(agents)}]}
  """
}

/// Staffing as hours and counts.
private func staffing(_ top: String, _ agents: String) throws -> [[Double]] {
  let group = try #require(try plan(smallText(top: top, agents: agents)).agents.first)
  return zip(group.staffing.starts, group.staffing.values).map { [$0.seconds / 3_600, Double($1)] }
}

@Test("a shift with a break steps down and up again; who is on duty at `length` stays")
func shiftWithBreak() throws {
  let steps = try staffing(
    "opens: '08:00', length: 9h",
    "shifts: [{from: '09:00', to: '17:00', count: 5, breaks: [{from: '12:00', to: '12:30'}]}]")
  #expect(steps == [[0, 0], [1, 5], [4, 0], [4.5, 5]])
}

@Test("several shifts add up, one that begins before opening counts from opening")
func shiftsAddUp() throws {
  let steps = try staffing(
    "opens: '09:00', length: 8h",
    "shifts: [{from: '07:00', to: '13:00', count: 2}, {from: '11:00', to: '20:00', count: 3}]")
  #expect(steps == [[0, 2], [2, 5], [4, 3]])
}

@Test("a night shift goes on after midnight, and its end is on the next day")
func nightShift() throws {
  let steps = try staffing(
    "opens: '20:00', length: 24h", "shifts: [{from: '22:00', to: '06:00', count: 3}]")
  #expect(steps == [[0, 0], [2, 3], [10, 0]])
}

@Test("a night shift that began on the day before is on duty at opening")
func nightShiftBeforeOpening() throws {
  let steps = try staffing(
    "opens: '00:00', length: 24h", "shifts: [{from: '22:00', to: '06:00', count: 3}]")
  #expect(steps == [[0, 3], [6, 0], [22, 3]])
}

@Test("a shift repeats on its days of the week; the run of a week may begin on any day")
func shiftOnDays() throws {
  let steps = try staffing(
    "opens: '00:00', length: 4d, starts-on: fri",
    "shifts: [{from: '08:00', to: '16:00', count: 2, days: [fri, monday]}]")
  #expect(steps == [[0, 0], [8, 2], [16, 0], [80, 2], [88, 0]])
}

@Test("shifts since opening repeat every 24 hours")
func elapsedShifts() throws {
  let steps = try staffing("length: 30h", "shifts: [{from: 2h, to: 5h, count: 1}]")
  #expect(steps == [[0, 0], [2, 1], [5, 0], [26, 1], [29, 0]])
}

@Test("closed hours of a location have nobody on duty")
func openingHours() throws {
  let text = smallText(
    top: "opens: '06:00', length: 10h, locations: [{id: l, hours: {from: '08:00', to: '12:00'}}]")
  let plan = try plan(text)
  #expect(plan.locations[0].openSpans == [seconds(7_200)..<seconds(21_600)])
  #expect(plan.agents[0].staffing.starts == [.zero, seconds(7_200), seconds(21_600)])
  #expect(plan.agents[0].staffing.values == [0, 4, 0])
}

@Test("a location that closes at `length` keeps its agents through the drain")
func openUntilTheEnd() throws {
  let text = smallText(
    top: "opens: '06:00', length: 6h, locations: [{id: l, hours: {from: '08:00', to: '12:00'}}]")
  #expect(try plan(text).agents[0].staffing.values == [0, 4])
}

@Test("periods by the clock are the same as their durations since opening")
func periodsByTheClock() throws {
  let clock = try plan(
    smallText(
      top: "opens: '09:00', length: 8h",
      arrivals: "{periods: ['09:00', '10:30', '13:00'], rates: [60/h, 90/h, 30/h]}"))
  let elapsed = try plan(
    smallText(
      top: "opens: '09:00', length: 8h",
      arrivals: "{periods: [0s, 90m, 4h], rates: [60/h, 90/h, 30/h]}"))
  #expect(clock.sha256 == elapsed.sha256)
}

@Test("a week's customers are spread over its days and the parts of a day")
func weeklyProfile() throws {
  let plan = try plan(
    smallText(
      top: "opens: '12:00', starts-on: sun, length: 36h",
      arrivals: "{week: {count: 700, days: [2, 1, 1, 1, 1, 1, 0], profile: [1, 3]}}"))
  guard case .poisson(let rates) = plan.demand[0].arrivals else {
    Issue.record("not Poisson")
    return
  }
  // Sunday afternoon has none; Monday has 200, a quarter of them before noon.
  #expect(rates.starts == [.zero, seconds(43_200), seconds(86_400)])
  #expect(rates.values.map { $0 * 43_200 } == [0, 50, 150])
}

@Test("a fixed week gives exactly its customers of the days that the run has")
func fixedWeek() throws {
  let plan = try plan(
    smallText(
      top: "opens: '00:00', length: 2d",
      arrivals: "{week: {count: 700, days: [2, 1, 1, 1, 1, 1, 0], profile: [1, 3], spread: fixed}}")
  )
  guard case .count(300, let shares, .fixed) = plan.demand[0].arrivals else {
    Issue.record("\(plan.demand[0].arrivals)")
    return
  }
  #expect(shares.count == 4)
  #expect(zip(shares, [1.0 / 6, 0.5, 1.0 / 12, 0.25]).allSatisfy { abs($0 - $1) < 1e-12 })
}

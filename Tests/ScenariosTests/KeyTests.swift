// Keys beyond the contract's example: every form of arrivals, distributions, files, defaults.

import Consulting
import Foundation
import Testing

@testable import Scenarios

@Test("what is left out has the contract's defaults")
func defaults() throws {
  let plan = try plan(smallText())
  #expect(plan.warmup == .zero && plan.closing == .drain)
  #expect(plan.replications == 20 && plan.seed == 1)
  #expect(plan.sites.map(\.id) == ["site"] && plan.locations.map(\.id) == ["home"])
  #expect(plan.demand[0].patience == nil && plan.demand[0].busyness == nil)
  #expect(plan.inSystemLimit == nil && plan.objectives.isEmpty)
  #expect(plan.routing.chooseAgent == .longestIdle && plan.routing.chooseCustomer == .oldest)
  #expect(plan.agents[0].leaving == .finish && words(plan.agents[0].wrapUp) == "fixed 0.0")
  #expect(plan.demand[0].conversation.meanTurns == 22)
  #expect(plan.opens == nil && plan.reportEvery == seconds(1_800))
}

@Test("several chats at once are each slower by 18 % of the first's time a chat")
func defaultSpeed() throws {
  let speed = try plan(smallText(agents: "count: 4, concurrency: 3")).agents[0].speed
  #expect(speed.count == 3)
  #expect(abs(speed[1] - 0.847457627118644) < 1e-12)
  #expect(abs(speed[2] - 0.735294117647059) < 1e-12)
}

@Test("the default sigma keeps 99 % of all messages below 250 characters")
func conversationLengths() {
  let talk = ConversationKeys.usual
  let above = [talk.customerMedianCharacters, talk.agentMedianCharacters].map { median in
    erfc(log(250 / median) / talk.charactersSigma / 2.0.squareRoot()) / 2
  }
  #expect(abs((above[0] + above[1]) / 2 - 0.01) < 0.0005)
}

@Test(
  "every family of distributions decodes to its parameters in seconds",
  arguments: [
    ("{fixed: 10m}", "fixed 600.0"), ("{exponential: {mean: 10m}}", "exponential 600.0"),
    ("{lognormal: {median: 131s, sigma: 1.0}}", "lognormal 131.0 1.0"),
    ("{uniform: {low: 3m, high: 7m}}", "uniform 180.0 420.0"),
    ("{gamma: {shape: 2, mean: 5m}}", "gamma 2.0 300.0"),
    ("{weibull: {shape: 1.5, scale: 4m}}", "weibull 1.5 240.0"),
  ])
func distributions(text: String, expected: String) throws {
  let plan = try plan(smallText(stream: "patience: \(text)"))
  #expect(plan.demand[0].patience.map(words) == expected)
}

@Test("every form of arrivals decodes")
func formsOfArrivals() throws {
  func arrivals(_ text: String) throws -> Arrivals {
    try plan(smallText(arrivals: text)).demand[0].arrivals
  }
  guard case .poisson(let rates) = try arrivals("{periods: 30m, rates: [60/h, 90/h]}"),
    case .sine(let mean, let amplitude, let period) = try arrivals(
      "{sine: {mean: 3600/h, amplitude: 1800/h, period: 1h}}"),
    case .count(100, let shares, .fixed) = try arrivals(
      "{count: 100, profile: [1, 1, 2], spread: fixed}"),
    case .count(7, let even, .poisson) = try arrivals("{count: 7}")
  else {
    Issue.record("another form")
    return
  }
  #expect(rates.starts == [.zero, seconds(1_800)])
  #expect(mean == 1 && amplitude == 0.5 && period == seconds(3_600))
  #expect(shares == [0.25, 0.25, 0.5] && even == [1])
}

@Test("a trace is read from beside the scenario: seconds, durations and times of day")
func traceFile() throws {
  let text = smallText(top: "opens: '09:00', length: 8h", arrivals: "{trace: arrivals.csv}")
  let plan = try Plan(
    checking: ScenarioSource(name: "t", text: text, directory: TestFiles.bad + "/data"))
  guard case .trace(let times) = plan.demand[0].arrivals else {
    Issue.record("no trace")
    return
  }
  #expect(times == [SimulationTime(nanoseconds: 1), seconds(60), seconds(90), seconds(120)])
}

@Test("anchors, aliases and merges work, each place of use with its own value")
func aliases() throws {
  let text = """
    sangdam: 1
    name: aliases
    length: 8h
    demand:
      - &first {name: d, code: {language: ko, document: "43211507"}, arrivals: {rate: 60/h},
          effort: &handling {fixed: 4m}, patience: *handling}
      - {<<: *first, name: e, priority: 2}
    agents: [{name: g, count: 2, languages: {ko: 1}, documents: {"*": 1}}]
    """
  let plan = try plan(text)
  #expect(plan.demand.map(\.name) == ["d", "e"])
  #expect(plan.demand.map(\.priority) == [0, 2])
  #expect(plan.demand[1].patience.map(words) == "fixed 240.0")
  #expect(plan.agents[0].documents[0].skill == .all)
}

@Test("streams of one busyness group share it, others have their own")
func busynessGroups() throws {
  let plan = try plan(
    smallText(
      stream: "busyness: {group: town, within: {every: 30m, cv: 7.2%, correlation: 0.54}}"))
  let busyness = try #require(plan.demand[0].busyness)
  #expect(busyness.group == "town" && busyness.gammaShape == nil)
  #expect(busyness.within?.coefficientOfVariation == 0.072)
  #expect(busyness.within?.correlation == 0.54)
}

@Test("a ring lets a stream be answered that nobody at its location can")
func ringsReach() throws {
  let places = "length: 8h, locations: [{id: a}, {id: b}]"
  let ring = "{after: 30s, location: b, document-digits: 2}"
  let text = smallText(
    top: "\(places), routing: {rings: [\(ring)]}",
    agents: "count: 4, location: b"
  ).replacingOccurrences(of: "documents: {\"43\": 1}", with: "documents: {\"4399\": 1}")
  #expect(try plan(text).routing.rings.count == 1)
}

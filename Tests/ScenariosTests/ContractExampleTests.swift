// The example of the contract, decoded field by field.

import Consulting
import Testing

@testable import Scenarios

/// The example as the contract prints it, without its comments.
let exampleText = #"""
  sangdam: 1
  name: example
  description: One line that a colleague understands.
  opens: "09:00"
  length: 8h
  warmup: 0s
  closing: drain
  report-every: 30m
  replications: 20
  seed: 1

  sites:
    - {id: shop-kr, address: "127.0.0.1:7080"}
  locations:
    - {id: home}
    - {id: partner-osaka, cost: 18/h}

  demand:
    - name: korean-computers
      code: {language: ko, document: "43211507", site: shop-kr, location: home}
      arrivals: {rate: 120/h}
      busyness: {gamma: {shape: 28.7}}
      patience: {exponential: {mean: 2m}}
      effort: {exponential: {mean: 10m}}
      priority: 0
      retry: {probability: 75%, after: 20m}
      first-answer: {lognormal: {median: 25s, sigma: 0.6}}
      silent: {share: 20%, discovered-after: 30s}
      mismatch: {effort: 1.3, unresolved: 20%, returns-after: 2h}
      help: {probability: 5%, effort: {exponential: {mean: 2m}}}

  agents:
    - name: seoul
      count: 12
      location: home
      cost: 24/h
      absence: 5%
      languages: {ko: 1.0, en: 0.6}
      documents: {"43": 1.0, "44": 0.5}
      rank: 0
      concurrency: 1
      speed: [1.0]
      wrap-up: {fixed: 0s}
      leaving: finish
  routing:
    choose-agent: longest-idle
    choose-customer: oldest
    offer: {timeout: 0s}
    rings:
      - {after: 30s, document-digits: 4}
      - {after: 60s, document-digits: 0}
      - {after: 120s, location: partner-osaka}
    ageing: 0
  limits:
    in-system: 40

  objectives:
    - {metric: service_level, within: 20s, at-least: 80%}
    - {metric: abandonment, at-most: 5%}
    - {metric: wait.p99, at-most: 2m}
    - {metric: match_score, at-least: 0.7, demand: korean-computers}
    - {metric: service_level, within: 20s, at-least: 80%, over: each-period}
  """#

/// The plan of a text that must be fine.
func plan(_ text: String, set overrides: [String] = []) throws -> Plan {
  try Plan(
    checking: ScenarioSource(name: "test", text: text), overrides: overrides.map(Override.init))
}

/// A number of seconds as a time.
func seconds(_ value: Double) -> SimulationTime { SimulationTime(seconds: value) }

@Test("the example's head decodes: name, clock, repetition")
func exampleHead() throws {
  let plan = try plan(exampleText)
  #expect(plan.name == "example")
  #expect(plan.description == "One line that a colleague understands.")
  #expect(plan.opens == seconds(32_400))
  #expect(plan.length == seconds(28_800))
  #expect(plan.warmup == .zero)
  #expect(plan.closing == .drain)
  #expect(plan.reportEvery == seconds(1_800))
  #expect(plan.replications == 20)
  #expect(plan.seed == 1)
  #expect(plan.inSystemLimit == 40)
}

@Test("the example's sites and locations decode, money is per hour")
func examplePlaces() throws {
  let plan = try plan(exampleText)
  #expect(plan.sites == [Site(id: "shop-kr", address: "127.0.0.1:7080")])
  #expect(plan.locations.map(\.id) == ["home", "partner-osaka"])
  #expect(plan.locations.map(\.costPerHour) == [nil, 18])
  #expect(plan.locations.allSatisfy { $0.openSpans == nil })
}

@Test("the example's stream decodes: code, arrivals, busyness")
func exampleStreamCode() throws {
  let stream = try #require(try plan(exampleText).demand.first)
  #expect(stream.name == "korean-computers")
  #expect(stream.language.text == "ko")
  #expect(stream.document.digits == "43211507")
  #expect(stream.site == 0 && stream.location == 0)
  guard case .poisson(let rates) = stream.arrivals else {
    Issue.record("not Poisson")
    return
  }
  #expect(rates.starts == [.zero])
  #expect(rates.values == [1.0 / 30])
  #expect(stream.busyness?.gammaShape == 28.7)
  #expect(stream.busyness?.group == "korean-computers")
  #expect(stream.busyness?.within == nil)
}

@Test("the example's stream decodes: spans and what follows them")
func exampleStreamSpans() throws {
  let stream = try #require(try plan(exampleText).demand.first)
  #expect(stream.patience.map(words) == "exponential 120.0")
  #expect(words(stream.effort) == "exponential 600.0")
  #expect(stream.priority == 0)
  #expect(stream.retry?.probability == 0.75)
  #expect(stream.retry?.after == seconds(1_200))
  #expect(stream.firstAnswer.map(words) == "lognormal 25.0 0.6")
  #expect(stream.silent?.share == 0.2)
  #expect(stream.silent?.discoveredAfter == seconds(30))
  #expect(stream.mismatch?.effortFactor == 1.3)
  #expect(stream.mismatch?.unresolved == 0.2)
  #expect(stream.mismatch?.returnsAfter == seconds(7_200))
  #expect(stream.help?.probability == 0.05)
  #expect(stream.help.map { words($0.effort) } == "exponential 120.0")
  #expect(stream.transfer == nil)
}

@Test("the example's agents decode")
func exampleAgents() throws {
  let group = try #require(try plan(exampleText).agents.first)
  #expect(group.name == "seoul")
  #expect(group.staffing.starts == [.zero] && group.staffing.values == [12])
  #expect(group.location == 0)
  #expect(group.costPerHour == 24)
  #expect(group.absence == 0.05)
  #expect(group.languages.map { "\($0.skill.text) \($0.level)" } == ["ko 1.0", "en 0.6"])
  #expect(group.documents.map { "\($0.skill.text) \($0.level)" } == ["43 1.0", "44 0.5"])
  #expect(group.rank == 0 && group.concurrency == 1 && group.speed == [1])
  #expect(words(group.wrapUp) == "fixed 0.0")
  #expect(group.leaving == .finish)
}

@Test("the example's routing decodes, rings in order")
func exampleRouting() throws {
  let routing = try plan(exampleText).routing
  #expect(routing.chooseAgent == .longestIdle)
  #expect(routing.chooseCustomer == .oldest)
  #expect(routing.offerTimeout == .zero && routing.offerAcceptance == 1)
  #expect(
    routing.rings == [
      Ring(after: seconds(30), documentDigits: 4, location: nil),
      Ring(after: seconds(60), documentDigits: 0, location: nil),
      Ring(after: seconds(120), documentDigits: nil, location: 1),
    ])
  #expect(routing.ageingPerMinute == 0)
  #expect(routing.lastAgentWithin == nil)
}

@Test("the example's objectives decode: metric, side, scope")
func exampleObjectives() throws {
  let objectives = try plan(exampleText).objectives
  let level = Metric.serviceLevel(within: seconds(20), variant: .offered)
  #expect(
    objectives.map(\.metric) == [
      level, .figure(.abandonment), .figure(.waitP99), .figure(.matchScore), level,
    ])
  #expect(
    objectives.map(\.bound) == [
      .atLeast(0.8), .atMost(0.05), .atMost(120), .atLeast(0.7), .atLeast(0.8),
    ])
  #expect(objectives.map(\.demand) == [nil, nil, nil, 0, nil])
  #expect(objectives.map(\.over) == [.run, .run, .run, .run, .eachPeriod])
}

/// A distribution in words, to compare it.
func words(_ distribution: Distribution) -> String {
  switch distribution {
  case .fixed(let span): "fixed \(span.seconds)"
  case .exponential(let mean): "exponential \(mean)"
  case .lognormal(let median, let sigma): "lognormal \(median) \(sigma)"
  case .uniform(let low, let high): "uniform \(low.seconds) \(high.seconds)"
  case .gamma(let shape, let mean): "gamma \(shape) \(mean)"
  case .weibull(let shape, let scale): "weibull \(shape) \(scale)"
  case .empirical(let spans): "empirical \(spans.map(\.seconds))"
  }
}

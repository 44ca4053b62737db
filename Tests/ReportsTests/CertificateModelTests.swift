// Which exact model a scenario is near to: rates, places and times worked out by hand.

import Consulting
@testable import Reports
import Scenarios
import Testing

@Suite("the nearest exact model") struct CertificateModelTests {
  /// The models of a scenario of four hours, the nearest first.
  static func models(
    _ demand: String..., at agents: String..., lines: String = ""
  ) throws -> [NearestModel] {
    let streams = demand.enumerated().map {
      "  - {name: s\($0.offset), code: {language: ko, document: \"43211507\"}, \($0.element)}"
    }
    let groups = agents.enumerated().map {
      "  - {name: g\($0.offset), languages: {ko: 1}, documents: {\"43\": 1}, \($0.element)}"
    }
    let text =
      "sangdam: 1\nname: s\nlength: 4h\nreport-every: 1h\n\(lines)\n"
      + "demand:\n\(streams.joined(separator: "\n"))\nagents:\n\(groups.joined(separator: "\n"))\n"
    let plan = try Plan(checking: ScenarioSource(name: "s.yaml", text: text))
    let hours = (0..<4).map {
      SimulationTime(seconds: Double($0) * 3600)..<SimulationTime(seconds: Double($0 + 1) * 3600)
    }
    return try NearestModel.models(of: plan, periods: hours)
  }

  static let plain =
    "arrivals: {rate: 30/h}, effort: {exponential: {mean: 4m}}, patience: {exponential: {mean: 2m}}"

  @Test("a queue of Palm's is its own model")
  func itself() throws {
    let model = try #require(Self.models(Self.plain, at: "count: 3").first)
    #expect(model.notation == "M/M/3+M" && model.span == nil && model.simplifications.isEmpty)
    #expect(abs(model.arrivalsPerSecond * 120 - 1) < 1e-12)
    #expect(model.meanEffort.seconds == 240 && model.meanPatience?.seconds == 120)
  }

  @Test("where rates or staff change, the period with most work comes first")
  func busiest() throws {
    let models = try Self.models(
      "arrivals: {periods: 1h, rates: [10/h, 40/h, 20/h, 0/h]}, effort: {exponential: {mean: 3m}}",
      at: "staff: {periods: 90m, counts: [2, 6]}")
    #expect(models.map { ($0.arrivalsPerSecond * 3600).rounded() } == [40, 20, 10])
    // The second hour has half an hour of two agents and half an hour of six.
    #expect(models.map(\.agents) == [4, 6, 2] && models[0].notation == "M/M/4")
    #expect(models[0].span?.lowerBound.seconds == 3600)
    #expect(
      models[0].simplifications == ["the mean rates and staff of 01:00–02:00 as if they lasted"])
  }

  @Test("several chats at once are places at the speed of a full agent, wrap-up included")
  func places() throws {
    let model = try #require(
      Self.models(
        "arrivals: {rate: 30/h}, effort: {fixed: 8m}, patience: {fixed: 2m}",
        at: "count: 3, concurrency: 2, speed: [1, 0.8], wrap-up: {fixed: 1m}"
      ).first)
    #expect(model.agents == 3 && model.chatsAtOnce == 2 && model.notation == "M/M/6+M")
    #expect(model.meanEffort.seconds == 660)
    #expect(
      model.simplifications == [
        "exponential chats of the same mean, wrap-up included",
        "exponential patience of the same mean",
        "each place of an agent as fast as when all of them are taken",
      ])
  }

  @Test("streams weigh as much as they have customers, and never leaving is a rate of 0")
  func streams() throws {
    let model = try #require(
      Self.models(
        "arrivals: {rate: 30/h}, effort: {exponential: {mean: 2m}}",
        "arrivals: {rate: 10/h}, effort: {exponential: {mean: 6m}}, patience: {fixed: 5m}",
        at: "count: 10, absence: 10%", "count: 2, concurrency: 3, speed: [1, 1, 1]"
      ).first)
    #expect(model.meanEffort.seconds == 180 && model.meanPatience?.seconds == 1200)
    // Nine of ten come; with six places of the others that is fifteen, each a server of its own.
    #expect(model.agents == 15 && model.chatsAtOnce == 1)
    #expect(model.simplifications.first?.hasPrefix("one pool") == true)
    #expect(model.metrics.contains(.figure(.occupancy)))
  }

  @Test("a limit counts for each location that customers ask for")
  func limit() throws {
    let model = try #require(
      Self.models(Self.plain, at: "count: 3", lines: "limits: {in-system: 7}").first)
    #expect(model.notation == "M/M/3/7+M" && model.limit == 7)
  }

  @Test("what the model does not have is named")
  func leftOut() throws {
    let stream =
      Self.plain + ", busyness: {gamma: {shape: 20}}, retry: {probability: 50%, after: 5m}"
      + ", silent: {share: 20%, discovered-after: 30s}"
    let lines = "routing: {rings: [{after: 30s, document-digits: 0}]}"
    let model = try #require(Self.models(stream, at: "count: 3", lines: lines).first)
    #expect(model.simplifications == ["without busyness, retries, silent leavers, rings"])
  }

  @Test("without customers or without agents there is no model, and it says why")
  func absent() throws {
    #expect(throws: NearestModel.Absence(reason: "nobody is expected, or chats take no time")) {
      _ = try Self.models(
        "arrivals: {count: 0}, effort: {fixed: 1m}", at: "count: 3")
    }
    #expect(throws: NearestModel.Absence(reason: "there are customers but no agents")) {
      _ = try Self.models(Self.plain, at: "count: 4, absence: 90%")
    }
  }

  @Test(
    "expected customers of an hour are the integral of the rate",
    arguments: [
      ("{rate: 30/h}", 30.0), ("{periods: 30m, rates: [10/h, 20/h, 30/h, 50/h]}", 40),
      // ∫ from 1 h to 2 h of 20 + 10 sin(2πt/4) = 20 + 20/π.
      ("{sine: {mean: 20/h, amplitude: 10/h, period: 4h}}", 26.366197723675814),
      // 90 minutes to 3 h have a share of 0.6 of 100: half an hour is 20.
      ("{count: 100, profile: [0.3, 0.6, 0.1, 0]}", 60),
    ])
  func integral(arrivals: String, expected: Double) throws {
    let models = try Self.models(
      "arrivals: \(arrivals), effort: {fixed: 1m}", at: "staff: {periods: 1h, counts: [1, 2]}")
    let second = models.first { $0.span?.lowerBound.seconds == 3600 }
    #expect(abs(try #require(second).arrivalsPerSecond * 3600 - expected) < 1e-9)
  }

  @Test(
    "a distribution's mean is the textbook's",
    arguments: [
      (Distribution.lognormal(medianSeconds: 131, sigma: 1), 215.98248646),
      (.weibull(shape: 2, scaleSeconds: 10), 8.86226925453),
      (.weibull(shape: 0.5, scaleSeconds: 3), 6), (.gamma(shape: 3, meanSeconds: 7), 7),
      (.uniform(low: SimulationTime(seconds: 1), high: SimulationTime(seconds: 4)), 2.5),
      (.empirical([1, 2, 6].map { SimulationTime(seconds: $0) }), 3),
    ])
  func mean(of distribution: Distribution, expected: Double) {
    #expect(abs(distribution.meanSeconds - expected) < 1e-8)
  }

  @Test("the exact figures are those of a matrix computation in another program")
  func exact() throws {
    let model = NearestModel(
      agents: 10, chatsAtOnce: 1, arrivalsPerSecond: 14.0 / 60,
      meanEffort: SimulationTime(seconds: 60), meanPatience: SimulationTime(seconds: 30),
      limit: 15, within: SimulationTime(seconds: 10), span: nil, simplifications: [])
    let exact = try #require(model.exact)
    let figures = [0.7572291536, 7.890641023, 0.2431444487, 0.459222636, 0.9537976747]
    for (metric, figure) in zip(model.metrics, figures) {
      #expect(abs(try #require(exact[metric]) - figure) < 1e-9 * max(1, figure))
    }
  }
}

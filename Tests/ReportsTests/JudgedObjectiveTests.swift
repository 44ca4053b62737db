// Verdicts on figures, over the run and over periods, and the spread of days.

import Consulting
import Reports
@testable import Scenarios
import Tallies
import Testing

@Suite("objectives")
struct JudgedObjectiveTests {
  /// One of each kind, as the golden files show them.
  static let objectives: [Objective] = [
    objective(level, .atLeast(0.8)),
    objective(.figure(.waitP99), .atMost(120)),
    objective(.figure(.abandonment), .atMost(0.05)),
    objective(.figure(.matchScore), .atLeast(0.3), demand: 0),
    objective(.figure(.occupancy), .atMost(0.9), agents: 1),
    objective(level, .atLeast(0.1), over: .eachPeriod),
    objective(.figure(.waitMean), .atMost(30), over: .shareOfPeriods(0.5)),
  ]
  static let level = Metric.serviceLevel(within: SmallRun.within, variant: .offered)

  static func objective(
    _ metric: Metric, _ bound: Objective.Bound, demand: Int? = nil, agents: Int? = nil,
    over: Objective.Over = .run
  ) -> Objective {
    Objective(metric: metric, bound: bound, demand: demand, agents: agents, over: over)
  }

  static func judged(_ objectives: Objective...) throws -> [JudgedObjective] {
    try ResultDocumentTests.document(objectives: objectives).objectives
  }

  @Test(
    "the interval decides, and the limit itself is good",
    arguments: [
      (0.80, 0.90, Verdict.met, Verdict.undecided), (0.70, 0.79, .missed, .met),
      (0.70, 0.80, .undecided, .met), (0.80, 0.80, .met, .met),
      (0.79, 0.81, .undecided, .undecided),
    ])
  func verdictOfInterval(_ low: Double, _ high: Double, _ atLeast: Verdict, _ atMost: Verdict) {
    let figure = Figure(mean: (low + high) / 2, low: low, high: high)
    #expect(Verdict(figure, against: .atLeast(0.8)) == atLeast)
    #expect(Verdict(figure, against: .atMost(0.8)) == atMost)
  }

  @Test("without an interval the figure itself is judged, without cases nothing is decided")
  func verdictOfPoint() {
    #expect(Verdict(Figure(mean: 0.81), against: .atLeast(0.8)) == .met)
    #expect(Verdict(Figure(mean: 0.79), against: .atLeast(0.8)) == .missed)
    #expect(Verdict(Figure(mean: nil), against: .atLeast(0.8)) == .undecided)
  }

  @Test("a missed objective wins over an undecided one in the exit code")
  func exitCode() throws {
    let met = Self.objective(.figure(.abandonment), .atMost(1))
    let missed = Self.objective(.figure(.abandonment), .atMost(0.01))
    let undecided = Self.objective(.figure(.abandonment), .atMost(0.17))
    let codes = try [[met], [met, undecided], [undecided, missed, met], []].map {
      try ResultDocumentTests.document(objectives: $0).exitCode
    }
    #expect(codes == [0, 4, 1, 0])
  }

  @Test("days are the replications themselves")
  func days() throws {
    // Abandoned ÷ offered of the four days in customers.csv, and numpy.percentile of these.
    let days = try #require(
      try Self.judged(Self.objective(.figure(.abandonment), .atMost(0.2)))[0].days)
    #expect(abs(days.p05 - 0.101666666667) < 1e-9)
    #expect(abs(days.p50 - 0.155555555556) < 1e-9)
    #expect(abs(days.p95 - 0.242500000000) < 1e-9)
    #expect(days.shareMet == 0.75)
  }

  @Test("periods without cases are not judged")
  func emptyPeriods() throws {
    let judged = try Self.judged(Self.objective(Self.level, .atLeast(0), over: .eachPeriod))[0]
    let periods = try #require(judged.periods)
    #expect(periods.met == 2 && periods.judged == 2)
    #expect(judged.verdict == .met)
  }

  @Test("over each period the worst one decides, over a share of them the worst of the best")
  func decidingPeriod() throws {
    let over: [Objective.Over] = [.eachPeriod, .shareOfPeriods(0.5)]
    let judged = try over.map {
      try Self.judged(Self.objective(.figure(.waitMean), .atMost(30), over: $0))[0]
    }
    let means = try (0..<2).map {
      try #require(try ResultDocumentTests.document().periods[$0].figures[.waitMean]?.mean)
    }
    #expect(judged[0].value.mean == means.max())
    #expect(judged[1].value.mean == means.min())
  }

  @Test("percentiles of single days are told only where each day has its own histogram")
  func daysOfPercentiles() throws {
    let plan = SmallRun.plan(objectives: [Self.objective(.figure(.waitMax), .atMost(60))])
    let days = try [4, 2].map { blocks in
      ResultDocument.simulation(
        plan: plan, tally: try SmallRun.tally(blocks: blocks), engine: SmallRun.engine
      ).objectives[0].days
    }
    #expect(days[0] != nil)
    #expect(days[1] == nil)
  }

  @Test("a stream within a period is not counted, so nothing is decided")
  func streamInPeriods() throws {
    let objective = Self.objective(Self.level, .atLeast(0), demand: 0, over: .eachPeriod)
    let judged = try Self.judged(objective)[0]
    #expect(judged.verdict == .undecided && judged.value.mean == nil && judged.days == nil)
  }
}

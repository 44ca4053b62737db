// The result of a run: every figure with its interval, the verdicts, and what exit code follows.

public import Consulting
public import Scenarios
public import Tallies

/// The figures of a stream or of a group of agents.
public struct NamedFigures: Sendable, Equatable {
  /// Its name in the scenario.
  public let name: String
  /// Its figures.
  public let figures: CellFigures
  /// How well its customers were matched.
  public let matchQuality: MatchQualityFigures
}

/// The figures of the customers who arrived in one period, and of the agents during it.
public struct PeriodFigures: Sendable, Equatable {
  /// From when to when, since opening.
  public let span: Range<SimulationTime>
  /// Its figures.
  public let figures: CellFigures
  /// How its service level spread over the replications; nil with one replication.
  public let days: PeriodDays?
}

/// What a result says of its scenario.
public struct ScenarioFacts: Sendable, Equatable {
  /// `name`
  public let name: String
  /// SHA-256 of the checked plan after `--set`.
  public let sha256: String
  /// `description`, empty if absent.
  public let description: String
  /// `opens`: the time of day at time zero.
  public let opens: SimulationTime?
  /// `length`
  public let length: SimulationTime
  /// `warmup`
  public let warmup: SimulationTime
  /// `closing`
  public let closing: Closing
}

/// The result document of a simulation, or of a run on the wall clock.
public struct ResultDocument: Sendable {
  /// The scenario.
  public let scenario: ScenarioFacts
  /// The seed of all randomness.
  public let seed: UInt64
  /// Replications that were finished; all figures are of these.
  public let replications: Int
  /// Replications that were asked for.
  public let requestedReplications: Int
  /// Whether the run was interrupted.
  public let isPartial: Bool
  /// Figures of the whole run.
  public let metrics: CellFigures
  /// How well customers were matched.
  public let matchQuality: MatchQualityFigures
  /// By stream, in the scenario's order.
  public let demand: [NamedFigures]
  /// By group of agents, in the scenario's order.
  public let agents: [NamedFigures]
  /// By period of arrival.
  public let periods: [PeriodFigures]
  /// Which share of everyone waited how long at most; nil if nobody did.
  public let waitDistribution: [DistributionPoint]?
  /// The same of wait + time to the first answer; nil without first answers.
  public let firstResponseDistribution: [DistributionPoint]?
  /// Which group answered which stream; nil where there are too many pairs to tell them apart.
  public let matches: [MatchFigures]?
  /// Which group joined which; nil where there are too many pairs to tell them apart.
  public let helps: [HelpFigures]?
  /// Which ring let in those who answered; nil where there are too many pairs to tell them apart.
  public let rings: [RingFigures]?
  /// What each replication counted, for comparing two runs pair by pair.
  public let byReplication: ReplicationColumns
  /// Counts that must be 0.
  public let invariants: InvariantTally
  /// The objectives, in the scenario's order.
  public let objectives: [JudgedObjective]
  /// Customers simulated, the warm-up's included.
  public let contacts: Int64
  /// Events of the clock.
  public let events: Int64
  /// The engine that ran.
  public let engine: EngineFacts
  /// What an exact model says of the run; nil if nobody asked.
  public var certificate: Certificate?
  /// What the machinery did; nil in virtual time.
  public private(set) var wallClock: WallClockTally?

  /// Evaluates what a simulation counted.
  ///
  /// - Complexity: O(cells · (replications + blocks · buckets)); a day of 48 periods, 100 streams
  ///   and 100 replications takes a fraction of a second.
  public static func simulation(plan: Plan, tally: RunTally, engine: EngineFacts) -> Self {
    evaluate(plan, tally, engine, window: plan.warmup..<plan.length)
  }

  /// Evaluates what a run on the wall clock counted: one replication, in the one period of its
  /// layout. A saturated run has no objectives, as nobody comes when the scenario says so; an open
  /// one has those on what such runs play.
  public static func profile(
    plan: Plan, tally: RunTally, clock: WallClockTally, engine: EngineFacts
  ) -> Self {
    var plan = plan
    plan.replications = 1
    plan.objectives = clock.pace == .saturated ? [] : plan.objectives.filter(\.isTimed)
    var document = evaluate(plan, tally, engine, window: tally.layout.periods[0])
    document.wallClock = clock
    return document
  }

  private static func evaluate(
    _ plan: Plan, _ tally: RunTally, _ engine: EngineFacts, window: Range<SimulationTime>
  ) -> Self {
    let cells = Cells(tally, window: window, requested: plan.replications)
    let thresholds = tally.layout.thresholds
    let figures = Evaluation(
      run: CellFigures(cells.run, thresholds: thresholds),
      streams: plan.demand.indices.map {
        let cell = cells.stream($0, hasFirstAnswer: plan.demand[$0].firstAnswer != nil)
        return CellFigures(cell, thresholds: thresholds)
      },
      groups: plan.agents.indices.map {
        CellFigures(cells.group($0), thresholds: thresholds)
      },
      periods: tally.layout.periods.indices.map {
        CellFigures(cells.period($0), thresholds: thresholds)
      })
    let judge = Judge(plan: plan, cells: cells, figures: figures)
    return ResultDocument(plan: plan, tally: tally, engine: engine, figures: figures, judge: judge)
  }

  private init(
    plan: Plan, tally: RunTally, engine: EngineFacts, figures: Evaluation, judge: Judge
  ) {
    scenario = ScenarioFacts(
      name: plan.name, sha256: plan.sha256, description: plan.description, opens: plan.opens,
      length: plan.length, warmup: plan.warmup, closing: plan.closing)
    seed = plan.seed
    replications = tally.replications.count
    requestedReplications = plan.replications
    isPartial = tally.isPartial
    metrics = figures.run
    let quality = MatchQuality(tally, of: plan)
    matchQuality = quality.ofRun
    demand = zip(plan.demand.indices, figures.streams).map {
      NamedFigures(
        name: plan.demand[$0].name, figures: $1, matchQuality: quality.ofStream($0))
    }
    agents = zip(plan.agents.indices, figures.groups).map {
      NamedFigures(name: plan.agents[$0].name, figures: $1, matchQuality: quality.ofGroup($0))
    }
    let judgement = PeriodJudgement(plan.objectives, thresholds: tally.layout.thresholds)
    periods = zip(tally.layout.periods.indices, figures.periods).map { index, figures in
      let cell = judge.cells.period(index)
      return PeriodFigures(span: cell.span, figures: figures, days: judgement.days(of: cell))
    }
    waitDistribution = DistributionPoint.points(of: tally.waits)
    firstResponseDistribution = DistributionPoint.points(of: tally.firstResponses)
    matches = MatchFigures.all(of: tally, in: plan)
    helps = HelpFigures.all(of: tally, in: plan)
    rings = RingFigures.all(of: tally, in: plan)
    byReplication = ReplicationColumns(judge.cells, plan: plan)
    invariants = tally.invariants
    objectives = plan.objectives.map(judge.judge)
    contacts = tally.contacts
    events = tally.events
    self.engine = engine
  }

  /// The exit code that follows from the objectives: 1 if one is missed, else 4 if one is
  /// undecided, else 0.
  public var exitCode: Int32 {
    if objectives.contains(where: { $0.verdict == .missed }) { return 1 }
    return objectives.contains { $0.verdict == .undecided } ? 4 : 0
  }

  /// Whether every invariant is 0, as it must be.
  public var isSound: Bool { invariants == InvariantTally() }
}

extension Objective {
  /// Whether a run on the wall clock plays what it is about.
  fileprivate var isTimed: Bool {
    guard case .figure(let key) = metric else { return true }
    return ![.retried, .helped, .unresolved].contains(key)
      && !key.rawValue.hasPrefix("first_response")
  }
}

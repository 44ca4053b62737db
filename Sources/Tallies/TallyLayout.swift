// The cells in which a run counts, and how many of them it may have.

public import Consulting

/// The cells in which a run counts.
public struct TallyLayout: Sendable, Equatable {
  /// Most pairs of one kind (stream and group, stream and ring, two groups) that are told apart.
  public static let mostPairs = 1 << 16
  /// Most such pairs of all replications together: 64 MB of counts.
  public static let mostPairsOfRun = 1 << 22

  /// Thresholds of the service level, ascending, without repeats; never empty.
  public var thresholds: [SimulationTime]
  /// The periods of arrival: `report-every` cut to [warmup, length), ascending and adjacent.
  public var periods: [Range<SimulationTime>]
  /// Streams of customers.
  public var streams: Int
  /// Groups of agents.
  public var groups: Int
  /// Rings of widening; a customer may be answered before any of them.
  public var rings: Int
  /// Replications asked for.
  public var replications: Int
  /// Whether any stream has a `first-answer`.
  public var countsFirstResponses: Bool
  /// Each stream on its own page, in order; then the pages its customers may be passed on to,
  /// those of one stream together.
  public var routes: [MatchRoute]
  /// Whether regret and overtakes are measured at each assignment.
  public var measuresAssignments: Bool

  /// Those cells.
  ///
  /// - Parameter passedOn: where customers may be passed on to, streams in order.
  public init(
    thresholds: [SimulationTime], periods: [Range<SimulationTime>], streams: Int, groups: Int,
    rings: Int = 0, replications: Int = 1, countsFirstResponses: Bool,
    passedOn: [MatchRoute] = [], measuresAssignments: Bool = false
  ) {
    self.thresholds = thresholds
    self.periods = periods
    self.streams = streams
    self.groups = groups
    self.rings = rings
    self.replications = replications
    self.countsFirstResponses = countsFirstResponses
    self.measuresAssignments = measuresAssignments
    routes = (0..<streams).map { MatchRoute(stream: $0, page: $0) } + passedOn
  }

  /// Whether the answered are told apart by stream and group.
  public var keepsMatches: Bool { keeps(streams * groups) }
  /// Whether the answered are told apart by stream and ring.
  public var keepsRings: Bool { keeps(streams * (rings + 1)) }
  /// Routes × (rings + 1) × groups: what is told apart to know each answer's score.
  public var scoreCells: Int { routes.count * (rings + 1) * groups }
  /// Whether the answered are told apart by route, ring and group.
  public var keepsScores: Bool { keeps(scoreCells) }
  /// Whether those joined for help are told apart by the groups of both agents.
  public var keepsHelps: Bool { keeps(groups * groups) }

  private func keeps(_ pairs: Int) -> Bool {
    pairs <= Self.mostPairs && pairs * replications <= Self.mostPairsOfRun
  }
}

// All that a run counted: one tally per replication, histograms merged over replications.

public import Measures

/// What one replication counted, without its histograms.
public struct ReplicationTally: Sendable, Equatable {
  /// Customers by stream.
  public var streams: [CustomerTally]
  /// Customers by period of arrival, all streams.
  public var periods: [CustomerTally]
  /// Row per stream: its thresholds, in the layout's order.
  public var streamThresholds: [ThresholdTally]
  /// Row per period: its thresholds, in the layout's order.
  public var periodThresholds: [ThresholdTally]
  /// Agents by group.
  public var groups: [AgentTally]
  /// Agents by period, all groups. Answered and handled belong to the period of arrival,
  /// integrals to the time itself.
  public var periodAgents: [AgentTally]
  /// Row per stream: its answered by group; empty unless the layout keeps them.
  public var matches: [MatchTally]
  /// Row per stream: its answered by ring, from 0 = before any; empty unless the layout keeps them.
  public var rings: [MatchTally]
  /// Row per route and ring: its answered by group, so that all of a cell have one score; empty
  /// unless the layout keeps them.
  public var scores: [MatchTally]
  /// Assignments by stream; empty unless the layout measures them.
  public var streamAssignments: [AssignmentTally]
  /// Assignments by group of the agent; empty unless the layout measures them.
  public var groupAssignments: [AssignmentTally]
  /// What was achieved, and what could have been; nothing unless the layout measures assignments.
  public var hindsight = HindsightTally()
  /// How evenly each group's agents were busy.
  public var fairness: [FairnessTally]
  /// Row per group of agents who asked: times that one of each group joined; empty unless the
  /// layout keeps them.
  public var helps: [Int64]

  /// Nothing counted yet.
  public init(layout: TallyLayout) {
    let thresholds = layout.thresholds.count
    streams = Array(repeating: CustomerTally(), count: layout.streams)
    periods = Array(repeating: CustomerTally(), count: layout.periods.count)
    streamThresholds = Array(repeating: ThresholdTally(), count: layout.streams * thresholds)
    periodThresholds = Array(
      repeating: ThresholdTally(), count: layout.periods.count * thresholds)
    groups = Array(repeating: AgentTally(), count: layout.groups)
    periodAgents = Array(repeating: AgentTally(), count: layout.periods.count)
    matches = Array(
      repeating: MatchTally(), count: layout.keepsMatches ? layout.streams * layout.groups : 0)
    rings = Array(
      repeating: MatchTally(), count: layout.keepsRings ? layout.streams * (layout.rings + 1) : 0)
    scores = Array(repeating: MatchTally(), count: layout.keepsScores ? layout.scoreCells : 0)
    let assigned = layout.measuresAssignments
    streamAssignments = Array(
      repeating: AssignmentTally(), count: assigned ? layout.streams : 0)
    groupAssignments = Array(repeating: AssignmentTally(), count: assigned ? layout.groups : 0)
    fairness = Array(repeating: FairnessTally(), count: layout.groups)
    helps = Array(repeating: 0, count: layout.keepsHelps ? layout.groups * layout.groups : 0)
  }
}

/// Histograms of one quantity, merged over a block of replications.
public struct HistogramSet: Sendable {
  /// Everyone.
  public var total: SparseHistogram
  /// By stream.
  public var streams: [SparseHistogram]
  /// By period of arrival.
  public var periods: [SparseHistogram]

  /// Empty histograms for those cells.
  public init(layout: TallyLayout) {
    total = SparseHistogram()
    streams = Array(repeating: SparseHistogram(), count: layout.streams)
    periods = Array(repeating: SparseHistogram(), count: layout.periods.count)
  }
}

/// Every value is a count that must be 0.
public struct InvariantTally: Sendable, Equatable {
  /// Requests given to a second agent while one had them.
  public var doubleAssignments: Int64 = 0
  /// Agents given more chats than their concurrency.
  public var overCapacity: Int64 = 0
  /// Pairs of a waiting customer and an agent with room who may answer, at quiescence.
  public var stranded: Int64 = 0
  /// Customers who neither were answered, abandoned, nor blocked at the end of the run.
  public var lostCustomers: Int64 = 0
  /// Offers still outstanding at the end of the run.
  public var endlessOffers: Int64 = 0
  /// Assignments to an agent without the language, or at a closed location.
  public var hardViolations: Int64 = 0

  /// Nothing found.
  public init() {}

  /// Adds what another replication found.
  public static func += (a: inout Self, b: Self) {
    a.doubleAssignments += b.doubleAssignments
    a.overCapacity += b.overCapacity
    a.stranded += b.stranded
    a.lostCustomers += b.lostCustomers
    a.endlessOffers += b.endlessOffers
    a.hardViolations += b.hardViolations
  }
}

/// All that a run counted.
public struct RunTally: Sendable {
  /// The cells.
  public var layout: TallyLayout
  /// Finished replications, in their order.
  public var replications: [ReplicationTally]
  /// The number of each of them, from 0; numbers are missing where a run was interrupted.
  public var numbers: [Int]
  /// Waits of everyone not blocked (nanoseconds), one set per block of replications (at most 32
  /// blocks, for the jackknife).
  public var waits: [HistogramSet]
  /// Wait + time to the first answer, the same blocks; empty unless the layout counts them.
  public var firstResponses: [HistogramSet]
  /// What was found wrong; all 0 in a sound run.
  public var invariants: InvariantTally
  /// Events of the virtual clock.
  public var events: Int64
  /// Customers who entered, the warm-up's included.
  public var contacts: Int64
  /// Whether the run was interrupted before all replications were finished.
  public var isPartial: Bool

  /// A run of which nothing is counted yet.
  ///
  /// - Parameter blocks: blocks of replications, 1…32.
  public init(layout: TallyLayout, blocks: Int) {
    self.layout = layout
    replications = []
    numbers = []
    waits = Array(repeating: HistogramSet(layout: layout), count: blocks)
    firstResponses = layout.countsFirstResponses ? waits : []
    invariants = InvariantTally()
    events = 0
    contacts = 0
    isPartial = false
  }
}

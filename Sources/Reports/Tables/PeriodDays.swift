// How the service level of one period spreads over the replications.

public import Consulting
import Scenarios

/// How one period's service level fared on single days.
public struct PeriodDays: Sendable, Equatable {
  /// The threshold.
  public let within: SimulationTime
  /// The spread; nil if no day had customers then.
  public let spread: DaySpread?
  /// The share of days on which it reached the target of an objective over periods; nil without.
  public let shareMet: Double?
}

/// Which service level of a period is looked at, and what it is held against.
struct PeriodJudgement {
  private let within: SimulationTime
  private let threshold: Int
  private let bound: Objective.Bound?

  /// The first objective on the service level of everyone (variant `offered`) over periods; else
  /// the threshold of the first objective on any service level, else the first there is.
  init(_ objectives: [Objective], thresholds: [SimulationTime]) {
    var named: SimulationTime?
    var overPeriods: (within: SimulationTime, bound: Objective.Bound)?
    for objective in objectives {
      guard case .serviceLevel(let within, let variant) = objective.metric else { continue }
      named = named ?? within
      if overPeriods == nil, variant == .offered, objective.over != .run,
        objective.demand == nil, objective.agents == nil
      {
        overPeriods = (within, objective.bound)
      }
    }
    let wanted = overPeriods?.within ?? named
    threshold = wanted.flatMap { thresholds.firstIndex(of: $0) } ?? 0
    within = thresholds[threshold]
    bound = overPeriods?.bound
  }

  /// The days of a period's cell; nil with one replication.
  func days(of cell: Cell) -> PeriodDays? {
    guard cell.replications.count > 1 else { return nil }
    let values = cell.values(ServiceLevelVariant.offered.recipe(threshold: threshold))
    let known = values.compactMap(\.self)
    // Without a target nothing is asked of a day: any bound gives the same spread.
    let spread = DaySpread(known, bound: bound ?? .atLeast(0))
    return PeriodDays(
      within: within, spread: spread, shareMet: bound == nil ? nil : spread?.shareMet)
  }
}

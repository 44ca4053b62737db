// What a scenario demands of its figures.

public import Consulting

/// One entry of `objectives`.
public struct Objective: Sendable {
  /// The figure.
  public var metric: Metric
  /// `at-least` or `at-most`, in seconds for times, 0…1 for shares.
  public var bound: Bound
  /// `demand`: index into `Plan.demand`; nil = all.
  public var demand: Int?
  /// `agents`: index into `Plan.agents`; nil = all.
  public var agents: Int?
  /// `over`
  public var over: Over

  /// That demand; whoever makes one answers for its indexes.
  package init(metric: Metric, bound: Bound, demand: Int?, agents: Int?, over: Over) {
    self.metric = metric
    self.bound = bound
    self.demand = demand
    self.agents = agents
    self.over = over
  }

  /// A limit from one side.
  public enum Bound: Sendable, Equatable {
    case atLeast(Double)
    case atMost(Double)
  }

  /// Over what the objective must hold.
  public enum Over: Sendable, Equatable {
    case run
    case eachPeriod
    case shareOfPeriods(Double)
  }
}

/// A figure that an objective may name.
public enum Metric: Sendable, Hashable {
  /// `service_level` with `within` and `variant`.
  case serviceLevel(within: SimulationTime, variant: ServiceLevelVariant)
  /// Every other figure, by its key in the result: `abandonment`, `wait.p99`, `asa`, …
  case figure(FigureKey)
}

/// The variants of the service level.
public enum ServiceLevelVariant: String, CaseIterable, Sendable {
  /// Answered within T ÷ offered.
  case offered
  /// Answered ≤ T ÷ answered.
  case answeredOnly = "answered_only"
  /// (Answered ≤ T + abandoned ≤ T) ÷ (answered + abandoned).
  case abandonsOk = "abandons_ok"
  /// Answered ≤ T ÷ (offered − abandoned ≤ T).
  case shortExcluded = "short_excluded"
}

/// The keys of scalar figures in a result's `metrics`.
public enum FigureKey: String, CaseIterable, Sendable {
  case offered, answered, abandoned, blocked, retried, helped, abandonment, delayed
  case waitMean = "wait.mean"
  case waitP50 = "wait.p50"
  case waitP90 = "wait.p90"
  case waitP95 = "wait.p95"
  case waitP99 = "wait.p99"
  case waitP999 = "wait.p999"
  case waitMax = "wait.max"
  case firstResponseMean = "first_response.mean"
  case firstResponseP50 = "first_response.p50"
  case firstResponseP90 = "first_response.p90"
  case firstResponseP95 = "first_response.p95"
  case firstResponseP99 = "first_response.p99"
  case firstResponseP999 = "first_response.p999"
  case firstResponseMax = "first_response.max"
  case asa
  case handleTime = "handle_time"
  case occupancy, concurrency
  case slotLoad = "slot_load"
  case matchScore = "match_score"
  case matchValue = "match_value"
  case unresolved
}

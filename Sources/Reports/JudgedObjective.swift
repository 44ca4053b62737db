// An objective held against the figures: its value, its verdict, and how single days fared.

public import Consulting
public import Scenarios

/// Whether an objective is met.
public enum Verdict: String, Sendable, CaseIterable {
  /// The whole interval is on the good side of the limit; the limit itself is good.
  case met
  /// The whole interval is on the bad side.
  case missed
  /// The interval straddles the limit, or there are no cases.
  case undecided

  /// The verdict on a figure; with one replication there is no interval and the figure itself is
  /// judged.
  package init(_ figure: Figure, against bound: Objective.Bound) {
    guard let mean = figure.mean else {
      self = .undecided
      return
    }
    let low = figure.low ?? mean
    let high = figure.high ?? mean
    switch bound {
    case .atLeast(let limit): self = low >= limit ? .met : high < limit ? .missed : .undecided
    case .atMost(let limit): self = high <= limit ? .met : low > limit ? .missed : .undecided
    }
  }
}

/// How the replications themselves spread: a planner's risk on a single day.
public struct DaySpread: Sendable, Equatable {
  /// One day in twenty has a lower value.
  public let p05: Double
  /// The median day.
  public let p50: Double
  /// One day in twenty has a higher value.
  public let p95: Double
  /// Days with cases.
  public let count: Int
  /// Those on which the objective held.
  public let met: Int

  /// Share of the days on which the objective held.
  public var shareMet: Double { (Double(met) / Double(count)).asReported }

  /// The spread of those days; nil when there are none.
  init?(_ values: [Double], bound: Objective.Bound) {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    p05 = Self.quantile(0.05, of: sorted)
    p50 = Self.quantile(0.5, of: sorted)
    p95 = Self.quantile(0.95, of: sorted)
    count = sorted.count
    met = sorted.filter { bound.holds($0.asReported) }.count
  }

  /// Linear between the order statistics (type 7 of Hyndman and Fan, 1996).
  private static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let position = share * Double(sorted.count - 1)
    let lower = Int(position)
    let upper = min(lower + 1, sorted.count - 1)
    let between = sorted[lower] + (position - Double(lower)) * (sorted[upper] - sorted[lower])
    return between.asReported
  }
}

/// How many periods met an objective.
public struct PeriodVerdicts: Sendable, Equatable {
  /// Periods by verdict; periods without cases are in none.
  public internal(set) var met = 0
  /// Missed it.
  public internal(set) var missed = 0
  /// Undecided.
  public internal(set) var undecided = 0

  /// Periods with cases.
  public var judged: Int { met + missed + undecided }

  mutating func count(_ verdict: Verdict) {
    switch verdict {
    case .met: met += 1
    case .missed: missed += 1
    case .undecided: undecided += 1
    }
  }

  /// The verdict when that share of the periods must meet the objective.
  func verdict(share: Double) -> Verdict {
    guard judged > 0 else { return .undecided }
    if Double(met) / Double(judged) >= share { return .met }
    return Double(met + undecided) / Double(judged) >= share ? .undecided : .missed
  }
}

/// One objective and what came of it.
public struct JudgedObjective: Sendable {
  /// What was demanded.
  public let objective: Objective
  /// The stream it is about; nil = all.
  public let demand: String?
  /// The group it is about; nil = all.
  public let agents: String?
  /// The figure that is held against the limit: of the run, or of `decidingPeriod`.
  public let value: Figure
  /// Whether it is met.
  public let verdict: Verdict
  /// Over periods: the period whose figure decides, the worst of the share that must hold.
  public let decidingPeriod: Range<SimulationTime>?
  /// Over periods: how they fared.
  public let periods: PeriodVerdicts?
  /// How single days fared; nil where that is not known.
  public let days: DaySpread?
}

extension Objective.Bound {
  /// The limit.
  package var limit: Double {
    switch self {
    case .atLeast(let limit), .atMost(let limit): limit
    }
  }

  /// Whether a value is on the good side.
  func holds(_ value: Double) -> Bool {
    switch self {
    case .atLeast(let limit): value >= limit
    case .atMost(let limit): value <= limit
    }
  }

  /// Whether `a` is better than `b`.
  func prefers(_ a: Double, to b: Double) -> Bool {
    switch self {
    case .atLeast: a > b
    case .atMost: a < b
    }
  }

  /// Where the value stands that decides when that share of the values must hold: the worst of
  /// the best ⌈share · count⌉; nil when there are none.
  func decidingIndex(_ values: [Double?], share: Double) -> Int? {
    let known = values.indices.compactMap { index in values[index].map { (index, $0) } }
    let bestFirst = known.sorted { a, b in
      a.1 == b.1 ? a.0 < b.0 : prefers(a.1, to: b.1)
    }
    let needed = bestFirst.indices.first { Double($0 + 1) / Double(bestFirst.count) >= share }
    return needed.map { bestFirst[$0].0 }
  }
}

// What the core makes of an exact model, held against the exact figures.

import Consulting
import Measures
public import Scenarios
public import Tallies

/// A figure of a model: what it is, and what the core found.
public struct CheckedFigure: Sendable, Equatable {
  /// Which.
  public let metric: Metric
  /// What the model says.
  public let exact: Double
  /// What the simulation says.
  public let simulated: Double
  /// How far the simulation may be off by chance.
  public let standardError: Double

  /// Standard errors between the two; positive where the simulation is above. What cannot differ
  /// by chance (nobody leaves who never does) is 0 or infinite.
  public var gap: Double {
    if standardError > 0 { return (simulated - exact) / standardError }
    return simulated == exact ? 0 : simulated > exact ? .infinity : -.infinity
  }
}

/// A simulation of an exact model with its figures.
public struct MachineryCheck: Sendable, Equatable {
  /// Independent replications.
  public let replications: Int
  /// Customers simulated, those before the window included.
  public let contacts: Int64
  /// The figures that can be checked with so many customers.
  public let figures: [CheckedFigure]
  /// Standard errors that a figure may be off without suspicion.
  public let bound: Double

  /// How rarely a single figure of a sound engine arouses suspicion: Student's two-sided level.
  /// One that does is simulated anew, so that a false alarm needs two such chances in the same
  /// figure and direction: 5 · 2 · (½ · 10⁻⁴)² < 10⁻⁷ a run, were all means normal.
  package static let suspicionLevel = 1e-4
  /// Fewer cases of what a figure counts in a replication are no check of it: their mean is
  /// too skewed.
  private static let fewestCases = 50.0
  /// Cases come in spells of crowding, and fewer such spells in all replications are no check:
  /// most simulations would see none, and then the standard error is 0.
  private static let fewestSpells = 20.0

  /// The figure that is farthest off.
  public var farthest: CheckedFigure? { figures.max { $0.gap.magnitude < $1.gap.magnitude } }

  /// Figures beyond the bound, and on which side.
  public var suspicions: Set<Suspicion> {
    Set(
      figures.filter { !($0.gap.magnitude <= bound) }.map {
        Suspicion(metric: $0.metric, isAbove: $0.gap > 0)
      })
  }

  /// A figure that seems to be wrong.
  public struct Suspicion: Hashable, Sendable {
    let metric: Metric
    let isAbove: Bool
  }
}

extension MachineryCheck {
  /// Evaluates a simulation of a model.
  ///
  /// - Parameters:
  ///   - plan: the scenario that was made of the model.
  ///   - tally: what its simulation counted.
  ///   - spells: independent spells in its windows, by the model's relaxation time.
  public init(
    of model: NearestModel, exact: ExactFigures, plan: Plan, tally: RunTally, spells: Double
  ) {
    let window = plan.warmup..<plan.length
    let cell = Cells(tally, window: window, requested: plan.replications).run
    let expected = model.arrivalsPerSecond * (plan.length - plan.warmup).seconds
    let degrees = max(1, tally.replications.count - 1)
    replications = tally.replications.count
    contacts = tally.contacts
    bound = StudentDistribution.quantile(
      1 - Self.suspicionLevel / 2, degreesOfFreedom: degrees)
    figures = model.metrics.compactMap { metric in
      guard let value = exact[metric] else { return nil }
      let isKnown =
        expected * exact.rarity(of: metric) >= Self.fewestCases
        && spells * exact.spellShare(of: metric) >= Self.fewestSpells
      guard value == 0 || isKnown, let estimate = cell.estimate(of: metric, in: tally.layout)
      else { return nil }
      return CheckedFigure(
        metric: metric, exact: value, simulated: estimate.mean,
        standardError: estimate.standardError(degreesOfFreedom: degrees))
    }
  }
}

extension Cell {
  /// The estimate of a ratio, not cut to what the figure can be.
  fileprivate func estimate(of metric: Metric, in layout: TallyLayout) -> Interval? {
    let recipe: Recipe
    switch metric {
    case .figure(let key): recipe = key.recipe
    case .serviceLevel(let within, let variant):
      guard let threshold = layout.thresholds.firstIndex(of: within) else { return nil }
      recipe = variant.recipe(threshold: threshold)
    }
    guard case .ratio(_, let part, let whole) = recipe else { return nil }
    return Interval.jackknife(
      ratioOf: replications.map(part), to: replications.map(whole),
      confidence: Figure.confidence)
  }
}

extension Interval {
  /// The standard error that its width tells of.
  fileprivate func standardError(degreesOfFreedom: Int) -> Double {
    let reach = StudentDistribution.quantile(
      (1 + Figure.confidence) / 2, degreesOfFreedom: degreesOfFreedom)
    return high.map { ($0 - mean) / reach } ?? 0
  }
}

// What an exact model says of a run: whether the machinery works, and what Erlang would have told.

public import Scenarios

/// The certificate of a run.
public enum Certificate: Sendable, Equatable {
  /// There is none, and why, as the end of a sentence.
  case absent(reason: String)
  /// The nearest exact model, simulated and compared.
  case issued(CertifiedModel)

  /// Whether the machinery was checked and found wrong.
  public var isFailed: Bool {
    if case .issued(let model) = self { return model.verdict == .failed }
    return false
  }
}

/// An exact model that was simulated with the core of the run, and the run beside it.
public struct CertifiedModel: Sendable, Equatable {
  /// Whether the core's figures of the model are the exact ones.
  public enum Verdict: String, Sendable {
    /// No figure is off by more than chance explains.
    case passed
    /// One is, twice.
    case failed
  }

  /// A figure of the scenario beside that of the model.
  public struct Comparison: Sendable, Equatable {
    /// Which.
    public let metric: Metric
    /// The scenario's, of the model's span.
    public let scenario: Figure
    /// The model's exact one.
    public let exact: Double

    /// Scenario less model, seconds or 0…1; nil without cases.
    public var difference: Double? { scenario.mean.map { $0 - exact } }
  }

  /// The model.
  public let model: NearestModel
  /// The simulation that the verdict rests on: the second, if there was one.
  public let check: MachineryCheck
  /// Whether the first simulation aroused suspicion, so that there was a second.
  public let isRepeated: Bool
  /// The verdict.
  public let verdict: Verdict
  /// The scenario beside the model.
  public let comparisons: [Comparison]

  /// Draws the verdict: failed if a second, independent simulation is off in the same figure and
  /// direction as the first.
  ///
  /// - Parameter figures: those of the scenario in the model's span.
  public init(
    model: NearestModel, exact: ExactFigures, first: MachineryCheck, second: MachineryCheck?,
    figures: CellFigures
  ) {
    self.model = model
    check = second ?? first
    isRepeated = second != nil
    let confirmed = second.map { first.suspicions.intersection($0.suspicions) }
    verdict = confirmed?.isEmpty ?? true ? .passed : .failed
    comparisons = model.metrics.compactMap { metric in
      guard let value = exact[metric], let figure = figures[metric] else { return nil }
      return Comparison(metric: metric, scenario: figure, exact: value)
    }
  }
}

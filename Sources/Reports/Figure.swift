// A figure with its interval, and the ways to get one: Student and jackknife.

import Measures

/// A figure and its 95 % interval: seconds, counts or shares 0…1, of twelve significant digits.
public struct Figure: Sendable, Equatable {
  /// Confidence of every interval.
  public static let confidence = 0.95

  /// The figure; nil without cases.
  public let mean: Double?
  /// Lower end; nil without cases and with one replication.
  public let low: Double?
  /// Upper end; nil without cases and with one replication.
  public let high: Double?

  /// A figure without cases.
  static let none = Figure(mean: nil)

  /// That figure, rounded as a result prints it.
  package init(mean: Double?, low: Double? = nil, high: Double? = nil) {
    self.mean = mean?.asReported
    self.low = low?.asReported
    self.high = high?.asReported
  }

  /// The mean over replications with Student's interval.
  static func mean(of values: [Double], scale: Scale = .unlimited) -> Figure {
    Figure(Interval.student(over: values, confidence: confidence), scale: scale)
  }

  /// Sum ÷ sum over replications with a jackknife interval.
  ///
  /// - Complexity: O(replications).
  static func ratio(_ parts: [Double], over wholes: [Double], scale: Scale) -> Figure {
    let interval = Interval.jackknife(ratioOf: parts, to: wholes, confidence: confidence)
    return Figure(interval, scale: scale)
  }

  /// An estimate from all data with the interval of a jackknife that leaves out one block a time.
  ///
  /// - Parameter estimates: the estimate without each of the blocks; if one of them has no cases
  ///   left, nothing can be said of the spread and there is no interval.
  static func jackknife(
    _ estimate: Double?, leavingOut estimates: [Double?], scale: Scale
  ) -> Figure {
    let interval = Interval.jackknife(
      of: estimate, leavingOutEach: estimates, confidence: confidence)
    return Figure(interval, scale: scale)
  }

  /// An interval cut to the values that the figure can take, which costs no coverage.
  private init(_ interval: Interval?, scale: Scale) {
    let ceiling = scale == .share ? 1 : Double.infinity
    self.init(
      mean: interval?.mean, low: interval?.low.map { max($0, 0) },
      high: interval?.high.map { min($0, ceiling) })
  }
}

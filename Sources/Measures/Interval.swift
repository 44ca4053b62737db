// A mean with the interval in which it is believed to lie.

/// A mean and its confidence interval; `low` and `high` are nil when one observation is all there
/// is, since nothing then tells how far it may be off.
public struct Interval: Sendable, Equatable {
  /// The estimate.
  public var mean: Double
  /// The lower end, at most `mean`.
  public var low: Double?
  /// The upper end, at least `mean`.
  public var high: Double?

  /// Those values.
  public init(mean: Double, low: Double? = nil, high: Double? = nil) {
    self.mean = mean
    self.low = low
    self.high = high
  }

  /// The mean of independent values, with Student's interval; nil when there are none.
  ///
  /// - Parameter confidence: the probability that the interval covers the true mean, in 0…1.
  public static func student(over values: [Double], confidence: Double = 0.95) -> Interval? {
    guard !values.isEmpty else { return nil }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    guard values.count > 1 else { return Interval(mean: mean) }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return Interval(
      mean: mean, variance: squares / (count - 1) / count, degreesOfFreedom: values.count - 1,
      confidence: confidence)
  }

  /// Sum ÷ sum over replications, with a delete-one jackknife interval; nil when there are no
  /// cases, that is when the denominators sum to 0.
  ///
  /// Never a mean of ratios: a replication weighs as much as it has cases. Where all the cases are
  /// in one replication, what the others would have said is unknown and the ends are nil.
  ///
  /// - Parameters:
  ///   - numerators: one for each replication.
  ///   - denominators: one for each replication, 0 or more.
  ///   - confidence: the probability that the interval covers the true ratio, in 0…1.
  public static func jackknife(
    ratioOf numerators: [Double], to denominators: [Double], confidence: Double = 0.95
  ) -> Interval? {
    precondition(numerators.count == denominators.count, "a ratio needs as many terms as bases")
    let numerator = numerators.reduce(0, +)
    let denominator = denominators.reduce(0, +)
    guard denominator > 0 else { return nil }
    let leavingOut = zip(numerators, denominators).map { top, bottom in
      denominator - bottom > 0 ? (numerator - top) / (denominator - bottom) : nil
    }
    return jackknife(
      of: numerator / denominator, leavingOutEach: leavingOut, confidence: confidence)
  }

  /// Any statistic of blocks of replications, with the interval of the delete-one-block jackknife
  /// around it; nil when the statistic is.
  ///
  /// Blocks may differ in size: Busing, Meijer & van der Leeden (1999), “Delete-m jackknife for
  /// unequal m”, Statistics and Computing 9, 3–8; with equal sizes that is Tukey's.
  ///
  /// - Parameters:
  ///   - estimate: the statistic of all blocks together.
  ///   - leavingOut: the statistic without each block; the ends are nil when one of these is.
  ///   - sizes: replications in each block; nil where all have as many.
  ///   - confidence: the probability that the interval covers the true value, in 0…1.
  public static func jackknife(
    of estimate: Double?, leavingOutEach leavingOut: [Double?], sizes: [Int]? = nil,
    confidence: Double = 0.95
  ) -> Interval? {
    precondition(
      sizes.map { $0.count == leavingOut.count && $0.allSatisfy { $0 > 0 } } ?? true,
      "one size above 0 for each block")
    guard let estimate else { return nil }
    let known = leavingOut.compactMap { $0 }
    guard known.count == leavingOut.count, known.count > 1 else { return Interval(mean: estimate) }
    let blocks = Double(known.count)
    let weights = (sizes ?? Array(repeating: 1, count: known.count)).map(Double.init)
    let whole = weights.reduce(0, +)
    // Distances from the estimate: what is summed is then as small as the spread itself.
    let distances = known.map { $0 - estimate }
    let centre = zip(distances, weights).reduce(0) { $0 + (1 - $1.1 / whole) * $1.0 }
    let variance = zip(distances, weights).reduce(0) { sum, block in
      let others = whole / block.1 - 1
      let deviation = centre - others * block.0
      return sum + deviation * deviation / others
    }
    return Interval(
      mean: estimate, variance: variance / blocks, degreesOfFreedom: known.count - 1,
      confidence: confidence)
  }

  private init(mean: Double, variance: Double, degreesOfFreedom: Int, confidence: Double) {
    precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1")
    let reach =
      StudentDistribution.quantile((1 + confidence) / 2, degreesOfFreedom: degreesOfFreedom)
      * variance.squareRoot()
    self.init(mean: mean, low: mean - reach, high: mean + reach)
  }
}

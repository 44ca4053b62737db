// How customers of a stream arrive, and the random factor on their rate.

public import Consulting

/// How customers of a stream arrive.
public enum Arrivals: Sendable {
  /// Poisson, customers per second; piecewise constant, the last rate holds.
  case poisson(Steps<Double>)
  /// Poisson with rate mean + amplitude · sin(2πt/period), per second; |amplitude| ≤ mean.
  case sine(mean: Double, amplitude: Double, period: SimulationTime)
  /// An expected (`poisson`) or exact (`fixed`) number, spread by shares; normalised to sum 1,
  /// each share covers `length / shares.count`.
  case count(Int, shares: [Double], spread: Spread)
  /// A replay: times since opening, ascending.
  case trace([SimulationTime])
}

/// How a `count` is spread.
public enum Spread: String, CaseIterable, Sendable {
  /// A Poisson number with that mean.
  case poisson
  /// Exactly that many.
  case fixed
}

/// A random factor with mean 1 on the run's rate.
public struct Busyness: Sendable {
  /// Shape of the gamma factor of the run; nil = the run's factor is 1.
  public var gammaShape: Double?
  /// Streams with the same group share their factors; the stream's own name if absent.
  public var group: String
  /// Factors of periods within the run; nil = none.
  public var within: BusynessWithin?
}

/// One factor per period: lognormal with mean 1, autoregressive of order 1.
public struct BusynessWithin: Sendable {
  /// `every`
  public var every: SimulationTime
  /// `cv`: coefficient of variation of the factor, above 0.
  public var coefficientOfVariation: Double
  /// `correlation` of successive factors, 0 ≤ ρ < 1.
  public var correlation: Double
}

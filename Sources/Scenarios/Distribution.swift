// How a span of time is distributed: effort, patience, wrap-up, first answer.

public import Consulting

/// A distribution of a span of time; parameters in seconds, checked to be above 0 (a fixed span
/// may be 0).
public enum Distribution: Sendable {
  case fixed(SimulationTime)
  case exponential(meanSeconds: Double)
  case lognormal(medianSeconds: Double, sigma: Double)
  case uniform(low: SimulationTime, high: SimulationTime)
  case gamma(shape: Double, meanSeconds: Double)
  case weibull(shape: Double, scaleSeconds: Double)
  /// Drawn from the listed spans with equal probability.
  case empirical([SimulationTime])
}

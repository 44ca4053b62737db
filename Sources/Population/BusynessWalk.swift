// The factor of the present period on a stream's rate: lognormal, mean 1, autoregressive.

import Consulting
import Measures
import Scenarios

/// A walk through the periods of `busyness.within`, one period at a time.
///
/// The factor of period k is exp(σz − σ²/2), where z is a stationary Gaussian sequence whose
/// innovation is keyed by group and k: streams of a group walk alike and ask nobody. σ² =
/// ln(1 + cv²), and z has the correlation ln(1 + c(e^σ² − 1)) ÷ σ² that gives the factors the
/// correlation c.
@usableFromInline
struct BusynessWalk: BitwiseCopyable, Sendable {
  /// Where the present period ends, nanoseconds since opening; infinite without periods.
  @usableFromInline private(set) var endNanoseconds: Double
  /// The present period's factor; 1 without periods.
  @usableFromInline private(set) var factor: Double
  private let key: StreamKey
  private let everyNanoseconds: Double
  private let sigma: Double
  private let correlation: Double
  private let innovation: Double
  private var period: Int
  private var state: Double

  /// One period without end, factor 1.
  init(none key: StreamKey) {
    self.key = key
    (endNanoseconds, factor, everyNanoseconds) = (.infinity, 1, .infinity)
    (sigma, correlation, innovation, period, state) = (0, 0, 1, 0, 0)
  }

  /// The first period of those factors, drawn with the group's key.
  init(_ within: BusynessWithin, key: StreamKey, _ ziggurats: Ziggurats) {
    precondition(within.every > SimulationTime(nanoseconds: 0), "a period has a length")
    let squaredVariation = within.coefficientOfVariation * within.coefficientOfVariation
    let variance = DeterministicMath.log1p(squaredVariation)
    self.key = key
    everyNanoseconds = Double(within.every.nanoseconds)
    sigma = variance.squareRoot()
    let covariance = DeterministicMath.log1p(within.correlation * squaredVariation)
    correlation = variance > 0 ? covariance / variance : 0
    innovation = (1 - correlation * correlation).squareRoot()
    (endNanoseconds, factor, period) = (everyNanoseconds, 1, 0)
    state = Self.deviate(key, period: 0, ziggurats)
    factor = presentFactor
  }

  /// Goes to the next period.
  ///
  /// - Complexity: O(1), no allocation.
  mutating func advance(_ ziggurats: Ziggurats) {
    period += 1
    endNanoseconds = everyNanoseconds * Double(period + 1)
    state = correlation * state + innovation * Self.deviate(key, period: period, ziggurats)
    factor = presentFactor
  }

  private var presentFactor: Double {
    DeterministicMath.exp(sigma * state - 0.5 * sigma * sigma)
  }

  private static func deviate(_ key: StreamKey, period: Int, _ ziggurats: Ziggurats) -> Double {
    var draws = Draws(key, ordinal: period, cause: .busynessWithin, attempt: 0)
    return draws.normal(ziggurats)
  }
}

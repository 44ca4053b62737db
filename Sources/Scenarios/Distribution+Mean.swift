// The mean of a distribution, for whoever plans with one figure in place of draws.

import Consulting
import Measures

extension Distribution {
  /// The mean, seconds.
  ///
  /// - Complexity: O(1); of listed spans O(spans).
  public var meanSeconds: Double {
    switch self {
    case .fixed(let span): span.seconds
    case .exponential(let mean): mean
    case .lognormal(let median, let sigma): median * DeterministicMath.exp(sigma * sigma / 2)
    case .uniform(let low, let high): (low.seconds + high.seconds) / 2
    case .gamma(_, let mean): mean
    case .weibull(let shape, let scale):
      scale * DeterministicMath.exp(DeterministicMath.logGamma(1 + 1 / shape))
    case .empirical(let spans): spans.reduce(0) { $0 + $1.seconds } / Double(spans.count)
    }
  }
}

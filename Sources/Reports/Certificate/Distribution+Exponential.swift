// What an exact model asks of a distribution beside its mean: whether it is exponential.

import Scenarios

extension Distribution {
  /// Whether it has no memory; a gamma or Weibull distribution of shape 1 is exponential.
  var isExponential: Bool {
    switch self {
    case .exponential: true
    case .gamma(let shape, _), .weibull(let shape, _): shape == 1
    default: false
    }
  }
}

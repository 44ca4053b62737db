// Student's distribution: how far the mean of few observations may be off.

/// Student's t distribution.
public enum StudentDistribution {
  /// The value that t stays below with probability `share`, relative error 1e-12; ∓∞ at 0 and 1.
  ///
  /// Newton's method on the tail probability, which is a regularised incomplete beta function.
  ///
  /// - Parameter degreesOfFreedom: 1 or more.
  public static func quantile(_ share: Double, degreesOfFreedom: Int) -> Double {
    precondition(degreesOfFreedom >= 1, "Student's distribution has a degree of freedom")
    precondition((0...1).contains(share), "a quantile is asked for a share between 0 and 1")
    if share == 0.5 { return 0 }
    if share < 0.5 { return -quantile(tail: share, Double(degreesOfFreedom)) }
    return quantile(tail: 1 - share, Double(degreesOfFreedom))
  }

  /// P(T > t) for t of 0 or more.
  static func tail(_ t: Double, _ degrees: Double) -> Double {
    // With x = ν/(ν + t²): P(T > t) = ½ · I_x(ν/2, ½). The fraction converges fast on either side
    // of the mean of the beta distribution.
    let square = t * t
    let front = DeterministicMath.exp(
      logGammaStep(degrees / 2) - 0.5 * degrees * DeterministicMath.log1p(square / degrees))
    let x = degrees / (degrees + square)
    let y = square / (degrees + square)
    let scale = front * y.squareRoot() / 1.772453850905516
    if x < (degrees + 2) / (degrees + 5) {
      return scale * betaFraction(degrees / 2, 0.5, x) / degrees
    }
    return 0.5 - scale * betaFraction(0.5, degrees / 2, y)
  }

  private static func quantile(tail share: Double, _ degrees: Double) -> Double {
    guard share > 0 else { return .infinity }
    let logPeak = logGammaStep(degrees / 2) - 0.5 * DeterministicMath.log(degrees * .pi)
    // The tail is convex beyond 0: from the left, Newton's steps never overshoot.
    var t = 0.0
    for _ in 0..<200 {
      let density = DeterministicMath.exp(
        logPeak - 0.5 * (degrees + 1) * DeterministicMath.log1p(t * t / degrees))
      let excess = tail(t, degrees) / share
      // On a logarithmic scale where the share is far below the tail, so that few steps suffice.
      let step =
        excess > 2
        ? DeterministicMath.log(excess) * excess * share / density : (excess - 1) * share / density
      let next = max(t + step, t / 2)
      if abs(next - t) <= 1e-15 * next { return next }
      t = next
    }
    return t
  }

  /// log Γ(a + ½) − log Γ(a), without cancellation where a is large.
  static func logGammaStep(_ a: Double) -> Double {
    if a < 12 { return DeterministicMath.logGamma(a + 0.5) - DeterministicMath.logGamma(a) }
    return a * DeterministicMath.log1p(0.5 / a) + 0.5 * DeterministicMath.log(a) - 0.5
      + DeterministicMath.stirlingRest(a + 0.5) - DeterministicMath.stirlingRest(a)
  }

  /// The continued fraction of I_x(a, b) · a · B(a, b) ÷ (xᵃ(1 − x)ᵇ), Abramowitz & Stegun 26.5.8,
  /// evaluated forwards after Lentz.
  private static func betaFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var d = 1 - (a + b) * x / (a + 1)
    d = 1 / (abs(d) < tiny ? tiny : d)
    var c = 1.0
    var fraction = d
    for m in 1...100_000 {
      let m = Double(m)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      var factor = 1.0
      for term in [even, odd] {
        d = 1 + term * d
        d = 1 / (abs(d) < tiny ? tiny : d)
        c = 1 + term / c
        if abs(c) < tiny { c = tiny }
        factor *= d * c
        fraction *= d * c
      }
      if abs(factor - 1) < 1e-16 { break }
    }
    return fraction
  }
}

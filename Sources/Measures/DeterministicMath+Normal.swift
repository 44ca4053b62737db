// The quantile of the normal distribution and the logarithm of the gamma function.

extension DeterministicMath {
  /// The standard normal quantile, relative error 1e-15; ∓∞ at 0 and 1, NaN outside.
  ///
  /// Wichura (1988), algorithm AS 241, PPND16: Applied Statistics 37 (3), 477–484.
  public static func normalQuantile(_ share: Double) -> Double {
    guard share > 0, share < 1 else {
      return share == 0 ? -.infinity : share == 1 ? .infinity : .nan
    }
    let fromMiddle = share - 0.5
    if abs(fromMiddle) <= 0.425 {
      return fromMiddle * normalCentre(0.180625 - fromMiddle * fromMiddle)
    }
    let r = sqrt(-log(fromMiddle < 0 ? share : 1 - share))
    let magnitude = r <= 5 ? normalShoulder(r - 1.6) : normalTail(r - 5)
    return fromMiddle < 0 ? -magnitude : magnitude
  }

  private static func normalCentre(_ r: Double) -> Double {
    let top =
      ((((((2.5090809287301226727e3 * r + 3.3430575583588128105e4) * r
        + 6.7265770927008700853e4) * r + 4.5921953931549871457e4) * r
        + 1.3731693765509461125e4) * r + 1.9715909503065514427e3) * r
        + 1.3314166789178437745e2) * r + 3.3871328727963666080
    let bottom =
      ((((((5.2264952788528545610e3 * r + 2.8729085735721942674e4) * r
        + 3.9307895800092710610e4) * r + 2.1213794301586595867e4) * r
        + 5.3941960214247511077e3) * r + 6.8718700749205790830e2) * r
        + 4.2313330701600911252e1) * r + 1
    return top / bottom
  }

  private static func normalShoulder(_ r: Double) -> Double {
    let top =
      ((((((7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * r
        + 2.41780725177450611770e-1) * r + 1.27045825245236838258) * r
        + 3.64784832476320460504) * r + 5.76949722146069140550) * r
        + 4.63033784615654529590) * r + 1.42343711074968357734
    let bottom =
      ((((((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r
        + 1.51986665636164571966e-2) * r + 1.48103976427480074590e-1) * r
        + 6.89767334985100004550e-1) * r + 1.67638483018380384940) * r
        + 2.05319162663775882187) * r + 1
    return top / bottom
  }

  private static func normalTail(_ r: Double) -> Double {
    let top =
      ((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r
        + 1.24266094738807843860e-3) * r + 2.65321895265761230930e-2) * r
        + 2.96560571828504891230e-1) * r + 1.78482653991729133580) * r
        + 5.46378491116411436990) * r + 6.65790464350110377720
    let bottom =
      ((((((2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r
        + 1.84631831751005468180e-5) * r + 7.86869131145613259100e-4) * r
        + 1.48753612908506148525e-2) * r + 1.36929880922735805310e-1) * r
        + 5.99832206555887937690e-1) * r + 1
    return top / bottom
  }

  /// log Γ(x) for x above 0, off by at most 5e-15 or as much of its value; NaN elsewhere.
  ///
  /// Stirling's series from 12 up; smaller arguments are raised by Γ(x + 1) = x · Γ(x).
  public static func logGamma(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return x == .infinity ? x : .nan }
    var raised = x
    var product = 1.0
    while raised < 12 {
      product *= raised
      raised += 1
    }
    let halfLogTwoPi = 0.91893853320467274178
    let stirling = (raised - 0.5) * log(raised) - raised + halfLogTwoPi + stirlingRest(raised)
    return product == 1 ? stirling : stirling - log(product)
  }

  /// log Γ(x) − (x − ½) log x + x − ½ log 2π for x of 12 or more, to 1e-18.
  static func stirlingRest(_ x: Double) -> Double {
    let z = 1 / (x * x)
    let inner = 1.0 / 1188 - z * (691.0 / 360_360 - z * (1.0 / 156 - z * 3617.0 / 122_400))
    return (1.0 / 12 - z * (1.0 / 360 - z * (1.0 / 1260 - z * (1.0 / 1680 - z * inner)))) / x
  }
}

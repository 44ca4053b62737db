// The keys of a distribution: a map with one key, the name of the family.

import Consulting

/// The families of distributions and their parameters.
enum DistributionKeys {
  static let mean = Key.required(
    "mean", Syntax<SimulationTime>.duration(zero: .refused), "The mean.", example: "10m")
  static let median = Key.required(
    "median", Syntax<SimulationTime>.duration(zero: .refused), "The median.", example: "131s")
  static let scale = Key.required(
    "scale", Syntax<SimulationTime>.duration(zero: .refused), "The scale.", example: "4m")
  static let sigma = Key.required(
    "sigma", Syntax<Double>.number(0...10, zero: .refused),
    "Standard deviation of the logarithm.", example: "1.0")
  static let shape = Key.required(
    "shape", Syntax<Double>.number(0...1e6, zero: .refused), "The shape.", example: "2")
  static let low = Key.required(
    "low", Syntax<SimulationTime>.duration(), "The shortest.", example: "3m")
  static let high = Key.required(
    "high", Syntax<SimulationTime>.duration(), "The longest.", example: "7m")

  static let fixed = Key.optional(
    "fixed", Syntax<SimulationTime>.duration(), absent: "–", "Always that long.", example: "10m")
  static let exponential = Key.optional(
    "exponential",
    Syntax<Distribution>.section(Table("distribution.exponential", rows: [mean.row])) { section in
      section.read(mean).map { .exponential(meanSeconds: $0.seconds) }
    }, absent: "–", "Without memory.", example: "{mean: 10m}")
  static let lognormal = Key.optional(
    "lognormal",
    Syntax<Distribution>.section(Table("distribution.lognormal", rows: [median.row, sigma.row])) {
      section in
      guard let median = section.read(median), let sigma = section.read(sigma) else { return nil }
      return .lognormal(medianSeconds: median.seconds, sigma: sigma)
    }, absent: "–", "The usual shape of handle times.", example: "{median: 131s, sigma: 1.0}")
  static let uniform = Key.optional(
    "uniform",
    Syntax<Distribution>.section(
      Table("distribution.uniform", rows: [low.row, high.row]), build: uniform),
    absent: "–", "Equally likely between two ends.", example: "{low: 3m, high: 7m}")
  static let gamma = Key.optional(
    "gamma",
    Syntax<Distribution>.section(Table("distribution.gamma", rows: [shape.row, mean.row])) {
      section in
      guard let shape = section.read(shape), let mean = section.read(mean) else { return nil }
      return .gamma(shape: shape, meanSeconds: mean.seconds)
    }, absent: "–", "Shape 1 is exponential, larger is more even.",
    example: "{shape: 2, mean: 5m}")
  static let weibull = Key.optional(
    "weibull",
    Syntax<Distribution>.section(Table("distribution.weibull", rows: [shape.row, scale.row])) {
      section in
      guard let shape = section.read(shape), let scale = section.read(scale) else { return nil }
      return .weibull(shape: shape, scaleSeconds: scale.seconds)
    }, absent: "–", "Shape 1 is exponential.", example: "{shape: 1.5, scale: 4m}")
  static let empirical = Key.optional(
    "empirical", Syntax<[SimulationTime]>.rows(arrivals: false, most: Limits.empiricalRows),
    absent: "–",
    """
    Drawn from the rows of a CSV file with equal probability: one span a line, in seconds or with \
    a unit.
    """, example: "handle-times.csv")

  static let table = Table(
    "distribution",
    rows: [
      fixed.row, exponential.row, lognormal.row, uniform.row, gamma.row, weibull.row,
      empirical.row,
    ],
    forms: ["fixed", "exponential", "lognormal", "uniform", "gamma", "weibull", "empirical"]
      .map { [$0] })

  private static func uniform(_ section: Section) -> Distribution? {
    guard let low = section.read(low), let high = section.read(high) else { return nil }
    guard low < high else {
      section.refuse(
        DistributionKeys.high, found: "`high` is not above `low`",
        allowed: "`high` above `low`", hint: "a span without spread is `{fixed: …}`")
      return nil
    }
    return .uniform(low: low, high: high)
  }
}

extension Syntax where Value == Distribution {
  /// A one-key map that names a family.
  static var distribution: Syntax {
    let keys = DistributionKeys.self
    return section(
      keys.table, kind: "distribution",
      allowed: "a distribution such as `{exponential: {mean: 10m}}`"
    ) { section in
      switch section.form {
      case "fixed": section.read(keys.fixed).map(Distribution.fixed)
      case "exponential": section.read(keys.exponential)
      case "lognormal": section.read(keys.lognormal)
      case "uniform": section.read(keys.uniform)
      case "gamma": section.read(keys.gamma)
      case "weibull": section.read(keys.weibull)
      case "empirical": section.read(keys.empirical).map(Distribution.empirical)
      default: nil
      }
    }
  }
}

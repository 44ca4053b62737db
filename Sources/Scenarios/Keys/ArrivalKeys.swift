// The keys of `arrivals` and `busyness`.

import Consulting

/// `arrivals`: exactly one form.
enum ArrivalKeys {
  static let rate = Key.optional(
    "rate", Syntax<Double>.rate, absent: "–", "Poisson at one rate.", example: "120/h")
  static let periods = Key.optional(
    "periods", Syntax<Periods>.periods, absent: "–",
    "Piecewise constant Poisson: how long each of `rates` holds, or when each begins.",
    example: "30m")
  static let rates = Key.optional(
    "rates", Syntax<[Double]>.list(of: .rate, 1...Limits.listEntries), absent: "–",
    "One rate per period; the last holds.", example: "[100/h, 140/h, 80/h]")
  static let sine = Key.optional(
    "sine", Syntax<Arrivals>.section(SineKeys.table, build: SineKeys.arrivals), absent: "–",
    "Poisson with rate mean + amplitude · sin(2πt/period), t = 0 at opening.",
    example: "{mean: 100/h, amplitude: 20/h, period: 24h}")
  static let count = Key.optional(
    "count", Syntax<Int>.integer(0...Limits.contacts), absent: "–",
    "So many in the whole run, spread by `profile`.", example: "1500")
  static let profile = Key.optional(
    "profile", SpreadKeys.shares, absent: "evenly",
    "Weights of equal parts of `length`, normalised.", example: "[0.4, 0.6]")
  static let trace = Key.optional(
    "trace", Syntax<[SimulationTime]>.rows(arrivals: true, most: Limits.traceRows), absent: "–",
    """
    Replay of a CSV file: one arrival a line, in seconds since opening, as a duration, or as a \
    time of day; a header is skipped, arrivals at or after `length` are left out.
    """, example: "arrivals.csv")
  static let week = Key.optional(
    "week", Syntax<Arrivals>.section(WeekKeys.table, build: WeekKeys.arrivals), absent: "–",
    "A weekly profile; see `starts-on` and `opens`.",
    example: "{count: 9000, days: [1, 1, 1, 1, 1, 0.5, 0]}")

  static let table = Table(
    "demand[].arrivals",
    rows: [
      rate.row, periods.row, rates.row, sine.row, count.row, profile.row, SpreadKeys.spread.row,
      trace.row,
      week.row,
    ],
    forms: [
      ["rate"], ["periods", "rates"], ["sine"], ["count", "profile", "spread"], ["trace"],
      ["week"],
    ])

  /// The arrivals of a section, in the plan's form.
  static func arrivals(_ section: Section) -> Arrivals? {
    switch section.form {
    case "rate": return section.read(rate).map { .poisson(Steps(constant: $0)) }
    case "periods": return piecewise(section)
    case "sine": return section.read(sine)
    case "count": return counted(section)
    case "trace":
      guard let times = section.read(trace), let calendar = section.reading.calendar else {
        return nil
      }
      return .trace(times.filter { $0 < calendar.length }.sorted())
    case "week": return section.read(week)
    default: return nil
    }
  }

  private static func piecewise(_ section: Section) -> Arrivals? {
    let every = section.read(periods)
    guard section.has(rates) else {
      section.refuse(rates, found: "the key is missing", allowed: rates.syntax.allowed)
      return nil
    }
    guard let values = section.readWhole(rates), let every else { return nil }
    return section.steps(every, values: values, of: rates).map(Arrivals.poisson)
  }

  private static func counted(_ section: Section) -> Arrivals? {
    let weights = section.has(profile) ? section.readWhole(profile) : [1]
    let spread = section.read(SpreadKeys.spread)
    guard let count = section.read(count), let weights, let spread else {
      return nil
    }
    let sum = weights.reduce(0, +)
    return .count(count, shares: weights.map { $0 / sum }, spread: spread)
  }
}

extension Section {
  /// The step function of values that hold for periods; nil after noting a fault.
  func steps<Value: Sendable>(
    _ periods: Periods, values: [Value], of key: Key<[Value]>
  ) -> Steps<Value>? {
    switch periods {
    case .every(let span):
      // Periods that begin centuries after the run never count.
      let most = Int(Int64.max / 4 / span.nanoseconds)
      let values = values.prefix(max(1, most))
      return Steps(
        starts: values.indices.map { .init(nanoseconds: Int64($0) * span.nanoseconds) },
        values: Array(values))
    case .from(let starts):
      guard values.count == starts.count else {
        refuse(
          key, found: "\(values.count) values for \(starts.count) periods",
          allowed: "as many as `periods` has")
        return nil
      }
      return Steps(starts: starts, values: values)
    }
  }
}

/// `arrivals.sine`
enum SineKeys {
  static let mean = Key.required("mean", Syntax<Double>.rate, "The mean rate.", example: "100/h")
  static let amplitude = Key.required(
    "amplitude", Syntax<Double>.rate, "At most `mean`.", example: "20/h")
  static let period = Key.required(
    "period", Syntax<SimulationTime>.duration(zero: .refused), "One full wave.", example: "24h")
  static let table = Table(
    "demand[].arrivals.sine", rows: [mean.row, amplitude.row, period.row])

  static func arrivals(_ section: Section) -> Arrivals? {
    guard let mean = section.read(mean), let amplitude = section.read(amplitude),
      let period = section.read(period)
    else { return nil }
    guard amplitude <= mean else {
      section.refuse(
        SineKeys.amplitude, found: "an amplitude above the mean",
        allowed: "at most `mean`: a rate is never below 0")
      return nil
    }
    return .sine(mean: mean, amplitude: amplitude, period: period)
  }
}

/// `busyness`
enum BusynessKeys {
  static let shape = Key.required(
    "shape", Syntax<Double>.number(0...1e9, zero: .refused),
    "1 ÷ (coefficient of variation)².", example: "28.7")
  static let gamma = Key.optional(
    "gamma",
    Syntax<Double>.section(Table("demand[].busyness.gamma", rows: [shape.row])) { $0.read(shape) },
    absent: "none", "One factor for the whole run, gamma with mean 1.",
    example: "{shape: 28.7}")
  static let group = Key.optional(
    "group", Syntax<String>.name, absent: "the stream's own",
    "Streams with the same group share their factors.", example: "weather")
  static let every = Key.required(
    "every", Syntax<SimulationTime>.duration(zero: .refused), "How long each factor holds.",
    example: "30m")
  static let cv = Key.required(
    "cv", Syntax<Double>.share(0...10),
    "Coefficient of variation of the factors, above 0.", example: "7.2%")
  static let correlation = Key.optional(
    "correlation", Syntax<Double>.share(), default: 0, "`0`",
    "Correlation of one period's factor with the next one's, below 1.", example: "0.54")
  static let within = Key.optional(
    "within",
    Syntax<BusynessWithin>.section(
      Table("demand[].busyness.within", rows: [every.row, cv.row, correlation.row]),
      build: factors),
    absent: "none", "One more factor for each period, lognormal with mean 1, autoregressive.",
    example: "{every: 30m, cv: 7.2%, correlation: 0.54}")
  static let table = Table("demand[].busyness", rows: [gamma.row, group.row, within.row])

  private static func factors(_ section: Section) -> BusynessWithin? {
    guard let every = section.read(every), let cv = section.read(cv),
      let correlation = section.read(correlation)
    else { return nil }
    guard cv > 0 else {
      section.refuse(BusynessKeys.cv, found: "0", allowed: "a share above 0")
      return nil
    }
    guard correlation < 1 else {
      section.refuse(BusynessKeys.correlation, found: "1", allowed: "a share below 1")
      return nil
    }
    if let length = section.reading.calendar?.length,
      length.nanoseconds / every.nanoseconds >= Int64(Limits.steps)
    {
      section.refuse(
        BusynessKeys.every, found: "more than \(Limits.steps) periods in the run",
        allowed: "a longer period")
      return nil
    }
    return BusynessWithin(every: every, coefficientOfVariation: cv, correlation: correlation)
  }

  /// The factors of a section; the group is empty if the file names none.
  static func busyness(_ section: Section) -> Busyness? {
    guard section.has(gamma) || section.has(within) else {
      section.reading.refuse(
        section.element.place, found: "neither `gamma` nor `within`",
        allowed: "at least one of them")
      return nil
    }
    let name = section.has(group) ? section.read(group) : ""
    let gammaShape = section.read(gamma)
    let factors = section.read(within)
    return name.map { Busyness(gammaShape: gammaShape, group: $0, within: factors) }
  }
}

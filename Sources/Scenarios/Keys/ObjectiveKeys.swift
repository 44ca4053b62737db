// The keys of one entry of `objectives`, and which figure takes which of them.

import Consulting

/// What a figure is measured in.
enum LimitUnit: Sendable {
  case count, time, share, chats
}

extension FigureKey {
  /// The unit of its limits.
  var limitUnit: LimitUnit {
    switch self {
    case .offered, .answered, .abandoned, .blocked, .retried, .helped: .count
    case .abandonment, .delayed, .occupancy, .slotLoad, .matchScore, .matchValue, .unresolved:
      .share
    case .concurrency: .chats
    case .waitMean, .waitP50, .waitP90, .waitP95, .waitP99, .waitP999, .waitMax,
      .firstResponseMean, .firstResponseP50, .firstResponseP90, .firstResponseP95,
      .firstResponseP99, .firstResponseP999, .firstResponseMax, .asa, .handleTime:
      .time
    }
  }

  /// Whether a single group of agents has it.
  var concernsAgents: Bool {
    switch self {
    case .answered, .handleTime, .occupancy, .concurrency, .slotLoad, .matchScore: true
    default: false
    }
  }

  /// Whether a single stream of customers has it.
  var concernsCustomers: Bool {
    switch self {
    case .occupancy, .concurrency, .slotLoad: false
    default: true
    }
  }

  /// Whether only streams with `first-answer` have it.
  var needsFirstAnswer: Bool { rawValue.hasPrefix("first_response") }
}

/// `objectives[]`
enum ObjectiveKeys {
  /// The service level, or one of the figures.
  static let metric = Key.required(
    "metric",
    Syntax<FigureKey?>.choice(
      [("service_level", nil)] + FigureKey.allCases.map { ($0.rawValue, $0) }, kind: "metric"),
    "The figure, as the result names it.", example: "service_level")
  static let within = Key.optional(
    "within", Syntax<SimulationTime>.duration(), absent: "–",
    "The time of the service level; needed with `service_level`, with nothing else.",
    example: "20s")
  static let variant = Key.optional(
    "variant", Syntax<ServiceLevelVariant>.anyCase, default: .offered, "`offered`",
    "The variant of the service level.", example: "abandons_ok")
  static let atLeast = Key.optional(
    "at-least", Syntax<Element>.limit, absent: "–", "The figure must not be below.",
    example: "80%")
  static let atMost = Key.optional(
    "at-most", Syntax<Element>.limit, absent: "–", "The figure must not be above.",
    example: "2m")
  static let demand = Key.optional(
    "demand", Syntax<Int>.reference(to: .demand), absent: "all", "Of one stream only.",
    example: "korean-computers")
  static let agents = Key.optional(
    "agents", Syntax<Int>.reference(to: .agents), absent: "all",
    "Of one group only; for `answered`, `handle_time`, `occupancy`, `concurrency`, `slot_load` "
      + "and `match_score`.", example: "seoul")
  static let share = Key.required(
    "share-of-periods", Syntax<Double>.share(), "The part of the periods that must meet it.",
    example: "90%")
  static let shareTable = Table("objectives[].over", rows: [share.row])
  static let over = Key.optional(
    "over",
    Syntax<Objective.Over>.over, default: .run, "`run`",
    """
    Over what it must hold: the run, each period of `report-every`, or a share of them. Periods \
    are counted of all streams and groups together: with `demand` or `agents` only `run`.
    """, example: "each-period")

  static let table = Table(
    "objectives[]",
    rows: [
      metric.row, within.row, variant.row, atLeast.row, atMost.row, demand.row, agents.row,
      over.row,
    ],
    forms: [["at-least"], ["at-most"]])

  /// The objective of a section.
  static func objective(_ section: Section) -> Objective? {
    let metric = metric(section)
    let demand = section.read(demand)
    let agents = section.read(agents)
    let over = section.read(over)
    guard let metric, let bound = bound(section, for: metric), let over else { return nil }
    if let figure = metric.figureKey { check(figure, section) }
    if section.has(ObjectiveKeys.demand), section.has(ObjectiveKeys.agents) {
      section.refuse(
        ObjectiveKeys.agents, found: "`demand` and `agents` side by side",
        allowed: "one of them")
    }
    if over != .run { refuseParts(section) }
    return Objective(metric: metric, bound: bound, demand: demand, agents: agents, over: over)
  }

  /// No stream and no group has figures by period.
  private static func refuseParts(_ section: Section) {
    let isStream = section.has(demand)
    guard isStream || section.has(agents) else { return }
    let part = isStream ? "demand" : "agents"
    section.refuse(
      over, found: "periods of one \(isStream ? "stream" : "group")",
      allowed: "`run` beside `\(part)`: periods are counted of all together",
      hint: "leave out `over` for the whole run, or `\(part)` for every period")
  }

  private static func metric(_ section: Section) -> Metric? {
    let figure = section.read(metric)
    let within = section.read(within)
    let variant = section.read(variant)
    guard let figure else { return nil }
    if let figure {
      if section.has(ObjectiveKeys.within) { refuseStray(ObjectiveKeys.within, figure, section) }
      if section.has(ObjectiveKeys.variant) { refuseStray(ObjectiveKeys.variant, figure, section) }
      return .figure(figure)
    }
    guard section.has(ObjectiveKeys.within) else {
      section.refuse(
        ObjectiveKeys.within, found: "the key is missing", allowed: "`service_level` needs it",
        hint: "for example `within: 20s`")
      return nil
    }
    guard let within, let variant else { return nil }
    return .serviceLevel(within: within, variant: variant)
  }

  private static func refuseStray<Value>(
    _ key: Key<Value>, _ figure: FigureKey, _ section: Section
  ) {
    section.refuse(
      key, found: "the key stands with `\(figure.rawValue)`",
      allowed: "it belongs to `service_level`")
  }

  private static func bound(_ section: Section, for metric: Metric) -> Objective.Bound? {
    let unit = metric.figureKey?.limitUnit ?? .share
    if section.form == "at-most" {
      return section.limit(atMost, unit: unit).map(Objective.Bound.atMost)
    }
    return section.form == nil
      ? nil : section.limit(atLeast, unit: unit).map(Objective.Bound.atLeast)
  }

  private static func check(_ figure: FigureKey, _ section: Section) {
    if section.has(agents), !figure.concernsAgents {
      let known = FigureKey.allCases.filter(\.concernsAgents).map { "`\($0.rawValue)`" }
      section.refuse(
        agents, found: "`\(figure.rawValue)` of one group", allowed: "groups have \(known.listed)")
    }
    if section.has(demand), !figure.concernsCustomers {
      section.refuse(
        demand, found: "`\(figure.rawValue)` of one stream",
        allowed: "a figure of customers; agents have this one")
    }
  }
}

extension Metric {
  /// The figure, nil for the service level.
  var figureKey: FigureKey? {
    guard case .figure(let key) = self else { return nil }
    return key
  }
}

extension Section {
  /// A limit in the unit of a figure; nil after noting a fault.
  fileprivate func limit(_ key: Key<Element>, unit: LimitUnit) -> Double? {
    guard let raw = read(key) else { return nil }
    return reading.inside(key.name) {
      switch unit {
      case .count: Syntax<Double>.number(0...1e12).read(raw, reading)
      case .time: Syntax<SimulationTime>.duration().read(raw, reading)?.seconds
      case .share: Syntax<Double>.share().read(raw, reading)
      case .chats: Syntax<Double>.number(0...Double(Limits.concurrency)).read(raw, reading)
      }
    }
  }
}

extension Syntax where Value == Element {
  /// A limit whose unit the metric decides.
  fileprivate static var limit: Syntax {
    let schemas = [
      Syntax<SimulationTime>.duration().schema, Syntax<Double>.number(0...1e12).schema,
      .object([("type", .string("string")), ("pattern", .string("^[0-9]+(\\.[0-9]+)?%$"))]),
    ]
    return Syntax(
      kind: "share, duration or number",
      allowed: "a share for shares and scores, a duration for times, a number for counts",
      schema: .object([("anyOf", .array(schemas))])
    ) { element, _ in element }
  }
}

extension Syntax where Value == Objective.Over {
  /// `run`, `each-period` or a map with `share-of-periods`.
  fileprivate static var over: Syntax {
    let words = choice([("run", .run), ("each-period", .eachPeriod)])
    let map = section(ObjectiveKeys.shareTable) { section in
      section.read(ObjectiveKeys.share).map(Objective.Over.shareOfPeriods)
    }
    return Syntax(
      kind: "choice or map", allowed: "`run`, `each-period` or `{share-of-periods: 90%}`",
      schema: .object([("oneOf", .array([words.schema, map.schema]))]), table: map.table
    ) { element, reading in
      if case .map = element.content { return map.read(element, reading) }
      if let text = element.text, text == "run" || text == "each-period" {
        return words.read(element, reading)
      }
      reading.refuse(
        element.place, found: element.description,
        expected: "`run`, `each-period` or `{share-of-periods: 90%}`")
      return nil
    }
  }
}

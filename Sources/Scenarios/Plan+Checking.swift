// From the text of a scenario to the checked plan: the one way in.

import Consulting

extension Plan {
  /// The plan that a scenario describes, after the overrides.
  ///
  /// - Parameters:
  ///   - source: the text; nothing of it is trusted.
  ///   - overrides: `--set`, in order.
  /// - Throws: all faults of the text, the overrides and the files that they name.
  public init(
    checking source: ScenarioSource, overrides: [Override] = []
  ) throws(Diagnostics) {
    let texts = [source.name] + overrides.map { "--set \($0.text.shortened)" }
    let reading = Reading(directory: source.directory, texts: texts)
    var yaml = YamlText(source.bytes, source: 0)
    var root: Element
    do {
      root = try yaml.root()
    } catch {
      reading.refuse(error.place, found: error.found, allowed: error.allowed, hint: error.hint)
      throw reading.diagnostics
    }
    if root.isNothing { root.content = .map([]) }
    let writer = OverrideWriter(reading: reading)
    for (index, override) in overrides.enumerated() {
      root = writer.apply(override, source: index + 1, to: root, table: ScenarioKeys.table)
    }
    guard
      let section = Section(
        root, table: ScenarioKeys.table, allowed: "a map that begins with `sangdam: 1`",
        reading: reading),
      var plan = ScenarioReader(section).plan, !reading.hasFaults
    else { throw reading.diagnostics }
    PlanChecks(plan: plan, root: root, reading: reading).run()
    guard !reading.hasFaults else { throw reading.diagnostics }
    plan.sha256 = PlanDigest.hexadecimal(of: plan)
    self = plan
  }
}

/// Reads the top of a scenario, in the order in which one key needs another.
private struct ScenarioReader {
  let section: Section
  var reading: Reading { section.reading }
  private typealias Keys = ScenarioKeys

  init(_ section: Section) { self.section = section }

  /// Nil after noting a fault.
  var plan: Plan? {
    collectNames()
    _ = section.read(Keys.version)
    let name = section.read(Keys.name)
    let description = section.read(Keys.description)
    let clock = readClock()
    let closing = section.read(Keys.closing)
    let replications = section.read(Keys.replications)
    let seed = section.read(Keys.seed)
    let sites = section.read(Keys.sites)
    let locations = section.readWhole(Keys.locations)
    reading.locations = locations ?? []
    let routing = section.read(Keys.routing)
    let demand = section.read(Keys.demand)
    let agents = section.read(Keys.agents)
    let limits = section.read(Keys.limits)
    let objectives = section.read(Keys.objectives)
    guard let name, let description, let clock, let closing, let replications, let seed,
      let sites, let locations, let demand, let agents, let routing, let objectives
    else { return nil }
    return Plan(
      name: name, description: description, opens: clock.opens, length: clock.length,
      warmup: clock.warmup, closing: closing, reportEvery: clock.reportEvery,
      replications: replications, seed: seed, sites: sites, locations: locations,
      demand: demand, agents: agents, routing: routing, inSystemLimit: limits ?? nil,
      objectives: objectives, sha256: "")
  }

  /// What entries are called, before any of them is read: they name one another.
  private func collectNames() {
    reading.names = [.sites: Names(["site"]), .locations: Names(["home"])]
    for space in NameSpace.allCases {
      guard case .list(let entries)? = section.element.value(of: space.rawValue)?.content else {
        continue
      }
      reading.names[space] = Names(entries.map { $0.value(of: space.key)?.text ?? "" })
    }
  }

  /// The keys of time.
  private func readClock() -> (
    opens: SimulationTime?, length: SimulationTime, warmup: SimulationTime,
    reportEvery: SimulationTime
  )? {
    let opens = section.read(Keys.opens)
    let startsOn = section.read(Keys.startsOn)
    let length = section.read(Keys.length)
    let warmup = section.read(Keys.warmup)
    let reportEvery = section.read(Keys.reportEvery)
    guard let length else { return nil }
    if !section.has(Keys.opens) || opens != nil {
      reading.calendar = Calendar(opens: opens, length: length, startsOn: startsOn ?? .monday)
    }
    if let warmup, warmup >= length {
      section.refuse(
        Keys.warmup, found: "a warm-up of \(warmup.seconds.plain) s",
        allowed: "below `length`, which is \(length.seconds.plain) s")
    }
    let period = reportEvery ?? Self.roundPeriod(of: length)
    let periods = (length.nanoseconds + period.nanoseconds - 1) / period.nanoseconds
    if periods > Limits.reportedPeriods {
      section.refuse(
        Keys.reportEvery, found: "\(periods) periods in a run of \(length.seconds.plain) s",
        allowed: "at most \(Limits.reportedPeriods)", hint: "take longer periods")
    }
    return warmup.map { (opens, length, $0, period) }
  }

  /// Half an hour; for long runs whole hours, so that there are at most 1,000 periods.
  private static func roundPeriod(of length: SimulationTime) -> SimulationTime {
    let hour: Int64 = 3_600_000_000_000
    if length.nanoseconds <= 500 * hour { return SimulationTime(nanoseconds: hour / 2) }
    let hours = (length.nanoseconds + 1_000 * hour - 1) / (1_000 * hour)
    return SimulationTime(nanoseconds: hours * hour)
  }
}

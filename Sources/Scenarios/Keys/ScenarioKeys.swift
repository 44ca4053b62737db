// The keys at the top of a scenario: the root of the one table that decoding, schema and
// reference share.

import Consulting

/// `sites[]`
enum SiteKeys {
  static let id = Key.required(
    "id", Syntax<String>.name, "What codes and `--set` call it.", example: "shop-kr")
  static let address = Key.optional(
    "address", Syntax<String>.address, absent: "none", "Host and port.",
    example: "\"127.0.0.1:7080\"")
  static let table = Table("sites[]", rows: [id.row, address.row])

  static func site(_ section: Section) -> Site? {
    let address = section.read(address)
    return section.read(id).map { Site(id: $0, address: address) }
  }
}

/// `locations[]`
enum LocationKeys {
  static let id = Key.required(
    "id", Syntax<String>.name, "What codes, groups and rings call it.", example: "home")
  static let cost = Key.optional(
    "cost", Syntax<Double>.cost, absent: "none", "Money per agent-hour.", example: "18/h")
  static let hours = Key.optional(
    "hours", Syntax<[Range<SimulationTime>]>.section(HoursKeys.table, build: HoursKeys.spans),
    absent: "always open",
    """
    When it is open: agents are there only then, and who asks outside is blocked. Who still waits \
    when it closes leaves: counted as abandoned, may try again.
    """,
    example: "{from: \"08:00\", to: \"20:00\", days: [mon, tue, wed, thu, fri]}")
  static let table = Table("locations[]", rows: [id.row, cost.row, hours.row])

  static func location(_ section: Section) -> Location? {
    let id = section.read(id)
    let cost = section.read(cost)
    let hours = section.read(hours)
    if section.has(LocationKeys.hours), hours == nil { return nil }
    return id.map { Location(id: $0, costPerHour: cost, openSpans: hours) }
  }
}

/// `limits`
enum LimitKeys {
  static let inSystem = Key.optional(
    "in-system", Syntax<Int>.integer(1...Limits.contacts), absent: "none",
    "Waiting and in service, per location; the next customer is blocked.", example: "40")
  static let table = Table("limits", rows: [inSystem.row])
}

/// The top of a scenario.
enum ScenarioKeys {
  static let version = Key.required(
    "sangdam",
    Syntax<Int>.choice([("1", 1)], kind: "version")
      .described("version", allowed: "`1`, the version of this format")
      .withSchema(.object([("const", .integer(1))])),
    "The version of the format.", example: "1")
  static let name = Key.required(
    "name", Syntax<String>.name, "What results are filed under.", example: "bank-weekday")
  static let description = Key.optional(
    "description", Syntax<String>.text(longest: 2_000), default: "", "empty",
    "One line that a colleague understands.", example: "A bank's weekday.")
  static let opens = Key.optional(
    "opens", Syntax<SimulationTime>.timeOfDay, absent: "none",
    "The time of day at time zero; needed where times of day are used.", example: "\"09:00\"")
  static let startsOn = Key.optional(
    "starts-on", Syntax<Weekday>.choice(Weekday.words, kind: "day of the week"),
    default: .monday, "`monday`", "The day of the week at time zero.", example: "monday")
  static let length = Key.required(
    "length", Syntax<SimulationTime>.duration(zero: .refused),
    "How long customers arrive.", example: "8h")
  static let warmup = Key.optional(
    "warmup", Syntax<SimulationTime>.duration(), default: .zero, "`0s`",
    "Left out of all figures, at the beginning; below `length`.", example: "30m")
  static let closing = Key.optional(
    "closing", Syntax<Closing>.anyCase, default: .drain, "`drain`",
    """
    At `length`: `drain`: whoever is inside is finished, patience goes on; `drop`: the waiting \
    leave (counted abandoned), open chats are finished.
    """, example: "drop")
  static let reportEvery = Key.optional(
    "report-every", Syntax<SimulationTime>.duration(zero: .refused),
    absent: "`30m`, or a whole number of hours that gives at most 1,000 periods",
    "The periods of `by_period`; times the entries of `demand` at most \(Limits.cells).",
    example: "30m")
  static let replications = Key.optional(
    "replications", Syntax<Int>.integer(1...Limits.replications), default: 20, "`20`",
    "How often the run is repeated with other draws.", example: "100")
  static let seed = Key.optional(
    "seed", Syntax<UInt64>.seed, default: 1, "`1`",
    "One seed is one history.", example: "1")
  static let sites = Key.optional(
    "sites",
    Syntax<[Site]>.list(
      of: .section(SiteKeys.table, build: SiteKeys.site), namedIn: .sites, 1...Limits.sites),
    default: [Site(id: "site", address: nil)], "one, `site`", "The information servers.",
    example: "[{id: shop-kr, address: \"127.0.0.1:7080\"}]")
  static let locations = Key.optional(
    "locations",
    Syntax<[Location]>.list(
      of: .section(LocationKeys.table, build: LocationKeys.location), namedIn: .locations,
      1...Limits.locations),
    default: [Location(id: "home", costPerHour: nil, openSpans: nil)], "one, `home`",
    "The consult locations: the companies that answer.", example: "[{id: home}]")
  static let demand = Key.required(
    "demand",
    Syntax<[Stream]>.list(
      of: .section(StreamKeys.table, build: StreamKeys.stream), namedIn: .demand,
      1...Limits.streams),
    "The streams of customers who ask for help.", example: "[{name: …, code: …, …}]")
  static let agents = Key.required(
    "agents",
    Syntax<[AgentGroup]>.list(
      of: .section(AgentKeys.table, build: AgentKeys.group), namedIn: .agents,
      1...Limits.groups),
    "The groups of like agents.", example: "[{name: …, count: …, …}]")
  static let routing = Key.optional(
    "routing", Syntax<RoutingRules>.section(RoutingKeys.table, build: RoutingKeys.rules),
    default: RoutingRules(
      chooseAgent: .longestIdle, ties: .longestIdle, chooseCustomer: .oldest,
      offerTimeout: .zero, offerAcceptance: 1, rings: [], ageingPerMinute: 0,
      lastAgentWithin: nil, matchWindow: .zero),
    "the defaults of its keys", "The rules of the routing core.",
    example: "{choose-agent: best-match}")
  static let limits = Key.optional(
    "limits", Syntax<Int?>.section(LimitKeys.table) { .some($0.read(LimitKeys.inSystem)) },
    default: nil, "none", "How many customers a location holds.", example: "{in-system: 40}")
  static let objectives = Key.optional(
    "objectives",
    Syntax<[Objective]>.list(
      of: .section(ObjectiveKeys.table, build: ObjectiveKeys.objective), 0...Limits.objectives,
      kind: "list"),
    default: [], "none", "What the figures must meet.",
    example: "[{metric: abandonment, at-most: 5%}]")

  static let table = Table(
    "The top of the file",
    rows: [
      version.row, name.row, description.row, opens.row, startsOn.row, length.row, warmup.row,
      closing.row, reportEvery.row, replications.row, seed.row, sites.row, locations.row,
      demand.row, agents.row, routing.row, limits.row, objectives.row,
    ])
}

extension Syntax where Value == UInt64 {
  /// The seed: all 64 bits.
  fileprivate static var seed: Syntax {
    let allowed = "a whole number, 0 to 18446744073709551615"
    let schema = JSON.object([("type", .string("integer")), ("minimum", .integer(0))])
    return Syntax(kind: "whole number", allowed: allowed, schema: schema) { element, reading in
      guard let text = element.scalarText(reading, allowed: allowed) else { return nil }
      guard let seed = UInt64(text), text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else {
        reading.refuse(element.place, found: element.description, expected: allowed)
        return nil
      }
      return seed
    }
  }
}

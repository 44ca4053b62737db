// The keys of one entry of `agents`.

import Consulting

/// `agents[]`
enum AgentKeys {
  static let name = Key.required(
    "name", Syntax<String>.name, "What results and `--set` call it.", example: "seoul")
  static let count = Key.optional(
    "count", Syntax<Int>.integer(0...Limits.agents), absent: "–",
    "So many agents, all the time.", example: "12")
  static let staff = Key.optional(
    "staff", Syntax<Steps<Int>>.section(StaffKeys.table, build: StaffKeys.staffing), absent: "–",
    "So many agents by period; the last count holds, through the drain too.",
    example: "{periods: 2h, counts: [12, 18, 9]}")
  static let shifts = Key.optional(
    "shifts",
    Syntax<[Shift]>.list(
      of: .section(ShiftKeys.table, build: ShiftKeys.shift), 1...Limits.groups, kind: "list"),
    absent: "–",
    "Shifts with breaks; several add up. Who is on duty at `length` stays through the drain.",
    example: "[{from: \"09:00\", to: \"17:00\", count: 5}]")
  static let location = Key.optional(
    "location", Syntax<Int>.reference(to: .locations), default: 0, "the first",
    "The consult location of all its agents.", example: "home")
  static let cost = Key.optional(
    "cost", Syntax<Double>.cost, absent: "the location's", "Money per agent-hour.",
    example: "24/h")
  static let absence = Key.optional(
    "absence", Syntax<Double>.share(), default: 0, "`0`",
    "Each agent stays away for the whole run with this probability.", example: "5%")
  static let languages = Key.required(
    "languages",
    Syntax<[Proficiency<Language>]>.proficiencies(
      of: .language, pattern: "^[A-Za-z]{2,3}([-_][A-Za-z0-9-]+)?$", most: 1_024),
    "Proficiency by language; a language that is absent cannot be answered.",
    example: "{ko: 1.0, en: 0.6}")
  static let documents = Key.required(
    "documents",
    Syntax<[Proficiency<Branch>]>.proficiencies(
      of: .branch, pattern: "^(([0-9]{2}){1,4}|\\*)$", most: 10_000),
    "Proficiency by branch; the longest matching prefix decides, an explicit 0 means never.",
    example: "{\"43\": 1.0, \"44\": 0.5}")
  static let rank = Key.optional(
    "rank", Syntax<Int>.integer(-1_000...1_000), default: 0, "`0`",
    "Lower is offered first under `by-rank`.", example: "1")
  static let concurrency = Key.optional(
    "concurrency", Syntax<Int>.integer(1...Limits.concurrency), default: 1, "`1`",
    "Chats at once.", example: "3")
  static let speed = Key.optional(
    "speed",
    Syntax<[Double]>.list(of: .number(Limits.slowestSpeed...100), 1...Limits.concurrency),
    absent: "1 ÷ (1 + 0.18 (n − 1))",
    "Speed of each open chat when 1, 2, 3, … are open; exactly `concurrency` entries.",
    example: "[1.0, 0.85, 0.74]")
  static let wrapUp = Key.optional(
    "wrap-up", Syntax<Distribution>.distribution, default: .fixed(.zero), "`{fixed: 0s}`",
    "After each chat; it holds the chat's place.", example: "{fixed: 20s}")
  static let leaving = Key.optional(
    "leaving", Syntax<Leaving>.anyCase, default: .finish, "`finish`",
    """
    End of the shift: `finish` the open chats, or `handback`: they return to the front of the \
    queue with what is left of the effort. Rings and patience begin anew with the hand-back, \
    ageing goes on from the first entry. Where the location is closed the customer leaves: counted \
    as abandoned. A question that the agent was answering goes on with another agent, as long as \
    the chat that asked is open.
    """, example: "handback")

  static let table = Table(
    "agents[]",
    rows: [
      name.row, count.row, staff.row, shifts.row, location.row, cost.row, absence.row,
      languages.row, documents.row, rank.row, concurrency.row, speed.row, wrapUp.row, leaving.row,
    ],
    forms: [["count"], ["staff"], ["shifts"]])

  /// The group of a section; nil if a key it cannot be without is faulty.
  static func group(_ section: Section) -> AgentGroup? {
    let name = section.read(name)
    let staffing = staffing(section)
    let location = section.read(location)
    let cost = section.read(cost)
    let absence = section.read(absence)
    let languages = section.read(languages)
    let documents = section.read(documents)
    let rank = section.read(rank)
    let speed = speed(section)
    let wrapUp = section.read(wrapUp)
    let leaving = section.read(leaving)
    guard let name, let staffing, let location, let absence, let languages, let documents,
      let rank, let speed, let wrapUp, let leaving,
      section.reading.locations.indices.contains(location)
    else { return nil }
    let place = section.reading.locations[location]
    let openSpans = section.reading.calendar.flatMap { calendar in
      place.openSpans?.held(beyond: calendar.length)
    }
    return AgentGroup(
      name: name, staffing: staffing.cut(to: openSpans), location: location,
      costPerHour: cost ?? place.costPerHour, absence: absence, languages: languages,
      documents: documents, rank: rank, concurrency: speed.count, speed: speed, wrapUp: wrapUp,
      leaving: leaving)
  }

  private static func staffing(_ section: Section) -> Steps<Int>? {
    switch section.form {
    case "count": section.read(count).map { Steps(constant: $0) }
    case "staff": section.read(staff)
    case "shifts":
      section.readWhole(shifts).flatMap { shifts in
        section.reading.calendar.flatMap { calendar in
          let changes = shifts.reduce(0) { $0 + 2 + 2 * $1.breaks.count } * calendar.days.count
          guard section.reading.takeSteps(changes) else {
            section.refuse(
              AgentKeys.shifts, found: "\(changes) changes of staff in the run",
              allowed: "at most \(Limits.steps), \(Limits.allSteps) in all streams and groups")
            return nil
          }
          return Steps(shifts, in: calendar)
        }
      }
    default: nil
    }
  }

  /// As many speeds as chats at once.
  private static func speed(_ section: Section) -> [Double]? {
    guard let concurrency = section.read(concurrency) else { return nil }
    guard section.has(speed) else {
      return (0..<concurrency).map { 1 / (1 + 0.18 * Double($0)) }
    }
    guard let speed = section.readWhole(speed) else { return nil }
    guard speed.count == concurrency else {
      section.refuse(
        AgentKeys.speed,
        found: "\(speed.count) \(speed.count == 1 ? "entry" : "entries")",
        allowed: "exactly \(concurrency), as `concurrency` says",
        hint: "one speed for each number of open chats, from 1 up")
      return nil
    }
    return speed
  }
}

/// `agents[].staff`
enum StaffKeys {
  static let periods = Key.required(
    "periods", Syntax<Periods>.periods, "How long each count holds, or when each begins.",
    example: "2h")
  static let counts = Key.required(
    "counts",
    Syntax<[Int]>.list(
      of: .integer(0...Limits.agents), 1...Limits.listEntries, kind: "list of whole numbers"),
    "Agents in each period; the last count holds.", example: "[12, 18, 9]")
  static let table = Table("agents[].staff", rows: [periods.row, counts.row])

  static func staffing(_ section: Section) -> Steps<Int>? {
    let periods = section.read(periods)
    guard let counts = section.readWhole(counts), let periods else { return nil }
    return section.steps(periods, values: counts, of: StaffKeys.counts)
  }
}

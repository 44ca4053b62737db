// The keys of `routing`.

import Consulting

/// `routing`
enum RoutingKeys {
  static let chooseAgent = Key.optional(
    "choose-agent", Syntax<AgentChoice>.anyCase, default: .longestIdle, "`longest-idle`",
    "Who gets a customer among the agents with room who may answer. "
      + AgentChoice.allCases.map { "`\($0.rawValue)`: \($0.summary)" }.joined(separator: " · ")
      + " · ties by `ties`.", example: "best-match")
  static let ties = Key.optional(
    "ties", Syntax<AgentChoice.Ties>.anyCase, default: .longestIdle, "`longest-idle`",
    """
    Who gets a customer among agents who are alike by `best-match` or `by-rank`. `longest-idle`: \
    no open chat first, by the end of the last chat, then by the last assignment · `any`: whoever \
    is found first from a random place on, in about equal shares; the quickest where many agents \
    have skills of their own.
    """, example: "any")
  static let chooseCustomer = Key.optional(
    "choose-customer", Syntax<CustomerChoice>.anyCase, default: .oldest, "`oldest`",
    "Whom a freed agent takes, after priority. "
      + CustomerChoice.allCases.map { "`\($0.rawValue)`: \($0.summary)" }
      .joined(separator: " · ") + ".", example: "longest-queue")
  static let timeout = Key.optional(
    "timeout", Syntax<SimulationTime>.duration(), default: .zero, "`0s`",
    "When an offer lapses that is not accepted; 0: every offer is taken at once.",
    example: "15s")
  static let acceptance = Key.optional(
    "acceptance", Syntax<Double>.share(), default: 1, "`100%`",
    "Probability that an offer is accepted, at once.", example: "95%")
  static let offerTable = Table("routing.offer", rows: [timeout.row, acceptance.row])
  static let offer = Key.optional(
    "offer", Syntax<Offer>.section(offerTable, build: offer),
    default: Offer(timeout: .zero, acceptance: 1), "taken at once",
    """
    How agents take what is offered; the customer keeps the place. Who lets an offer lapse goes to \
    the end of the order; who goes off duty gives the offer back at once.
    """,
    example: "{timeout: 15s, acceptance: 95%}")
  static let rings = Key.optional(
    "rings", widening, default: [], "none",
    "Who else may answer, by time since the customer entered; cumulative, ascending.",
    example: "[{after: 30s, document-digits: 4}, {after: 2m, location: partner}]")
  static let ageing = Key.optional(
    "ageing", Syntax<Double>.number(0...1e6), default: 0, "`0`",
    "Priority points gained per minute of waiting.", example: "0.5")
  static let within = Key.required(
    "within", Syntax<SimulationTime>.duration(zero: .refused),
    "Who comes back within this time prefers the agent of last time, if he has room.",
    example: "24h")
  static let lastAgent = Key.optional(
    "last-agent",
    Syntax<SimulationTime>.section(Table("routing.last-agent", rows: [within.row])) {
      $0.read(within)
    }, absent: "none", "Preference for the agent of last time.", example: "{within: 24h}")

  static let matchWindow = Key.optional(
    "match-window", Syntax<SimulationTime>.duration(), default: .zero, "`0s`",
    """
    Customers and agents are brought together only at multiples of this time, at most \
    \(Limits.matchWindowMilliseconds) ms: as many of all who wait then as possible, the most \
    urgent first, with the greatest sum of match scores. Equal sums: who entered first, and the \
    agent whom `choose-agent` names; `choose-customer` has no say. 0: as soon as there are both.
    """,
    example: "50ms")

  static let table = Table(
    "routing",
    rows: [
      chooseAgent.row, ties.row, chooseCustomer.row, offer.row, rings.row, ageing.row,
      lastAgent.row, matchWindow.row,
    ])

  /// How offers are taken.
  struct Offer: Sendable {
    var timeout: SimulationTime
    var acceptance: Double
  }

  private static func offer(_ section: Section) -> Offer? {
    let timeout = section.read(timeout)
    let acceptance = section.read(acceptance)
    guard let timeout, let acceptance else { return nil }
    if timeout > .zero, acceptance == 0 {
      section.refuse(
        RoutingKeys.acceptance, found: "0", allowed: "a share above 0: nobody is ever answered")
      return nil
    }
    if timeout == .zero, acceptance < 1 {
      section.refuse(
        RoutingKeys.acceptance, found: "an acceptance below 100 % without a timeout",
        allowed: "a `timeout` above 0 beside it", hint: "for example `timeout: 15s`")
      return nil
    }
    return Offer(timeout: timeout, acceptance: acceptance)
  }

  /// The rule for agents who are alike; refused where a policy leaves none alike.
  private static func ties(of section: Section, _ choice: AgentChoice?) -> AgentChoice.Ties? {
    let ties = section.read(ties)
    if let choice, ties == .any, !choice.leavesTies {
      section.refuse(
        RoutingKeys.ties, found: "`any` under `choose-agent: \(choice.rawValue)`",
        allowed: "`longest-idle`: this policy says itself who of them",
        hint: "`any` goes with `choose-agent: best-match` or `by-rank`")
      return nil
    }
    return ties
  }

  /// The rules of a section.
  static func rules(_ section: Section) -> RoutingRules? {
    let chooseAgent = section.read(chooseAgent)
    let ties = ties(of: section, chooseAgent)
    let chooseCustomer = section.read(chooseCustomer)
    let offer = section.read(offer)
    let rings = section.read(rings)
    let ageing = section.read(ageing)
    let lastAgent = section.read(lastAgent)
    let window = section.read(matchWindow)
    check(window, beside: chooseCustomer, section)
    guard let chooseAgent, let ties, let chooseCustomer, let offer, let rings, let ageing,
      let window
    else { return nil }
    return RoutingRules(
      chooseAgent: chooseAgent, ties: ties, chooseCustomer: chooseCustomer,
      offerTimeout: offer.timeout, offerAcceptance: offer.acceptance, rings: rings,
      ageingPerMinute: ageing,
      lastAgentWithin: lastAgent, matchWindow: window)
  }

  /// A batch asks for the best pairs of all who wait: whatever prefers one pair by itself has no
  /// place beside it.
  private static func check(
    _ window: SimulationTime?, beside customers: CustomerChoice?, _ section: Section
  ) {
    guard let window, window > .zero else { return }
    if window.nanoseconds > Limits.matchWindowMilliseconds * 1_000_000 {
      section.refuse(
        matchWindow, found: "a window of \(window.seconds.plain) s",
        allowed: "at most \(Limits.matchWindowMilliseconds)ms",
        hint: "everyone waits for the end of the window, half of it on the mean")
    }
    if customers == .longestQueue {
      section.refuse(
        chooseCustomer, found: "`longest-queue` beside a `match-window`",
        allowed: "`oldest` or `best-match`",
        hint: "a batch chooses by urgency, then by score, and among equals the oldest")
    }
    if section.has(lastAgent) {
      section.refuse(
        lastAgent, found: "a preference for one agent beside a `match-window`",
        allowed: "one of the two", hint: "a batch asks for the best pairs of all who wait")
    }
  }
}

/// `routing.rings[]`
enum RingKeys {
  static let after = Key.required(
    "after", Syntax<SimulationTime>.duration(), "Time since the customer entered.",
    example: "30s")
  static let digits = Key.optional(
    "document-digits",
    Syntax<Int>.choice([("0", 0), ("2", 2), ("4", 4), ("6", 6)], kind: "0, 2, 4 or 6")
      .withSchema(.object([("enum", .array([0, 2, 4, 6].map(JSON.integer)))])),
    absent: "unchanged",
    "Agents with a branch that agrees with the document in its first so many digits.",
    example: "4")
  static let location = Key.optional(
    "location", Syntax<Int>.reference(to: .locations), absent: "unchanged",
    "Agents there count too.", example: "partner-osaka")
  static let table = Table("routing.rings[]", rows: [after.row, digits.row, location.row])

  static func ring(_ section: Section) -> Ring? {
    let after = section.read(after)
    let digits = section.read(digits)
    let location = section.read(location)
    guard section.has(RingKeys.digits) || section.has(RingKeys.location) else {
      section.reading.refuse(
        section.element.place, found: "a ring that widens nothing",
        allowed: "`document-digits`, `location` or both")
      return nil
    }
    return after.map { Ring(after: $0, documentDigits: digits, location: location) }
  }
}

extension RoutingKeys {
  /// Rings, each later and wider than the one before.
  fileprivate static var widening: Syntax<[Ring]> {
    Syntax<[Ring]>.list(
      of: .section(RingKeys.table, build: RingKeys.ring), 0...Limits.rings, kind: "list"
    ).map { rings, element, reading in
      guard case .list(let entries) = element.content, entries.count == rings.count else {
        return nil
      }
      for (index, ring) in rings.enumerated().dropFirst() {
        let before = rings[..<index]
        reading.inside("\(index)") {
          check(ring, after: Array(before), at: entries[index].place, reading)
        }
      }
      return rings
    }
  }

  private static func check(
    _ ring: Ring, after before: [Ring], at place: Place, _ reading: Reading
  ) {
    if let last = before.last, ring.after <= last.after {
      reading.refuse(
        place,
        found: "a ring after \(ring.after.seconds.plain) s that follows one after "
          + "\(last.after.seconds.plain) s",
        allowed: "each later than the one before")
    }
    let fewest = before.compactMap(\.documentDigits).min() ?? 8
    if let digits = ring.documentDigits, digits >= fewest {
      reading.refuse(
        place, found: "`document-digits: \(digits)` after \(fewest)",
        allowed: "fewer digits than the rings before")
    }
    if let location = ring.location, before.contains(where: { $0.location == location }) {
      reading.refuse(
        place, found: "a location that an earlier ring has let in",
        allowed: "each location once: rings are cumulative")
    }
  }
}

extension Syntax {
  /// The same syntax with another schema.
  func withSchema(_ schema: JSON) -> Syntax {
    Syntax(kind: kind, allowed: allowed, schema: schema, table: table, read: read)
  }
}

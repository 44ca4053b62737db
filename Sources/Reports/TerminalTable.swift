// The report of a run for the terminal: what a planner reads first, in eighty columns.

import Consulting
import Scenarios
import Tallies

/// A result as text in at most eighty columns.
public struct TerminalTable {
  private let document: ResultDocument
  private let ink: Ink

  /// More streams or groups than this are left to the result document.
  private static let listed = 12

  /// The table of that result.
  public init(_ document: ResultDocument, colour: TerminalColour = .never) {
    self.document = document
    ink = Ink(colour: colour)
  }

  /// All lines, each ended by a newline.
  public var text: String {
    var sections = [head]
    if !document.objectives.isEmpty { sections.append(titled("Objectives", objectives)) }
    let interval = document.replications > 1 ? ", 95 % interval" : ""
    sections.append(titled("Figures of a \(occasion)\(interval)", figures))
    sections.append(titled("By demand", demand))
    sections.append(titled("By agents", agents))
    if document.periods.count > 1 { sections.append(titled("By time of arrival", periods)) }
    if let certificate = document.certificate {
      let lines = CertificateLines(ink: ink, opens: document.scenario.opens)
      sections.append(lines.lines(certificate))
    }
    sections.append([invariants] + DisplayWidth.wrapped(engine, to: 80).map { ink(.faint, $0) })
    return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// What one replication is called.
  private var occasion: String { document.scenario.length.seconds > 86_400 ? "run" : "day" }

  private func titled(_ title: String, _ lines: [String]) -> [String] {
    [ink(.bold, title)] + lines
  }

  private var head: [String] {
    var lines = [ink(.bold, DisplayWidth.fitted(document.scenario.name, to: 80))]
    lines += DisplayWidth.wrapped(document.scenario.description, to: 80)
    let count = HumanUnits.fixed(Double(document.replications), 0)
    let plural = document.replications == 1 ? "" : "s"
    let length = FigureUnit.time.limit(document.scenario.length.seconds)
    let contacts = HumanUnits.fixed(Double(document.contacts), 0)
    lines.append(
      "\(count) \(occasion)\(plural) of \(length) simulated, \(contacts) contacts,"
        + " seed \(document.seed)")
    if document.isPartial {
      lines.append(
        ink(
          .unsure,
          "Interrupted: \(count) of \(document.requestedReplications) \(occasion)s finished")
      )
    }
    return lines
  }

  private var objectives: [String] {
    let lines = ObjectiveLines(ink: ink, occasion: occasion, labels: labels)
    return document.objectives.flatMap(lines.lines)
  }

  private var labels: ClockLabels {
    ClockLabels(opens: document.scenario.opens, spans: document.periods.map(\.span))
  }

  /// The service level that the tables show: the first that an objective names.
  private var level: ServiceLevelFigure? {
    for judged in document.objectives {
      guard case .serviceLevel(let within, let variant) = judged.objective.metric else { continue }
      return document.metrics.serviceLevels.first {
        $0.within == within && $0.variant == variant
      }
    }
    return document.metrics.serviceLevels.first
  }

  private func share(of figures: CellFigures) -> String {
    let figure = level.flatMap {
      figures[.serviceLevel(within: $0.within, variant: $0.variant)]
    }
    return FigureUnit.share.text(figure?.mean)
  }

  private var figures: [String] {
    let metrics = document.metrics
    let always: [FigureKey] = [
      .offered, .answered, .abandonment, .waitMean, .waitP50, .waitP95, .waitP99, .asa,
      .handleTime, .occupancy, .matchScore,
    ]
    let ifAny: [FigureKey] = [
      .blocked, .retried, .helped, .firstResponseMean, .firstResponseP95, .unresolved,
    ]
    var lines: [String] = []
    for key in FigureKey.inReadingOrder {
      guard let figure = metrics[key] else { continue }
      let isOfInterest =
        always.contains(key) || ifAny.contains(key) && (figure.mean ?? 0) > 0
        || key == .concurrency && (figure.mean ?? 0) > 1
      if isOfInterest { lines.append(line(key.label, key.unit, figure)) }
      if key == .abandonment, let level {
        let label = "within \(FigureUnit.time.limit(level.within.seconds))"
        lines.append(line(label, .share, level.figure))
      }
    }
    return lines
  }

  private func line(_ label: String, _ unit: FigureUnit, _ figure: Figure) -> String {
    let value = DisplayWidth.right(unit.text(figure.mean), 12)
    let interval = unit.interval(figure)
    let end = interval.isEmpty ? "" : "    " + ink(.faint, interval)
    return "  \(DisplayWidth.left(label, 28))\(value)\(end)"
  }

  private var demand: [String] {
    let within = level.map { "≤ \(FigureUnit.time.limit($0.within.seconds))" } ?? ""
    let grid = TableGrid<NamedFigures>(columns: [
      TableGrid.name("", 20) { $0.name },
      TableGrid.figure("offered", 9) { FigureUnit.count.text($0.figures[.offered]?.mean) },
      TableGrid.figure("abandoned", 10) {
        FigureUnit.share.text($0.figures[.abandonment]?.mean)
      },
      TableGrid.figure(within, 9) { share(of: $0.figures) },
      TableGrid.figure("wait", 8) { FigureUnit.time.text($0.figures[.waitMean]?.mean) },
      TableGrid.figure("95 %", 8) { FigureUnit.time.text($0.figures[.waitP95]?.mean) },
      TableGrid.figure("handle", 8) { FigureUnit.time.text($0.figures[.handleTime]?.mean) },
      TableGrid.figure("match", 6) { FigureUnit.score.text($0.figures[.matchScore]?.mean) },
    ])
    return grid.lines(document.demand, limit: Self.listed, ink: ink)
  }

  private var agents: [String] {
    let grid = TableGrid<NamedFigures>(columns: [
      TableGrid.name("", 26) { $0.name },
      TableGrid.figure("staffed", 8) { FigureUnit.count.text($0.figures.staffed?.mean) },
      TableGrid.figure("answered", 10) { FigureUnit.count.text($0.figures[.answered]?.mean) },
      TableGrid.figure("handle", 9) { FigureUnit.time.text($0.figures[.handleTime]?.mean) },
      TableGrid.figure("occupancy", 11) {
        FigureUnit.share.text($0.figures[.occupancy]?.mean)
      },
      TableGrid.figure("chats", 7) { FigureUnit.chats.text($0.figures[.concurrency]?.mean) },
      TableGrid.figure("match", 7) { FigureUnit.score.text($0.figures[.matchScore]?.mean) },
    ])
    return grid.lines(document.agents, limit: Self.listed, ink: ink)
  }

  private var periods: [String] {
    PeriodLines(
      periods: document.periods, labels: labels, level: level, ink: ink
    ).lines
  }

  private var invariants: String {
    if document.isSound {
      return "Checks: nobody lost, stranded or given to two agents; all six counts are 0."
    }
    let found = document.invariants.named.filter { $0.count != 0 }
    let list = found.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
    return ink(.bad, "CHECKS FAILED: \(list).")
      + "\nThe engine broke its own rules: do not trust these figures, report them."
  }

  private var engine: String {
    let facts = document.engine
    let threads = facts.threads == 1 ? "1 thread" : "\(facts.threads) threads"
    var parts = [
      "Simulated in \(HumanUnits.duration(facts.elapsedSeconds))", threads,
      "at most \(HumanUnits.bytes(facts.peakRSSBytes))",
    ]
    if let rate = document.contactsPerSecond {
      parts.insert("\(HumanUnits.rate(rate)) contacts/s", at: 1)
    }
    if let allocator = facts.allocator {
      parts.append([allocator.name, allocator.version].compactMap(\.self).joined(separator: " "))
    }
    return parts.joined(separator: ", ") + "."
  }
}

extension FigureKey {
  /// The order in which the table tells figures.
  fileprivate static let inReadingOrder: [FigureKey] = [
    .offered, .retried, .answered, .blocked, .abandonment, .waitMean, .waitP50, .waitP95,
    .waitP99, .asa, .firstResponseMean, .firstResponseP95, .handleTime, .helped, .unresolved,
    .occupancy, .concurrency, .matchScore,
  ]
}

extension InvariantTally {
  /// Each count with what it counts.
  fileprivate var named: [(name: String, count: Int64)] {
    [
      ("double assignments", doubleAssignments), ("over capacity", overCapacity),
      ("stranded", stranded), ("lost customers", lostCustomers),
      ("endless offers", endlessOffers), ("hard violations", hardViolations),
    ]
  }
}

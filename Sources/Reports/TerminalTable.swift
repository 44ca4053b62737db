// The report of a run for the terminal: what a planner reads first, in eighty columns.

import Consulting
import Scenarios
import Tallies

/// A result as text in at most eighty columns.
public struct TerminalTable {
  private let document: ResultDocument
  private let ink: Ink

  /// Of more streams or groups than this the largest are shown.
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
    let interval = document.replications > 1 ? ", with 95 % intervals" : ""
    let figures = FigureLines(
      metrics: document.metrics, level: level, ink: ink, isTimeless: isTimeless)
    let figuresOf = isTimeless ? "Figures of the run" : "Figures of a \(occasion)\(interval)"
    sections.append(titled(figuresOf, figures.lines))
    if let clock {
      sections.append(titled("The way to an agent, by the wall clock", clock.stages))
      if isTimeless { sections.append(titled("Throughput", clock.throughput)) }
    }
    sections.append(titled("By demand", demand))
    let quality = MatchQualityLines(document: document, ink: ink)
    if quality.isShown {
      sections.append(titled("How well they fitted", quality.lines(limit: Self.listed)))
    }
    sections.append(titled("By agents", agents))
    if document.periods.count > 1 { sections.append(titled("By time of arrival", periods)) }
    if let certificate = document.certificate {
      let lines = CertificateLines(ink: ink, opens: document.scenario.opens)
      sections.append(lines.lines(certificate))
    }
    let facts = DisplayWidth.wrapped(engine, to: 80).map { ink(.faint, $0) }
    sections.append(invariants + schedule + facts + [summary].compactMap(\.self))
    return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// Whether the run is saturated: its waits are the machinery's own.
  private var isTimeless: Bool { document.wallClock?.pace == .saturated }

  /// What a run on the wall clock says of itself.
  private var clock: WallClockLines? {
    document.wallClock.map { WallClockLines(clock: $0, ink: ink) }
  }

  /// Whether a run on the wall clock kept its schedule, and what it leaves out.
  private var schedule: [String] {
    guard let clock else { return [] }
    let limits = clock.limits.flatMap { DisplayWidth.wrapped($0, to: 80) }
    let lines = DisplayWidth.wrapped(clock.schedule ?? "", to: 80)
    return lines.map { document.wallClock?.isValid == true ? $0 : ink(.bad, $0) } + limits
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
    let customers = HumanUnits.fixed(Double(document.contacts), 0)
    let contacts = "\(customers) \(document.contacts == 1 ? "contact" : "contacts")"
    if let wallClock = document.wallClock {
      lines.append("\(Self.pace(wallClock)), \(contacts), seed \(document.seed)")
      if document.isPartial { lines.append(ink(.unsure, "Interrupted before its end")) }
      return lines
    }
    lines.append(
      "\(count) \(occasion)\(plural) of \(length) simulated, \(contacts),"
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

  private static func pace(_ clock: WallClockTally) -> String {
    let seconds = HumanUnits.duration(clock.elapsedSeconds)
    return switch clock.pace {
    case .open(let speed):
      "\(seconds) on the wall clock at \(HumanUnits.count(speed)) times the speed"
    case .saturated: "\(seconds) on the wall clock, saturated"
    }
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

  private var demand: [String] {
    if isTimeless { return demandOfSaturated }
    var grid = TableGrid<NamedFigures>(columns: [
      TableGrid.name("", 21) { $0.name },
      TableGrid.figure("offered", width: 8) { FigureUnit.count.text($0.figures[.offered]?.mean) },
      TableGrid.figure("share", "abandoned", width: 10) {
        FigureUnit.share.text($0.figures[.abandonment]?.mean)
      },
      TableGrid.figure(level?.word ?? "", level?.heading ?? "", width: 9) { share(of: $0.figures) },
      TableGrid.figure("mean", "wait", width: 8) {
        FigureUnit.time.text($0.figures[.waitMean]?.mean)
      },
      TableGrid.figure("95 % of", "waits", width: 8) {
        FigureUnit.time.text($0.figures[.waitP95]?.mean)
      },
      TableGrid.figure("handle", "time", width: 8) {
        FigureUnit.time.text($0.figures[.handleTime]?.mean)
      },
      TableGrid.figure("match", width: 6) {
        FigureUnit.score.text($0.figures[.matchScore]?.mean)
      },
    ])
    if document.demand.contains(where: { ($0.figures[.offered]?.mean ?? 0) >= 1e6 }) {
      grid.columns[0].width -= 4
      grid.columns[1].width += 4
    }
    return grid.lines(
      document.demand, limit: Self.listed,
      largestBy: { $0.figures[.offered]?.mean ?? 0 }, ink: ink)
  }

  /// Without what the scenario's clock would tell.
  private var demandOfSaturated: [String] {
    let grid = TableGrid<NamedFigures>(columns: [
      TableGrid.name("", 21) { $0.name },
      TableGrid.figure("offered", width: 12) { FigureUnit.count.text($0.figures[.offered]?.mean) },
      TableGrid.figure("answered", width: 12) {
        FigureUnit.count.text($0.figures[.answered]?.mean)
      },
      TableGrid.figure("match", width: 8) {
        FigureUnit.score.text($0.figures[.matchScore]?.mean)
      },
    ])
    return grid.lines(
      document.demand, limit: Self.listed,
      largestBy: { $0.figures[.offered]?.mean ?? 0 }, ink: ink)
  }

  private var agents: [String] {
    let severalChats = document.agents.contains { ($0.figures[.concurrency]?.mean ?? 0) > 1 }
    var grid = TableGrid<NamedFigures>(columns: [
      TableGrid.name("", 22) { $0.name },
      TableGrid.figure("staffed", width: 8) { FigureUnit.count.text($0.figures.staffed?.mean) },
      TableGrid.figure("answered", width: 10) {
        FigureUnit.count.text($0.figures[.answered]?.mean)
      },
      TableGrid.figure("occupancy", width: 11) {
        FigureUnit.share.text($0.figures[.occupancy]?.mean)
      },
    ])
    if severalChats {
      grid.columns += [
        TableGrid.figure("places", "taken", width: 8) {
          FigureUnit.share.text($0.figures[.slotLoad]?.mean)
        },
        TableGrid.figure("chats", "at once", width: 8) {
          FigureUnit.chats.text($0.figures[.concurrency]?.mean)
        },
      ]
    }
    if !isTimeless {
      grid.columns.append(
        TableGrid.figure("handle", "time", width: 8) {
          FigureUnit.time.text($0.figures[.handleTime]?.mean)
        })
    }
    grid.columns.append(
      TableGrid.figure("match", width: 6) {
        FigureUnit.score.text($0.figures[.matchScore]?.mean)
      })
    if severalChats { grid.columns[0].width = 19 }
    return grid.lines(
      document.agents, limit: Self.listed, largestBy: { $0.figures.staffed?.mean ?? 0 }, ink: ink)
  }

  private var periods: [String] {
    PeriodLines(
      periods: document.periods, labels: labels, level: level, ink: ink
    ).lines
  }

  private var invariants: [String] {
    if document.isSound {
      return ["Checks: nobody lost, stranded or given to two agents; all six counts are 0."]
    }
    let found = document.invariants.named.filter { $0.count != 0 }
    let list = found.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
    return DisplayWidth.wrapped("CHECKS FAILED: \(list).", to: 80).map { ink(.bad, $0) }
      + ["The engine broke its own rules: do not trust these figures, report them."]
  }

  private var engine: String {
    let facts = document.engine
    if let clock {
      let arenas = facts.allocator?.arenas.map { " \($0.words)" } ?? ""
      return "\(clock.machinery) \(HumanUnits.bytes(facts.peakRSSBytes)) of memory.\(arenas)"
    }
    let threads = facts.threads == 1 ? "1 thread" : "\(facts.threads) threads"
    let rate = document.contactsPerSecond.map { "\(HumanUnits.rate($0)) contacts/s " } ?? ""
    return "Simulated in \(HumanUnits.duration(facts.elapsedSeconds)): \(rate)on \(threads),"
      + " \(HumanUnits.bytes(facts.peakRSSBytes)) of memory."
  }

  /// The verdicts in one line; nil without objectives.
  private var summary: String? {
    let count = { verdict in document.objectives.filter { $0.verdict == verdict }.count }
    let (all, missed, undecided) = (document.objectives.count, count(.missed), count(.undecided))
    guard all > 0 else { return nil }
    if missed == 0, undecided == 0 {
      return ink(.good, all == 1 ? "✔ The objective is met." : "✔ All \(all) objectives are met.")
    }
    let words = [(count(.met), "met"), (missed, "missed"), (undecided, "undecided")]
      .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    let advice = missed == 0 ? "; more replications will tell" : ""
    let line = "Of \(all) objective\(all == 1 ? "" : "s"): \(words)\(advice)."
    return missed > 0 ? ink(.bad, "✘ \(line)") : ink(.unsure, "? \(line)")
  }
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

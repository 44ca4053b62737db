// What was demanded and what came of it, in words: the first thing a page says.

import Consulting
import Scenarios

/// The objectives of all results.
struct ObjectiveSection {
  let results: [ShownResult]

  /// Writes the section's content.
  func write(into page: inout Markup) {
    guard results.count == 1 else {
      table.write(into: &page)
      return
    }
    let objectives = results[0].document.objectives ?? []
    page.element("p", Self.summary(of: objectives))
    guard !objectives.isEmpty else { return }
    let key = [
      Picture.Sample(shape: .line, style: "target", text: "target"),
      Picture.Sample(shape: .disc, style: "one dot", text: "figure"),
      Picture.Sample(shape: .area, style: "band", text: "95 % interval"),
      Picture.Sample(
        shape: .area, style: "spread", text: "nine \(results[0].occasion)s in ten"),
    ]
    Picture.write(key, into: &page)
    page.element("ul", ["class": "objectives"]) { page in
      for objective in objectives {
        page.element("li", ["class": objective.demanded.verdict.rawValue]) { page in
          ObjectiveWords(objective, in: results[0]).write(into: &page)
        }
      }
    }
  }

  /// One row for each objective that any result has, one column for each result.
  private var table: DataTable {
    let words = results.map { result in
      (result.document.objectives ?? []).map { ObjectiveWords($0, in: result) }
    }
    var phrases: [String] = []
    for phrase in words.joined().map(\.phrase) where !phrases.contains(phrase) {
      phrases.append(phrase)
    }
    return DataTable(
      caption: "Objectives of each result", headings: ["objective"] + results.compactMap(\.letter),
      rows: phrases.map { phrase in
        [.name(ShownName(phrase))]
          + words.map { $0.first { $0.phrase == phrase }?.cell ?? .text("–") }
      })
  }

  /// `5 objectives: 3 met, 1 missed, 1 undecided.`
  private static func summary(of objectives: [ReadObjective]) -> String {
    guard !objectives.isEmpty else { return "The scenario demands nothing of its figures." }
    let counts = Verdict.allCases.compactMap { verdict -> String? in
      let count = objectives.filter { $0.demanded.verdict == verdict }.count
      return count > 0 ? "\(count) \(verdict.rawValue)" : nil
    }
    let all = objectives.count
    return "\(all) \(all == 1 ? "objective" : "objectives"): \(counts.joined(separator: ", "))."
  }
}

/// One objective in words.
struct ObjectiveWords {
  private let objective: ReadObjective
  private let result: ShownResult
  private let unit: FigureUnit

  init(_ objective: ReadObjective, in result: ShownResult) {
    self.objective = objective
    self.result = result
    unit = objective.demanded.objective.metric.unit
  }

  func write(into page: inout Markup) {
    let demanded = objective.demanded
    page.element("p", ["class": "verdict"]) { page in
      page.element("span", ["aria-hidden": "true"], demanded.verdict.mark)
      page.text(" \(demanded.verdict.rawValue)")
    }
    page.element("p", ["class": "figure"], unit.text(demanded.value.mean))
    page.element("div") { page in
      page.element("p", ["class": "demanded"]) { $0.element("bdi", phrase) }
      for sentence in [outcome, periods, days].compactMap(\.self) {
        page.element("p", ["class": "faint"], sentence)
      }
    }
    IntervalStrip(objective)?.write(into: &page)
  }

  /// Verdict, figure and interval.
  var cell: DataTable.Cell {
    let verdict = objective.demanded.verdict
    let value = objective.demanded.value
    return .value(
      "\(verdict.mark) \(verdict.rawValue), \(unit.text(value.mean))",
      interval: unit.interval(value))
  }

  /// `At least 80 % answered within 20 s`
  var phrase: String {
    let phrase = ShownName(objective.demanded.phrase).alone
    return phrase.prefix(1).uppercased() + phrase.dropFirst()
  }

  /// Interval and distance from the target.
  private var outcome: String {
    let demanded = objective.demanded
    guard let mean = demanded.value.mean else { return "There are no cases to judge it by." }
    let interval = unit.interval(demanded.value)
    let known = interval.isEmpty ? "One replication, no interval" : "95 % interval \(interval)"
    let limit = demanded.objective.bound.limit
    return "\(known); \(unit.distance(from: limit, to: mean)) the target."
  }

  private var periods: String? {
    guard let periods = objective.periods else { return nil }
    let judged = periods.met + periods.missed + periods.undecided
    let deciding = objective.demanded.decidingPeriod.map { span in
      let opens = result.document.scenario.opens.map { SimulationTime(seconds: $0) }
      let label = ClockLabels(opens: opens, spans: [span]).label(span)
      guard let needed = needed(of: judged), needed < judged else {
        return "; \(label) decides and gives the figure"
      }
      return "; \(needed) must, and \(label), the worst of the best \(needed), gives the figure"
    }
    return "\(periods.met) of \(judged) periods met it, \(periods.missed) missed it"
      + "\(deciding ?? "")."
  }

  /// How many of the periods must hold: the fewest that make up the share demanded.
  private func needed(of judged: Int) -> Int? {
    guard case .shareOfPeriods(let share) = objective.demanded.objective.over else { return nil }
    return (0..<judged).first { Double($0 + 1) / Double(judged) >= share }.map { $0 + 1 }
  }

  private var days: String? {
    guard let days = objective.days, result.document.replications > 1 else { return nil }
    let met =
      days.share_met >= 1
      ? "every \(result.occasion)"
      : "\(HumanUnits.share(days.share_met)) of the \(result.occasion)s"
    let spread = unit.interval(days.p05, days.p95)
    return "Met on \(met); nine \(result.occasion)s in ten were within \(spread)."
  }
}

extension Verdict {
  /// A sign that needs no colour.
  var mark: String {
    switch self {
    case .met: "✔"
    case .missed: "✘"
    case .undecided: "?"
    }
  }
}

extension FigureUnit {
  /// `3.2 points above`, `12.3 s below`, `exactly at`
  func distance(from limit: Double, to value: Double) -> String {
    let gap = value - limit
    if gap == 0 { return "exactly at" }
    let side = gap > 0 ? "above" : "below"
    if case .share = self { return "\(HumanUnits.fixed(abs(gap) * 100, 1)) points \(side)" }
    return "\(text(abs(gap))) \(side)"
  }
}

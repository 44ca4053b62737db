// The course of the day: demand, staffing and service by period of arrival.

import Consulting
import Scenarios

/// The part of the terminal table about periods.
struct PeriodLines {
  let periods: [PeriodFigures]
  let labels: ClockLabels
  let level: ServiceLevelFigure?
  let ink: Ink

  /// More periods than this are drawn, and only the worst of them listed.
  private static let listed = 24
  private static let worst = 12
  private static let drawn = 48

  /// The lines, without a heading.
  var lines: [String] {
    if periods.count <= Self.listed { return grid.lines(periods, ink: ink) }
    let byService = periods.enumerated().sorted { a, b in
      let (first, second) = (share(a.element) ?? 2, share(b.element) ?? 2)
      return first == second ? a.offset < b.offset : first < second
    }
    let worst = byService.prefix(Self.worst).sorted { $0.offset < $1.offset }.map(\.element)
    let rest = HumanUnits.fixed(Double(periods.count - worst.count), 0)
    let note = "  The \(worst.count) periods with the lowest service level; \(rest) more, see"
    return curves + ["", ink(.faint, "\(note) result.json.")] + grid.lines(worst, ink: ink)
  }

  /// Customers per second.
  private func demand(_ period: PeriodFigures) -> Double {
    let seconds = (period.span.upperBound - period.span.lowerBound).seconds
    return (period.figures[.offered]?.mean ?? 0) / seconds
  }

  private func share(_ period: PeriodFigures) -> Double? {
    level.flatMap { period.figures[.serviceLevel(within: $0.within, variant: $0.variant)] }?.mean
  }

  private var grid: TableGrid<PeriodFigures> {
    let largest = periods.map(demand).max() ?? 0
    let labelWidth = min(
      (periods.map { DisplayWidth.of(labels.label($0.span)) }.max() ?? 0) + 2, 22)
    let barWidth = 30 - labelWidth
    return TableGrid(columns: [
      TableGrid.name("", labelWidth) { labels.label($0.span) },
      TableGrid.name("demand", barWidth) {
        Bars.bar(largest > 0 ? demand($0) / largest : 0, columns: barWidth - 1)
      },
      TableGrid.figure("offered", width: 10) { FigureUnit.count.text($0.figures[.offered]?.mean) },
      TableGrid.figure("staffed", width: 9) { FigureUnit.count.text($0.figures.staffed?.mean) },
      TableGrid.figure(level?.word ?? "", level?.heading ?? "", width: 10) {
        FigureUnit.share.text(share($0))
      },
      TableGrid.figure("mean", "wait", width: 9) {
        FigureUnit.time.text($0.figures[.waitMean]?.mean)
      },
      TableGrid.figure("95 % of", "waits", width: 9) {
        FigureUnit.time.text($0.figures[.waitP95]?.mean)
      },
    ])
  }

  /// One character a period, or a few periods: demand by its mean, service by its worst.
  private var curves: [String] {
    let size = (periods.count + Self.drawn - 1) / Self.drawn
    let groups = stride(from: 0, to: periods.count, by: size).map {
      periods[$0..<min($0 + size, periods.count)]
    }
    let demands = groups.map { group in
      group.map(demand).reduce(0, +) / Double(group.count)
    }
    let largest = demands.max() ?? 0
    let shares = groups.map { $0.compactMap(share).min() }
    let known = shares.compactMap(\.self)
    let span = FigureUnit.share.interval(known.min(), known.max())
    return [
      "  demand   " + demands.map { Bars.block(largest > 0 ? $0 / largest : 0) }.joined()
        + ink(.faint, "  up to \(HumanUnits.count(largest * 3600))/h"),
      "  \(DisplayWidth.left(level?.heading ?? "", 9))"
        + shares.map { $0.map(Bars.block) ?? " " }.joined() + ink(.faint, "  \(span)"),
    ] + [ink(.faint, "           \(scale(of: groups))")]
  }

  private func scale(of groups: [ArraySlice<PeriodFigures>]) -> String {
    guard let first = groups.first?.first, let last = groups.first?.last, let end = periods.last
    else { return "" }
    let whole = labels.label(first.span.lowerBound..<end.span.upperBound)
    let step = (last.span.upperBound - first.span.lowerBound).seconds
    return "\(whole), one column for \(FigureUnit.time.limit(step))"
  }
}

extension ServiceLevelFigure {
  /// The first line of a column's heading.
  var word: String { variant == .offered ? "answered" : "service" }

  /// Its second line.
  var heading: String { "≤ \(FigureUnit.time.limit(within.seconds))" }
}

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
  private static let drawn = 64

  /// The lines, without a heading.
  var lines: [String] {
    if periods.count <= Self.listed { return grid.lines(periods, limit: Self.listed, ink: ink) }
    let byService = periods.enumerated().sorted { a, b in
      let (first, second) = (share(a.element) ?? 2, share(b.element) ?? 2)
      return first == second ? a.offset < b.offset : first < second
    }
    let worst = byService.prefix(Self.worst).sorted { $0.offset < $1.offset }.map(\.element)
    let rest = periods.count - worst.count
    let note = "  The \(worst.count) periods with the lowest service level; \(rest) more in the"
    return curves + [ink(.faint, "\(note) result document.")]
      + grid.lines(worst, limit: Self.worst, ink: ink)
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
    let barWidth = 27 - labelWidth
    let percent = level.map { "≤ \(FigureUnit.time.limit($0.within.seconds))" } ?? ""
    return TableGrid(columns: [
      TableGrid.name("", labelWidth) { labels.label($0.span) },
      TableGrid.name("demand", barWidth) {
        Self.bar(largest > 0 ? demand($0) / largest : 0, columns: barWidth - 1)
      },
      TableGrid.figure("offered", 9) { FigureUnit.count.text($0.figures[.offered]?.mean) },
      TableGrid.figure("staffed", 9) { FigureUnit.count.text($0.figures.staffed?.mean) },
      TableGrid.figure(percent, 9) { FigureUnit.share.text(share($0)) },
      TableGrid.figure("mean wait", 11) { FigureUnit.time.text($0.figures[.waitMean]?.mean) },
      TableGrid.figure("95 % within", 12) { FigureUnit.time.text($0.figures[.waitP95]?.mean) },
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
    return [
      "  demand   " + demands.map { Self.block(largest > 0 ? $0 / largest : 0) }.joined(),
      "  service  " + shares.map { $0.map(Self.block) ?? " " }.joined(),
    ]
  }

  /// A block as high as the share, the lowest for nothing.
  private static func block(_ share: Double) -> String {
    let blocks = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    return blocks[min(max(Int((share * 7).rounded()), 0), 7)]
  }

  /// A bar as long as the share, in eighths of a column.
  private static func bar(_ share: Double, columns: Int) -> String {
    let eighths = Int((min(max(share, 0), 1) * Double(columns * 8)).rounded())
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    return String(repeating: "█", count: eighths / 8) + rest
  }
}

// How well customers and agents fitted, beyond the mean score.

import Scenarios

/// Tables of match quality, two for each result.
struct QualitySection {
  let results: [ShownResult]

  private typealias Column = (
    heading: String, unit: FigureUnit, figure: @Sendable (ReadFigures) -> Figure?
  )

  /// Whether no result says anything of it.
  var isEmpty: Bool {
    mostRows == 0 || results.allSatisfy { Self.isMute($0.document.metrics) }
  }

  func write(into page: inout Markup) {
    for result in results where !Self.isMute(result.document.metrics) {
      if let letter = result.letter { page.element("h3", "Result \(letter)") }
      customers(of: result).write(into: &page)
      agents(of: result)?.write(into: &page)
    }
  }

  private static func isMute(_ cell: ReadFigures) -> Bool {
    cell.quality?.score_p10?.mean == nil && cell.quality?.regret_free?.mean == nil
  }

  private static let columns: [Column] = [
    ("match score", .score, { $0[.matchScore] }),
    ("lowest tenth", .score, { $0.quality?.score_p10 }),
    ("language shared", .share, { $0.quality?.exact_language }),
    ("digits that agree", .chats, { $0.quality?.document_depth }),
    ("at home", .share, { $0.quality?.home_location }),
    ("regret, free", .score, { $0.quality?.regret_free }),
    ("regret, on duty", .score, { $0.quality?.regret_on_shift }),
    ("overtakes", .count, { $0.quality?.overtakes }),
    ("of the best in hindsight", .share, { $0.quality?.hindsight_ratio }),
    ("evenly busy", .score, { $0.quality?.fairness }),
  ]

  /// Rows of a table beside everyone: several results share the page, and few rows say nothing.
  private var mostRows: Int {
    let share = Shown.names / results.count
    return share > 4 ? share : 0
  }

  /// Everyone, then the largest streams.
  private func customers(of result: ShownResult) -> DataTable {
    let streams = (result.document.demand?.cells ?? []).prefix(mostRows)
    let cells = [result.document.metrics] + (streams.count > 1 ? streams.map(\.figures) : [])
    let columns = Self.shown(Self.columns.dropLast(), in: cells)
    let names = [DataTable.Cell.text("everyone")] + streams.map { .name(ShownName($0.name)) }
    return DataTable(
      caption: title("How well customers were matched", of: result),
      headings: ["stream"] + columns.map(\.heading),
      rows: zip(names, cells).map { [$0] + Self.row(columns, of: $1) })
  }

  /// The busiest groups; nil for a single one.
  private func agents(of result: ShownResult) -> DataTable? {
    guard let all = result.document.agents?.cells, all.count > 1, mostRows > 0
    else { return nil }
    let groups = all.prefix(mostRows)
    let columns = Self.shown(Self.columns[...], in: groups.map(\.figures))
    return DataTable(
      caption: title("How well agents were matched", of: result),
      headings: ["group"] + columns.map(\.heading),
      rows: groups.map { [.name(ShownName($0.name))] + Self.row(columns, of: $0.figures) })
  }

  /// Columns in which some cell has a figure.
  private static func shown(_ columns: ArraySlice<Column>, in cells: [ReadFigures]) -> [Column] {
    columns.filter { column in cells.contains { column.figure($0)?.mean != nil } }
  }

  private static func row(_ columns: [Column], of cell: ReadFigures) -> [DataTable.Cell] {
    columns.map { column in
      let figure = column.figure(cell)
      return .value(
        column.unit.text(figure?.mean), interval: figure.map(column.unit.interval) ?? "")
    }
  }

  private func title(_ title: String, of result: ShownResult) -> String {
    result.letter.map { "\($0): \(title)" } ?? title
  }
}

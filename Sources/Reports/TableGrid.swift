// Rows in columns of fixed width under headings of one or two lines, capped.

/// A table of one row a line.
struct TableGrid<Row> {
  /// One column.
  struct Column {
    /// On which side of the column the text stands.
    enum Side {
      case left, right
    }

    /// One or two lines.
    var title: [String]
    var width: Int
    var side: Side
    var text: (Row) -> String

    fileprivate func cell(_ text: String) -> String {
      side == .left
        ? DisplayWidth.left(DisplayWidth.shortened(text, to: width - 1), width)
        : DisplayWidth.right(text, width)
    }

    /// The title's line, counted from the bottom.
    fileprivate func heading(_ line: Int) -> String {
      cell(line < title.count ? title[title.count - 1 - line] : "")
    }
  }

  var columns: [Column]

  /// A column of text.
  static func name(_ title: String, _ width: Int, _ text: @escaping (Row) -> String) -> Column {
    Column(title: [title], width: width, side: .left, text: text)
  }

  /// A column of figures; the title may have two lines.
  static func figure(
    _ title: String..., width: Int, text: @escaping (Row) -> String
  ) -> Column {
    Column(title: title, width: width, side: .right, text: text)
  }

  /// Heading and rows.
  func lines(_ rows: [Row], ink: Ink) -> [String] {
    let height = columns.map(\.title.count).max() ?? 1
    let headings = (0..<height).reversed().map { line in
      Self.row(columns.map { $0.heading(line) })
    }
    return headings.map { ink(.faint, $0) }
      + rows.map { row in Self.row(columns.map { $0.cell($0.text(row)) }) }
  }

  /// Heading and rows; beyond `limit` only the largest, largest first, and a line that says how
  /// many are left to the result file.
  func lines(_ rows: [Row], limit: Int, largestBy size: (Row) -> Double, ink: Ink) -> [String] {
    guard rows.count > limit else { return lines(rows, ink: ink) }
    let sizes = rows.map(size)
    let order = rows.indices.sorted { a, b in sizes[a] == sizes[b] ? a < b : sizes[a] > sizes[b] }
    let rest = HumanUnits.fixed(Double(rows.count - limit), 0)
    return lines(order.prefix(limit).map { rows[$0] }, ink: ink)
      + [ink(.faint, "  … and \(rest) more, see result.json")]
  }

  private static func row(_ cells: [String]) -> String {
    var row = "  " + cells.joined()
    while row.hasSuffix(" ") { row.removeLast() }
    return row
  }
}

// Rows in columns of fixed width, capped.

/// A table of one row a line.
struct TableGrid<Row> {
  /// One column.
  struct Column {
    /// On which side of the column the text stands.
    enum Side {
      case left, right
    }

    var title: String
    var width: Int
    var side: Side
    var text: (Row) -> String

    fileprivate func cell(_ text: String) -> String {
      side == .left ? DisplayWidth.left(text, width) : DisplayWidth.right(text, width)
    }
  }

  var columns: [Column]

  /// A column of text.
  static func name(_ title: String, _ width: Int, _ text: @escaping (Row) -> String) -> Column {
    Column(title: title, width: width, side: .left, text: text)
  }

  /// A column of figures.
  static func figure(_ title: String, _ width: Int, _ text: @escaping (Row) -> String) -> Column {
    Column(title: title, width: width, side: .right, text: text)
  }

  /// Heading and rows; beyond `limit` rows one line says how many are only in the result file.
  func lines(_ rows: [Row], limit: Int, ink: Ink) -> [String] {
    let heading = columns.map { $0.cell($0.title) }.joined()
    var lines = ["  " + ink(.faint, heading)]
    for row in rows.prefix(limit) {
      lines.append("  " + columns.map { $0.cell($0.text(row)) }.joined())
    }
    if rows.count > limit {
      lines.append(ink(.faint, "  … \(rows.count - limit) more in the result document"))
    }
    return lines
  }
}

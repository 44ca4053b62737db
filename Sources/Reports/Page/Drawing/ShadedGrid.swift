// A grid of rows and columns whose cells are shaded by a share and say their value.

/// Cells by row and column.
struct ShadedGrid {
  /// One cell.
  struct Cell {
    let row: Int
    let column: Int
    /// 0…1, how dark it is.
    let shade: Double
    /// One or two lines.
    let lines: [String]
  }

  let rows: [ShownName]
  let columns: [ShownName]
  let cells: [Cell]

  private static let left = 150.0
  private static let top = 88.0
  private static let rowHeight = 38.0

  /// What each shade stands for.
  static func key(of whole: String) -> [Picture.Sample] {
    let words = ["under 20 % of \(whole)", "20–40 %", "40–60 %", "60–80 %", "80 % and more"]
    return words.enumerated().map { index, text in
      Picture.Sample(shape: .area, style: "shade\(index + 1)", text: text)
    }
  }

  var drawing: Drawing {
    var marks = Markup()
    let width = min((Drawing.width - Self.left - 56) / Double(max(columns.count, 1)), 110)
    for (index, name) in rows.enumerated() {
      let y = Self.top + (Double(index) + 0.5) * Self.rowHeight
      marks.label(name.fitted(to: 19), at: Place(Self.left - 8, y + 4), .end, "name")
    }
    for (index, name) in columns.enumerated() {
      let x = Self.left + (Double(index) + 0.5) * width
      marks.climbingLabel(name.fitted(to: 15), at: Place(x - 4, Self.top - 8))
    }
    var places: [Place] = []
    for row in rows.indices {
      for column in columns.indices {
        let corner = Place(
          Self.left + Double(column) * width + 1, Self.top + Double(row) * Self.rowHeight + 1)
        marks.rectangle(corner, width: width - 2, height: Self.rowHeight - 2, "cell")
      }
    }
    for cell in cells {
      let place = Place(
        Self.left + (Double(cell.column) + 0.5) * width,
        Self.top + (Double(cell.row) + 0.5) * Self.rowHeight)
      draw(cell, at: place, width: width, into: &marks)
      places.append(place)
    }
    let height = Self.top + Double(rows.count) * Self.rowHeight + 6
    return Drawing(height: height, marks: marks, places: places, search: .both)
  }

  private func draw(
    _ cell: Cell, at place: Place, width: Double, into marks: inout Markup
  ) {
    let step = cell.shade > 0 ? Int(min(cell.shade, 0.8) * 5) + 1 : 0
    let corner = Place(place.x - width / 2 + 1, place.y - Self.rowHeight / 2 + 1)
    marks.rectangle(corner, width: width - 2, height: Self.rowHeight - 2, "shade\(step)")
    let first = cell.lines.count > 1 ? -3.0 : 4.0
    for (index, line) in cell.lines.enumerated() {
      let y = place.y + first + Double(index) * 14
      let style = "on\(step)" + (index > 0 ? " small" : "")
      marks.label(line, at: Place(place.x, y), .middle, style)
    }
  }
}

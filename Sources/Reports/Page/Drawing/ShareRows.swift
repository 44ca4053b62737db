// Shares with their intervals, one row for each name.

/// Dots and lozenges on an axis from 0 to 100 %.
struct ShareRows {
  /// One row.
  struct Row {
    let name: ShownName
    let disc: Figure?
    let lozenge: Figure?
  }

  let rows: [Row]

  private static let rowHeight = 30.0
  private static let left = 150.0

  var drawing: Drawing {
    var frame = PlotFrame()
    frame.left = Self.left
    frame.bottom = frame.top + Double(rows.count) * Self.rowHeight
    let scale = AxisScale(upTo: 1, ends: frame.across)
    var marks = Markup()
    frame.drawColumns(
      [0, 0.25, 0.5, 0.75, 1], at: scale.place, into: &marks, label: FigureUnit.share.limit)
    var places: [Place] = []
    for (index, row) in rows.enumerated() {
      let y = frame.top + (Double(index) + 0.5) * Self.rowHeight
      marks.label(row.name.fitted(to: 19), at: Place(Self.left - 8, y + 4), .end, "name")
      marks.line(from: Place(frame.left, y), to: Place(frame.right, y), "grid")
      draw(row.disc, at: y - 4, on: scale, "one", into: &marks) { place, marks in
        marks.disc(place, radius: 4.5, "one dot")
      }
      draw(row.lozenge, at: y + 4, on: scale, "two", into: &marks) { place, marks in
        marks.lozenge(place, radius: 5.5, "two dot")
      }
      places.append(Place(scale.place(of: row.disc?.mean ?? 0), y))
    }
    return Drawing(height: frame.height, marks: marks, places: places, search: .down)
  }

  private func draw(
    _ figure: Figure?, at y: Double, on scale: AxisScale, _ style: String,
    into marks: inout Markup, dot: (Place, inout Markup) -> Void
  ) {
    guard let figure, let mean = figure.mean else { return }
    if let low = figure.low, let high = figure.high {
      marks.line(
        from: Place(scale.place(of: low), y), to: Place(scale.place(of: high), y),
        "\(style) whisker")
    }
    dot(Place(scale.place(of: mean), y), &marks)
  }
}

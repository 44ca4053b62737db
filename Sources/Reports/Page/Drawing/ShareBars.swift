// Bars of 100 %, cut into parts, one for each name.

/// Parts of a whole by name.
struct ShareBars {
  /// One bar.
  struct Bar {
    let name: ShownName
    /// Shares that add up to 1.
    let parts: [(part: Int, share: Double)]
  }

  let bars: [Bar]

  private static let rowHeight = 30.0
  private static let left = 150.0
  /// Parts beyond the last style share it.
  static let styles = ["fill one", "fill two", "fill three", "fill four"]

  /// The style of a part.
  static func style(of part: Int) -> String { styles[min(part, styles.count - 1)] }

  /// One row of the table for each part of each bar, in their order.
  var drawing: Drawing {
    var frame = PlotFrame()
    frame.left = Self.left
    frame.bottom = frame.top + Double(bars.count) * Self.rowHeight
    let scale = AxisScale(upTo: 1, ends: frame.across)
    var marks = Markup()
    var places: [Place] = []
    frame.drawColumns(
      [0, 0.25, 0.5, 0.75, 1], at: scale.place, into: &marks, label: FigureUnit.share.limit)
    for (index, bar) in bars.enumerated() {
      let y = frame.top + (Double(index) + 0.5) * Self.rowHeight
      marks.label(bar.name.fitted(to: 19), at: Place(Self.left - 8, y + 4), .end, "name")
      var sum = 0.0
      for (part, share) in bar.parts {
        let (from, to) = (scale.place(of: sum), scale.place(of: sum + share))
        sum += share
        marks.rectangle(
          Place(from + 0.75, y - 10), width: to - from - 1.5, height: 20, Self.style(of: part))
        if part > 0, to - from > 22 {
          marks.label("\(part)", at: Place((from + to) / 2, y + 4), .middle, "onfill")
        }
        places.append(Place((from + to) / 2, y))
      }
    }
    return Drawing(height: frame.height, marks: marks, places: places, search: .both)
  }
}

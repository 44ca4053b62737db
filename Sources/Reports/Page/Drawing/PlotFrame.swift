// The rectangle in which values are plotted, with its axes and grid.

/// A plot's inside, between the labels of its axes.
struct PlotFrame {
  var left = 62.0
  var right = Drawing.width - 14
  var top = 14.0
  var bottom = 216.0

  /// The height of a drawing of this plot.
  var height: Double { bottom + 34 }

  /// Ends for an axis that climbs.
  var climbing: (Double, Double) { (bottom, top) }
  /// Ends for an axis to the right.
  var across: (Double, Double) { (left, right) }

  /// Horizontal lines with their labels on the left.
  func drawLevels(
    _ ticks: [Double], of scale: AxisScale, into marks: inout Markup, label: (Double) -> String
  ) {
    for tick in ticks {
      let y = scale.place(of: tick)
      marks.line(from: Place(left, y), to: Place(right, y), tick == 0 ? "axis" : "grid")
      marks.label(label(tick), at: Place(left - 7, y + 4), .end)
    }
  }

  /// Vertical lines with their labels below.
  func drawColumns(
    _ ticks: [Double], at place: (Double) -> Double, into marks: inout Markup,
    label: (Double) -> String
  ) {
    for tick in ticks {
      let x = place(tick)
      marks.line(from: Place(x, top), to: Place(x, bottom), "grid")
      marks.label(label(tick), at: Place(x, bottom + 18), anchor(at: x))
    }
  }

  /// Labels near an edge stay inside.
  private func anchor(at x: Double) -> Markup.Anchor {
    x > right - 12 ? .end : .middle
  }
}

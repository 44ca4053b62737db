// How large a share of the cases lasted at most so long, on an axis of time that widens.

/// Cumulative distributions.
struct CumulativeCurves {
  /// One distribution.
  struct Curve {
    let steps: [ReadDistributions.Step]
    let style: String
  }

  /// The first is the one that a reader is led along.
  let curves: [Curve]
  /// Times that objectives name.
  let marked: [Double]
  /// The longest time of all pictures that are compared.
  let longest: Double
  let frame: PlotFrame

  /// Up to here the axis is even: a thousandth of the longest time, at most a second.
  private var small: Double { min(max(longest / 1000, 0.01), 1) }

  var drawing: Drawing {
    var marks = Markup()
    let across = AxisScale(upTo: longest, ends: frame.across, spread: .wideningFrom(small))
    let climbing = AxisScale(upTo: 1, ends: frame.climbing)
    let ticks = Ticks.wideningTimes(from: small, upTo: longest)
    frame.drawColumns(ticks, at: across.place, into: &marks, label: FigureUnit.time.limit)
    frame.drawLevels(
      [0, 0.25, 0.5, 0.75, 1], of: climbing, into: &marks, label: FigureUnit.share.limit)
    for time in marked where time <= longest {
      let x = across.place(of: time)
      marks.line(from: Place(x, frame.top), to: Place(x, frame.bottom), "limit")
    }
    for curve in curves {
      let places = curve.steps.map {
        Place(across.place(of: $0.up_to), climbing.place(of: $0.share))
      }
      marks.curve(places, curve.style)
    }
    let rows = (curves.first?.steps ?? []).map {
      Place(across.place(of: $0.up_to), climbing.place(of: $0.share))
    }
    return Drawing(height: frame.height, marks: marks, places: rows)
  }
}

// How something went on over the seconds of a run on the wall clock.

/// A line over seconds.
struct RunLine {
  let points: [(seconds: Double, value: Double)]
  let seconds: Double
  /// The largest number of all pictures that are compared.
  let largest: Double
  let frame: PlotFrame
  /// How a level is written.
  let label: (Double) -> String

  var drawing: Drawing {
    var marks = Markup()
    let levels = Ticks.even(upTo: largest)
    let climbing = AxisScale(upTo: levels.last ?? 1, ends: frame.climbing)
    let across = AxisScale(upTo: seconds, ends: frame.across)
    let moments = Ticks.even(upTo: seconds).filter { $0 <= seconds }
    frame.drawColumns(moments, at: across.place, into: &marks) { "\($0.reportedText) s" }
    frame.drawLevels(levels, of: climbing, into: &marks, label: label)
    let places = points.map {
      Place(across.place(of: $0.seconds), climbing.place(of: $0.value))
    }
    marks.curve(places, "line one")
    return Drawing(height: frame.height, marks: marks, places: places)
  }
}

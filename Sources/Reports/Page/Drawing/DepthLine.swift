// How many waited, over the run.

/// A line over seconds.
struct DepthLine {
  let depths: [ReadProfile.Depth]
  let seconds: Double
  /// The largest number of all pictures that are compared.
  let largest: Double
  let frame: PlotFrame

  var drawing: Drawing {
    var marks = Markup()
    let levels = Ticks.even(upTo: largest)
    let climbing = AxisScale(upTo: levels.last ?? 1, ends: frame.climbing)
    let across = AxisScale(upTo: seconds, ends: frame.across)
    let moments = Ticks.even(upTo: seconds).filter { $0 <= seconds }
    frame.drawColumns(moments, at: across.place, into: &marks) { "\($0.reportedText) s" }
    frame.drawLevels(levels, of: climbing, into: &marks) {
      HumanUnits.fixed($0, $0 > 0 && largest < 5 ? 1 : 0)
    }
    let places = depths.map {
      Place(across.place(of: $0.at_s), climbing.place(of: Double($0.waiting)))
    }
    marks.curve(places, "line one")
    return Drawing(height: frame.height, marks: marks, places: places)
  }
}

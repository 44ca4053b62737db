// Lines over the periods of the day, with bands for their intervals and a line for a limit.

/// Figures by period.
struct CourseLines {
  /// One line.
  struct Line {
    /// By period; nil without cases.
    let values: [Double?]
    let style: String
  }

  /// The area between two lines.
  struct Band {
    let low: [Double?]
    let high: [Double?]
    let style: String
  }

  let periods: [ReadPeriod]
  var bands: [Band] = []
  let lines: [Line]
  /// A value that shall be reached or kept.
  var limit: Double?
  let axis: DayAxis
  /// The labels of the vertical axis; the last is its end.
  let ticks: [Double]
  let unit: FigureUnit
  let frame: PlotFrame

  var drawing: Drawing {
    var marks = Markup()
    let scale = AxisScale(upTo: ticks.last ?? 1, ends: frame.climbing)
    axis.draw(into: &marks)
    frame.drawLevels(ticks, of: scale, into: &marks, label: unit.limit)
    func places(_ values: [Double?]) -> [Place?] {
      zip(periods, values).map { period, value in
        value.map { Place(axis.middle(of: period), scale.place(of: $0)) }
      }
    }
    for band in bands {
      marks.area(between: places(band.low), and: places(band.high), band.style)
    }
    if let limit {
      let y = scale.place(of: limit)
      marks.line(from: Place(frame.left, y), to: Place(frame.right, y), "limit")
    }
    for line in lines { marks.curve(places(line.values), line.style) }
    let middle = places(lines.first?.values ?? [])
    let rows = zip(periods, middle).map { period, place in
      place ?? Place(axis.middle(of: period), frame.bottom)
    }
    return Drawing(height: frame.height, marks: marks, places: rows)
  }
}

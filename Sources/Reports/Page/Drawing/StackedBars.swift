// Bars that stand on each other, one stack for each period of the day.

/// Counts by period, from the axis upwards.
struct StackedBars {
  /// One stack.
  struct Stack {
    let period: ReadPeriod
    /// From the lowest to the highest.
    let parts: [Double]
  }

  let stacks: [Stack]
  /// The style of each part.
  let styles: [String]
  let axis: DayAxis
  /// The largest stack of all pictures that are compared.
  let largest: Double
  let frame: PlotFrame

  var drawing: Drawing {
    var marks = Markup()
    let ticks = Ticks.even(upTo: largest)
    let scale = AxisScale(upTo: ticks.last ?? 1, ends: frame.climbing)
    axis.draw(into: &marks)
    frame.drawLevels(ticks, of: scale, into: &marks) {
      HumanUnits.fixed($0, $0 > 0 && largest < 5 ? 1 : 0)
    }
    var places: [Place] = []
    var rectangles = [[(corner: Place, width: Double, height: Double)]](
      repeating: [], count: styles.count)
    for stack in stacks {
      let left = axis.place(of: stack.period.from)
      let right = axis.place(of: stack.period.to)
      let gap = min((right - left) * 0.12, 1.5)
      var sum = 0.0
      for (index, part) in stack.parts.enumerated() {
        let low = scale.place(of: sum)
        sum += part
        let high = scale.place(of: sum)
        rectangles[index].append((Place(left + gap, high), right - left - 2 * gap, low - high))
      }
      places.append(Place((left + right) / 2, scale.place(of: sum)))
    }
    for (style, all) in zip(styles, rectangles) { marks.rectangles(all, style) }
    return Drawing(height: frame.height, marks: marks, places: places)
  }
}

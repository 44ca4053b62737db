// A line that shows where a figure stands against its target; the words beside it say the same.

import Scenarios

/// Target, figure, interval and spread over days of one objective.
struct IntervalStrip {
  private let objective: ReadObjective
  private let mean: Double
  private let scale: AxisScale
  private let limit: Double

  private static let height = 30.0

  /// Nil where there is no figure.
  init?(_ objective: ReadObjective) {
    guard let mean = objective.demanded.value.mean else { return nil }
    self.objective = objective
    self.mean = mean
    limit = objective.demanded.objective.bound.limit
    let values = [mean, limit, objective.demanded.value.high, objective.days?.p95]
    let largest: Double =
      switch objective.demanded.objective.metric.unit {
      case .share, .score: 1
      case .count, .time, .chats: (values.compactMap(\.self).max() ?? 1) * 1.08
      }
    scale = AxisScale(upTo: largest, ends: (6, Drawing.width - 6))
  }

  func write(into page: inout Markup) {
    let image: Markup.Attributes = [
      "class": "strip", "viewBox": "0 0 \(Drawing.width.coordinate) \(Self.height.coordinate)",
      "aria-hidden": "true",
    ]
    page.element("svg", image) { marks in
      let middle = Self.height / 2
      marks.line(from: Place(6, middle), to: Place(Drawing.width - 6, middle), "axis")
      if let days = objective.days {
        bar(from: days.p05, to: days.p95, thickness: 12, "spread", into: &marks)
      }
      if let low = objective.demanded.value.low, let high = objective.demanded.value.high {
        bar(from: low, to: high, thickness: 12, "band", into: &marks)
      }
      let x = scale.place(of: limit)
      marks.line(from: Place(x, 1), to: Place(x, Self.height - 1), "target")
      marks.disc(Place(scale.place(of: mean), middle), radius: 5, "one dot")
    }
  }

  private func bar(
    from low: Double, to high: Double, thickness: Double, _ style: String,
    into marks: inout Markup
  ) {
    let left = scale.place(of: low)
    let corner = Place(left, (Self.height - thickness) / 2)
    let width = max(scale.place(of: high) - left, 2)
    marks.rectangle(corner, width: width, height: thickness, style)
  }
}

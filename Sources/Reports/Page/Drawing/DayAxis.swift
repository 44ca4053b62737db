// The time of day along the bottom of a picture.

import Consulting

/// Where moments and periods stand.
struct DayAxis {
  let from: Double
  let to: Double
  private let opens: Double?
  private let labels: ClockLabels
  private let frame: PlotFrame

  /// An axis over those periods, of which there is at least one.
  init(_ periods: [ReadPeriod], opens: Double?, frame: PlotFrame) {
    from = periods.map(\.from).min() ?? 0
    to = periods.map(\.to).max() ?? 1
    self.opens = opens
    self.frame = frame
    labels = ClockLabels(
      opens: opens.map { SimulationTime(seconds: $0) }, spans: periods.map(\.span))
  }

  /// `09:00–09:30`
  func label(_ period: ReadPeriod) -> String { labels.label(period.span) }

  /// `09:00–09:30`
  func label(_ span: Range<SimulationTime>) -> String { labels.label(span) }

  func place(of moment: Double) -> Double {
    frame.left + (moment - from) / (to - from) * (frame.right - frame.left)
  }

  /// The middle of a period.
  func middle(of period: ReadPeriod) -> Double { place(of: (period.from + period.to) / 2) }

  /// Vertical lines where the clock strikes.
  func draw(into marks: inout Markup) {
    let moments = Ticks.moments(from: from, to: to, opens: opens ?? 0)
    frame.drawColumns(moments, at: place, into: &marks) { moment in
      let time = SimulationTime(seconds: moment)
      return String(labels.label(time..<time).prefix { $0 != "–" })
    }
  }
}

// How a table names a span of the day: by the time of day, or by the time since opening.

import Consulting

/// Labels of spans of time, alike for all rows of a table.
struct ClockLabels {
  private let opens: SimulationTime?
  private let showsSeconds: Bool

  /// - Parameters:
  ///   - opens: the time of day at time zero; nil to tell the time since opening.
  ///   - spans: all spans that will be named; if one does not begin and end at a whole minute,
  ///     seconds are shown.
  init(opens: SimulationTime?, spans: [Range<SimulationTime>]) {
    self.opens = opens
    let ends = spans.flatMap { [$0.lowerBound, $0.upperBound] } + [opens ?? .zero]
    showsSeconds = ends.contains { $0.nanoseconds % 60_000_000_000 != 0 }
  }

  /// `09:00–09:30`; past midnight the days since opening go before.
  func label(_ span: Range<SimulationTime>) -> String {
    "\(clock(span.lowerBound))–\(clock(span.upperBound))"
  }

  private func clock(_ time: SimulationTime) -> String {
    let seconds = ((opens ?? .zero) + time).nanoseconds / 1_000_000_000
    let hours = opens == nil ? seconds / 3600 : seconds / 3600 % 24
    let days = opens == nil ? 0 : seconds / 86_400
    let minutes = HumanUnits.twoDigits(seconds / 60 % 60)
    let end = showsSeconds ? ":\(HumanUnits.twoDigits(seconds % 60))" : ""
    return "\(days > 0 ? "\(days)d " : "")\(HumanUnits.twoDigits(hours)):\(minutes)\(end)"
  }
}

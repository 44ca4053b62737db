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

  /// `09:00–09:30`; past midnight the days since opening go before (`1d 09:00–09:30`), once if
  /// both ends are in the same day.
  func label(_ span: Range<SimulationTime>) -> String {
    let isOneDay = day(span.lowerBound) == day(span.upperBound)
    let end = clock(span.upperBound)
    return "\(dated(span.lowerBound))–\(isOneDay ? end : dated(span.upperBound))"
  }

  private func seconds(_ time: SimulationTime) -> Int64 {
    ((opens ?? .zero) + time).nanoseconds / 1_000_000_000
  }

  /// Midnights since the day of opening; time since opening has none.
  private func day(_ time: SimulationTime) -> Int64 { opens == nil ? 0 : seconds(time) / 86_400 }

  private func dated(_ time: SimulationTime) -> String {
    day(time) > 0 ? "\(day(time))d \(clock(time))" : clock(time)
  }

  private func clock(_ time: SimulationTime) -> String {
    let seconds = seconds(time)
    let hours = opens == nil ? seconds / 3600 : seconds / 3600 % 24
    let minutes = HumanUnits.twoDigits(seconds / 60 % 60)
    let end = showsSeconds ? ":\(HumanUnits.twoDigits(seconds % 60))" : ""
    return "\(HumanUnits.twoDigits(hours)):\(minutes)\(end)"
  }
}

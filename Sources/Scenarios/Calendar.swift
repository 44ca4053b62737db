// The time of day and the day of the week at each point of the run: opening hours and shifts.

import Consulting

/// A day of the week.
enum Weekday: Int, CaseIterable, Sendable {
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday

  /// `mon` or `monday`.
  static let words: [(word: String, value: Weekday)] =
    allCases.map { (String("\($0)".prefix(3)), $0) } + allCases.map { ("\($0)", $0) }
}

/// A point of time as the file gives it.
enum Moment: Hashable, Sendable {
  /// A time of day, since midnight.
  case timeOfDay(SimulationTime)
  /// Since opening.
  case elapsed(SimulationTime)
}

/// How the run lies in the week.
struct Calendar: Sendable {
  /// The time of day at time zero; nil if the file does not say.
  var opens: SimulationTime?
  /// How long the run is.
  var length: SimulationTime
  /// The day of time zero.
  var startsOn: Weekday

  static let day = SimulationTime(nanoseconds: 86_400_000_000_000)

  /// Days that the run touches, the one before opening included.
  var days: Range<Int> {
    let last = (length.nanoseconds + (opens ?? .zero).nanoseconds) / Self.day.nanoseconds
    return -1..<Int(last) + 1
  }

  /// Midnight of a day; the day of opening is 0. Without `opens`, days begin at opening.
  func midnight(of day: Int) -> SimulationTime {
    SimulationTime(
      nanoseconds: Int64(day) * Self.day.nanoseconds - (opens ?? .zero).nanoseconds)
  }

  /// The day of the week of a day.
  func weekday(of day: Int) -> Weekday {
    Weekday(rawValue: ((startsOn.rawValue + day) % 7 + 7) % 7) ?? startsOn
  }

  /// The spans of each day from one moment to another, on those days of the week; an end at or
  /// before its start is on the next day. Not cut to the run.
  func spans(
    from: Moment, to: Moment, days weekdays: Set<Weekday>
  ) -> [Range<SimulationTime>] {
    days.compactMap { day in
      guard weekdays.contains(weekday(of: day)) else { return nil }
      guard let start = time(of: from, on: day), let rough = time(of: to, on: day) else {
        return nil
      }
      let end = rough > start ? rough : rough + Self.day
      return end > .zero && start < length ? start..<end : nil
    }
  }

  /// When a moment comes on a day; nil for a span since opening on a day before it.
  private func time(of moment: Moment, on day: Int) -> SimulationTime? {
    switch moment {
    case .timeOfDay(let time): midnight(of: day) + time
    case .elapsed(let time):
      day < 0
        ? nil : SimulationTime(nanoseconds: Int64(day) * Self.day.nanoseconds) + time
    }
  }

  /// The first time not before `earliest` that a moment comes.
  func next(_ moment: Moment, notBefore earliest: SimulationTime) -> SimulationTime {
    switch moment {
    case .elapsed(let time): return time
    case .timeOfDay(let time):
      let since = (earliest - midnight(of: 0) - time).nanoseconds
      let days = since <= 0 ? 0 : (since + Self.day.nanoseconds - 1) / Self.day.nanoseconds
      return midnight(of: 0) + time + SimulationTime(nanoseconds: days * Self.day.nanoseconds)
    }
  }
}

extension [Range<SimulationTime>] {
  /// The same times as ascending spans that neither overlap nor touch, cut to `0..<end`.
  func merged(until end: SimulationTime) -> [Range<SimulationTime>] {
    var merged: [Range<SimulationTime>] = []
    for span in sorted(by: { $0.lowerBound < $1.lowerBound }) {
      let low = Swift.max(span.lowerBound, .zero)
      let high = Swift.min(span.upperBound, end)
      guard low < high else { continue }
      if let last = merged.last, low <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<Swift.max(last.upperBound, high)
      } else {
        merged.append(low..<high)
      }
    }
    return merged
  }
}

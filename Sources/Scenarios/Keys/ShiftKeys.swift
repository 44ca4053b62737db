// The keys of shifts, breaks and opening hours, and how they become staffing by time.

import Consulting

/// One shift as the file gives it.
struct Shift: Sendable {
  var from: Moment
  var to: Moment
  var count: Int
  var days: Set<Weekday>
  var breaks: [(from: Moment, to: Moment)]
}

/// `agents[].shifts[]`
enum ShiftKeys {
  static let from = Key.required(
    "from", Syntax<Moment>.moment, "The beginning, by the clock or since opening.",
    example: "\"09:00\"")
  static let to = Key.required(
    "to", Syntax<Moment>.moment,
    "The end; a time of day at or before the beginning is on the next day.",
    example: "\"17:00\"")
  static let count = Key.required(
    "count", Syntax<Int>.integer(0...Limits.agents), "Agents on this shift.", example: "5")
  static let days = Key.optional(
    "days", Syntax<Set<Weekday>>.weekdays, default: Set(Weekday.allCases), "every day",
    "The days of the week on which it begins; see `starts-on`.", example: "[mon, tue, wed]")
  static let breaks = Key.optional(
    "breaks",
    Syntax<[Pause]>.list(of: .section(breakTable, build: pause), 0...32, kind: "list"),
    default: [], "none", "When all agents of the shift are away.",
    example: "[{from: \"12:00\", to: \"12:30\"}]")
  static let breakTable = Table("agents[].shifts[].breaks[]", rows: [from.row, to.row])
  static let table = Table(
    "agents[].shifts[]", rows: [from.row, to.row, count.row, days.row, breaks.row])

  /// From one moment to another.
  struct Pause: Sendable {
    var from: Moment
    var to: Moment
  }

  static func shift(_ section: Section) -> Shift? {
    let span = pause(section)
    let count = section.read(count)
    let days = section.read(days)
    let breaks = section.read(breaks)
    guard let span, let count, let days, let breaks else { return nil }
    return Shift(
      from: span.from, to: span.to, count: count, days: days,
      breaks: breaks.map { ($0.from, $0.to) })
  }

  /// `from` and `to` of a section, in one kind of time.
  static func pause(_ section: Section) -> Pause? {
    let from = section.read(from)
    let to = section.read(to)
    guard let from, let to else { return nil }
    switch (from, to) {
    case (.elapsed(let start), .elapsed(let end)) where start >= end:
      section.refuse(ShiftKeys.to, found: "`to` is not after `from`", allowed: "a later time")
      return nil
    case (.elapsed, .timeOfDay), (.timeOfDay, .elapsed):
      section.refuse(
        ShiftKeys.to, found: "a time of day beside a duration",
        allowed: "`from` and `to` of one kind")
      return nil
    case (.timeOfDay(let start), .timeOfDay(let end)) where start == end:
      section.refuse(
        ShiftKeys.to, found: "`to` is the same as `from`",
        allowed: "another time; a whole day is `\"00:00\"` to `\"24:00\"`")
      return nil
    default:
      return Pause(from: from, to: to)
    }
  }
}

/// `locations[].hours`
enum HoursKeys {
  static let table = Table(
    "locations[].hours", rows: [ShiftKeys.from.row, ShiftKeys.to.row, ShiftKeys.days.row])

  /// The spans of a run in which a location is open.
  static func spans(_ section: Section) -> [Range<SimulationTime>]? {
    let hours = ShiftKeys.pause(section)
    let days = section.read(ShiftKeys.days)
    guard let hours, let days, let calendar = section.reading.calendar else { return nil }
    let spans = calendar.spans(from: hours.from, to: hours.to, days: days)
      .merged(until: calendar.length)
    guard !spans.isEmpty else {
      section.reading.refuse(
        section.element.place, found: "hours that lie outside the run",
        allowed: "some part of the run must be open")
      return nil
    }
    return spans
  }
}

extension Steps where Value == Int {
  /// The agents on duty by time.
  init(_ shifts: [Shift], in calendar: Calendar) {
    var changes: [SimulationTime: Int] = [:]
    func add(_ count: Int, _ span: Range<SimulationTime>) {
      let low = Swift.max(span.lowerBound, .zero)
      guard low < span.upperBound else { return }
      changes[low, default: 0] += count
      changes[span.upperBound, default: 0] -= count
    }
    for shift in shifts {
      for span in calendar.spans(from: shift.from, to: shift.to, days: shift.days) {
        add(shift.count, span)
        for pause in shift.breaks {
          let start = calendar.breakStart(pause.from, shiftFrom: shift.from, shift: span)
          let end = calendar.breakStart(pause.to, shiftFrom: shift.from, shift: span)
          let last = Swift.min(end > start ? end : end + Calendar.day, span.upperBound)
          if start < last { add(-shift.count, start..<last) }
        }
      }
    }
    self.init(changes: changes, until: calendar.length)
  }

  /// Sums of changes; those at or after the end are left out, so that the last count holds.
  private init(changes: [SimulationTime: Int], until end: SimulationTime) {
    var starts: [SimulationTime] = [.zero]
    var values = [changes[.zero] ?? 0]
    for (time, change) in changes.sorted(by: { $0.key < $1.key })
    where time > .zero && time < end && change != 0 {
      starts.append(time)
      values.append((values.last ?? 0) + change)
    }
    self.init(starts: starts, values: values)
  }

  /// The same counts within the spans, 0 outside them.
  func cut(to spans: [Range<SimulationTime>]?) -> Steps<Int> {
    guard let spans else { return self }
    let ends = spans.flatMap { [$0.lowerBound, $0.upperBound] }.filter { $0 < .never }
    let borders = Set(starts + ends + [.zero]).sorted()
    var cutStarts: [SimulationTime] = []
    var cutValues: [Int] = []
    var step = 0
    var span = 0
    for time in borders {
      while step + 1 < starts.count, starts[step + 1] <= time { step += 1 }
      while span < spans.count, spans[span].upperBound <= time { span += 1 }
      let isOpen = span < spans.count && spans[span].contains(time)
      let value = isOpen ? values[step] : 0
      if cutValues.last != value {
        cutStarts.append(time)
        cutValues.append(value)
      }
    }
    return Steps(starts: cutStarts, values: cutValues)
  }
}

extension [Range<SimulationTime>] {
  /// The same spans; the one that reaches the end never ends, for the drain.
  func held(beyond end: SimulationTime) -> [Range<SimulationTime>] {
    map { $0.upperBound >= end ? $0.lowerBound..<SimulationTime.never : $0 }
  }
}

extension Calendar {
  /// When a border of a break comes in a shift: by the clock, or as far into the day as it says.
  fileprivate func breakStart(
    _ moment: Moment, shiftFrom: Moment, shift: Range<SimulationTime>
  ) -> SimulationTime {
    switch (moment, shiftFrom) {
    case (.elapsed(let time), .elapsed(let start)): shift.lowerBound + (time - start)
    case (.elapsed(let time), .timeOfDay): shift.lowerBound + time
    case (.timeOfDay, _): next(moment, notBefore: shift.lowerBound)
    }
  }
}

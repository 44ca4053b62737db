// Syntaxes of points of time: times of day, spans since opening, days of the week, periods.

import Consulting

extension Syntax where Value == SimulationTime {
  /// A time of day since midnight.
  static var timeOfDay: Syntax {
    let allowed = "a time of day such as `\"09:00\"`"
    let schema = JSON.object([
      ("type", .string("string")),
      ("pattern", .string("^([01]?[0-9]|2[0-4]):[0-5][0-9](:[0-5][0-9])?$")),
    ])
    return Syntax(kind: "time of day", allowed: allowed, schema: schema) { element, reading in
      guard let text = element.scalarText(reading, allowed: allowed) else { return nil }
      guard let time = Quantity.timeOfDay(text), time < Calendar.day else {
        reading.refuse(
          element.place, found: element.description, allowed: "\(allowed), below 24:00")
        return nil
      }
      return time
    }
  }
}

extension Syntax where Value == Moment {
  /// A time of day, or a span since opening.
  static var moment: Syntax {
    let allowed = "a time of day such as `\"13:00\"` or a duration since opening such as `4h`"
    let names = Quantity.units.map(\.name).joined(separator: "|")
    let schema = JSON.object([
      ("type", .string("string")),
      (
        "pattern",
        .string(
          "^(([01]?[0-9]|2[0-4]):[0-5][0-9](:[0-5][0-9])?|\(Quantity.decimalPattern)(\(names)))$")
      ),
    ])
    let duration = Syntax<SimulationTime>.duration()
    return Syntax(
      kind: "time of day or duration", allowed: allowed, schema: schema
    ) { element, reading in
      guard let text = element.scalarText(reading, allowed: allowed) else { return nil }
      guard text.contains(":") else { return duration.read(element, reading).map(Moment.elapsed) }
      guard let time = Quantity.timeOfDay(text) else {
        reading.refuse(element.place, found: element.description, expected: allowed)
        return nil
      }
      if let calendar = reading.calendar, calendar.opens == nil {
        reading.refuse(
          element.place, found: "the time of day \(element.description), but no `opens`",
          allowed: "a duration since opening, or say when the run opens",
          hint: "for example `opens: \"09:00\"` at the top")
        return nil
      }
      return .timeOfDay(time)
    }
  }
}

extension Syntax where Value == Set<Weekday> {
  /// Days of the week.
  static var weekdays: Syntax {
    Syntax<[Weekday]>.list(
      of: .choice(Weekday.words, kind: "day of the week"), 1...7, kind: "list of days of the week"
    ).map { days, _, _ in Set(days) }
  }
}

/// Periods of a step function, as the file gives them.
enum Periods: Hashable, Sendable {
  /// Each as long as this.
  case every(SimulationTime)
  /// Each from one of these times to the next.
  case from([SimulationTime])
}

extension Syntax where Value == Periods {
  /// A duration, or the list of the times at which periods begin.
  static var periods: Syntax {
    let duration = Syntax<SimulationTime>.duration(zero: .refused)
    let list = Syntax<[Moment]>.list(of: .moment, 1...Limits.listEntries)
    let allowed = "\(duration.allowed), or a list of the times at which the periods begin"
    return Syntax(
      kind: "duration or list of times", allowed: allowed,
      schema: .object([("oneOf", .array([duration.schema, list.schema]))])
    ) { element, reading in
      guard case .list(let entries) = element.content else {
        return duration.read(element, reading).map(Periods.every)
      }
      guard let moments = list.read(element, reading), moments.count == entries.count,
        let calendar = reading.calendar
      else { return nil }
      var starts: [SimulationTime] = []
      for (index, moment) in moments.enumerated() {
        let earliest = starts.last.map { $0 + SimulationTime(nanoseconds: 1) } ?? .zero
        let time = calendar.next(moment, notBefore: earliest)
        guard time >= earliest, index > 0 || time == .zero else {
          reading.inside("\(index)") {
            reading.refuse(
              entries[index].place, found: entries[index].description,
              allowed: index == 0
                ? "the first period begins at opening" : "each begins after the one before")
          }
          return nil
        }
        starts.append(time)
      }
      return .from(starts)
    }
  }
}

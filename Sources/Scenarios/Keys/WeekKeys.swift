// The keys of `arrivals.week`, and how a weekly profile becomes the arrivals of a run.

import Consulting

/// `arrivals.week`
enum WeekKeys {
  static let count = Key.required(
    "count", Syntax<Double>.number(0...Double(Limits.contacts)), "Customers of a whole week.",
    example: "9000")
  static let days = Key.optional(
    "days",
    Syntax<[Double]>.list(of: .share(0...1e9, kind: "weight"), 7...7, kind: "list of weights"),
    absent: "evenly", "Weights of Monday to Sunday, normalised.",
    example: "[1.12, 1.0, 0.95, 0.95, 0.98, 0.3, 0]")
  static let profile = Key.optional(
    "profile", SpreadKeys.shares, absent: "evenly",
    "Weights of equal parts of a day, from midnight to midnight, normalised.",
    example: "[0, 0, 0.4, 0.6, 0, 0]")
  static let table = Table(
    "demand[].arrivals.week", rows: [count.row, days.row, profile.row, SpreadKeys.spread.row])

  /// The arrivals of a run that lies somewhere in the week.
  static func arrivals(_ section: Section) -> Arrivals? {
    let ofDays = section.has(days) ? section.readWhole(days) : Array(repeating: 1, count: 7)
    let ofParts = section.has(profile) ? section.readWhole(profile) : [1]
    guard let count = section.read(count), let ofDays, let ofParts,
      let spread = section.read(SpreadKeys.spread), let calendar = section.reading.calendar
    else { return nil }
    guard ofDays.contains(where: { $0 > 0 }) else {
      section.refuse(WeekKeys.days, found: "no weight above 0", allowed: "at least one above 0")
      return nil
    }
    guard section.reading.takeSteps(ofParts.count * calendar.days.count) else {
      section.refuse(
        WeekKeys.profile, found: "\(ofParts.count) parts on \(calendar.days.count) days",
        allowed: "at most \(Limits.steps), \(Limits.allSteps) in all streams and groups")
      return nil
    }
    let week = Week(count: count, days: ofDays, profile: ofParts, calendar: calendar)
    if spread == .poisson { return .poisson(week.rates) }
    guard let fixed = week.fixedCount else {
      section.refuse(
        SpreadKeys.spread, found: "`fixed`, but `length` is no whole number of parts",
        allowed: "`poisson`, or `opens` and `length` on the borders of the profile's parts")
      return nil
    }
    return fixed
  }
}

/// A weekly profile laid over a run.
private struct Week {
  let count: Double
  let days: [Double]
  let profile: [Double]
  let calendar: Calendar
  private let daysSum: Double
  private let profileSum: Double

  init(count: Double, days: [Double], profile: [Double], calendar: Calendar) {
    self.count = count
    self.days = days
    self.profile = profile
    self.calendar = calendar
    daysSum = days.reduce(0, +)
    profileSum = profile.reduce(0, +)
  }

  /// The rate of each part of the run.
  var rates: Steps<Double> {
    let part = Calendar.day.nanoseconds / Int64(profile.count)
    let seconds = Calendar.day.seconds / Double(profile.count)
    var starts: [SimulationTime] = []
    var values: [Double] = []
    for day in calendar.days {
      let customers = count * (days[calendar.weekday(of: day).rawValue] / daysSum)
      var start = calendar.midnight(of: day)
      for weight in profile where start < calendar.length {
        // The part in which the run begins is the last that begins at or before opening.
        if start <= .zero {
          starts = []
          values = []
        }
        starts.append(max(start, .zero))
        values.append(customers * (weight / profileSum) / seconds)
        start = start + SimulationTime(nanoseconds: part)
      }
    }
    return Steps(starts: starts, values: values)
  }

  /// Exactly as many as the profile says, rounded once; nil if the run cuts a part.
  var fixedCount: Arrivals? {
    let length = Calendar.day.nanoseconds / Int64(profile.count)
    guard Calendar.day.nanoseconds % Int64(profile.count) == 0,
      calendar.length.nanoseconds % length == 0,
      calendar.midnight(of: 0).nanoseconds % length == 0
    else { return nil }
    let customers = rates.values.map { $0 * Double(length) / 1e9 }
    let sum = customers.reduce(0, +)
    guard sum > 0 else { return .count(0, shares: [1], spread: .fixed) }
    return .count(Int(sum.rounded()), shares: customers.map { $0 / sum }, spread: .fixed)
  }
}

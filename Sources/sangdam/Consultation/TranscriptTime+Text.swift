// Moments as people write them: ISO 8601, read and written.

import Transcripts

extension TranscriptTime {
  /// `2026-11-26`, `2026-11-26T09:00`, `2026-11-26T09:00:30.5Z`, `2026-11-26T09:00+09:00`; UTC
  /// unless a zone is named.
  init?(text argument: String) {
    let pattern =
      #/
      (\d{4})-(\d\d)-(\d\d)
      (?: T (\d\d):(\d\d) (?: :(\d\d) (?: \.(\d{1,6}) )? )? )?
      (?: (Z) | ([+\-])(\d\d):(\d\d) )?
      /#
    guard let match = argument.wholeMatch(of: pattern)?.output else { return nil }
    func number(_ text: Substring?) -> Int { text.flatMap { Int($0) } ?? 0 }
    let date = CalendarDate(year: number(match.1), month: number(match.2), day: number(match.3))
    let (hour, minute, second) = (number(match.4), number(match.5), number(match.6))
    // 30 February is another day's name.
    guard date == CalendarDate(daysSince1970: date.daysSince1970), hour < 24, minute < 60,
      second < 60
    else { return nil }
    let zone = (number(match.10) * 60 + number(match.11)) * (match.9 == "-" ? -60 : 60)
    let fraction = match.7.map { $0 + String(repeating: "0", count: 6 - $0.count) }
    let seconds = ((date.daysSince1970 * 24 + hour) * 60 + minute) * 60 + second - zone
    self.init(
      unixMicroseconds: Int64(seconds) * 1_000_000 + Int64(fraction.flatMap { Int($0) } ?? 0))
  }

  /// `2026-11-26T09:00:30.000001Z`
  var text: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let inDay = 86_400 * 1_000_000
    let microseconds = Int(unixMicroseconds)
    let rest = (microseconds % inDay + inDay) % inDay
    let date = CalendarDate(daysSince1970: (microseconds - rest) / inDay)
    let (seconds, fraction) = rest.quotientAndRemainder(dividingBy: 1_000_000)
    let day = [padded(date.year, 4), padded(date.month, 2), padded(date.day, 2)]
    let hour = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
    return day.joined(separator: "-") + "T" + hour.joined(separator: ":")
      + ".\(padded(fraction, 6))Z"
  }
}

/// A day of the Gregorian calendar, before it began too.
private struct CalendarDate: Equatable {
  let year: Int
  let month: Int
  let day: Int

  init(year: Int, month: Int, day: Int) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Howard Hinnant, chrono-compatible low-level date algorithms: years begin with March, so that
  /// the leap day is the last of its year; the days from 1 March 0000 to 1970 are 719,468.
  var daysSince1970: Int {
    let shifted = month <= 2 ? year - 1 : year
    let days = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + days - 719_468
  }

  /// The other way round; from 1 March 0000 on.
  init(daysSince1970: Int) {
    let days = daysSince1970 + 719_468
    let era = days / 146_097
    let inEra = days % 146_097
    let ofEra = (inEra - inEra / 1_460 + inEra / 36_524 - inEra / 146_096) / 365
    let inYear = inEra - (365 * ofEra + ofEra / 4 - ofEra / 100)
    let shifted = (5 * inYear + 2) / 153
    day = inYear - (153 * shifted + 2) / 5 + 1
    month = shifted < 10 ? shifted + 3 : shifted - 9
    year = ofEra + era * 400 + (month <= 2 ? 1 : 0)
  }
}

// Moments as people write them: ISO 8601, read and written.

import ArgumentParser
import Foundation
import Transcripts

extension TranscriptTime: @retroactive ExpressibleByArgument {
  /// `2026-11-26`, `2026-11-26T09:00`, `2026-11-26T09:00:30.5Z`, `2026-11-26T09:00+09:00`; UTC
  /// unless a zone is named.
  public init?(argument: String) {
    let pattern =
      #/
      (\d{4})-(\d\d)-(\d\d)
      (?: T (\d\d):(\d\d) (?: :(\d\d) (?: \.(\d{1,6}) )? )? )?
      (?: (Z) | ([+\-])(\d\d):(\d\d) )?
      /#
    guard let match = argument.wholeMatch(of: pattern)?.output else { return nil }
    func number(_ text: Substring?) -> Int { text.flatMap { Int($0) } ?? 0 }
    var parts = tm()
    parts.tm_year = Int32(number(match.1) - 1_900)
    parts.tm_mon = Int32(number(match.2) - 1)
    parts.tm_mday = Int32(number(match.3))
    parts.tm_hour = Int32(number(match.4))
    parts.tm_min = Int32(number(match.5))
    parts.tm_sec = Int32(number(match.6))
    let asked = (parts.tm_mon, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec)
    // Safety: both are variables of this function.
    let seconds = unsafe timegm(&parts)
    // The system turns 30 February into 2 March.
    guard asked == (parts.tm_mon, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec) else {
      return nil
    }
    let zone = (number(match.10) * 60 + number(match.11)) * 60
    let fraction = match.7.map { $0 + String(repeating: "0", count: 6 - $0.count) }
    self.init(
      unixMicroseconds: Int64(seconds - (match.9 == "-" ? -zone : zone)) * 1_000_000
        + Int64(fraction.flatMap { Int($0) } ?? 0))
  }

  /// `2026-11-26T09:00:30.000001Z`
  var text: String {
    var seconds = time_t(unixMicroseconds / 1_000_000)
    var fraction = unixMicroseconds % 1_000_000
    if fraction < 0 { (seconds, fraction) = (seconds - 1, fraction + 1_000_000) }
    var parts = tm()
    // Safety: both are variables of this function.
    unsafe gmtime_r(&seconds, &parts)
    func padded(_ number: some BinaryInteger, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let day = [(parts.tm_year + 1_900, 4), (parts.tm_mon + 1, 2), (parts.tm_mday, 2)]
    let hour = [(parts.tm_hour, 2), (parts.tm_min, 2), (parts.tm_sec, 2)]
    return day.map { padded($0.0, $0.1) }.joined(separator: "-") + "T"
      + hour.map { padded($0.0, $0.1) }.joined(separator: ":") + ".\(padded(fraction, 6))Z"
  }
}

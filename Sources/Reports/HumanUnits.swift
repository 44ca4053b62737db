// Figures as people read them: 3m 20s, 12.3 s, 80.1 %, 32,461.

package import Scenarios

/// Figures in words for the terminal; the result document keeps the numbers.
package enum HumanUnits {
  /// A span of time: `0 s`, `<1 ms`, `420 ms`, `9.87 s`, `12.3 s`, `3m 20s`, `1h 05m`.
  package static func duration(_ seconds: Double) -> String {
    switch seconds {
    case ...0: return "0 s"
    case ..<0.001: return "<1 ms"
    case ..<0.9995: return "\(fixed(seconds * 1000, 0)) ms"
    case ..<9.995: return "\(fixed(seconds, 2)) s"
    case ..<59.95: return "\(fixed(seconds, 1)) s"
    default: break
    }
    let whole = Int64(min(seconds, 9e15).rounded())
    if whole < 3600 { return "\(whole / 60)m \(twoDigits(whole % 60))s" }
    let minutes = Int64((min(seconds, 9e15) / 60).rounded())
    return "\(grouped(minutes / 60))h \(twoDigits(minutes % 60))m"
  }

  /// A span that may be short: `0 s`, `840 ns`, `12.3 µs`, `1.25 ms`, from 100 ms on as `duration`.
  package static func span(_ seconds: Double) -> String {
    switch seconds {
    case ...0: "0 s"
    case ..<0.9995e-6: "\(fixed(seconds * 1e9, 0)) ns"
    case ..<0.9995e-3: "\(fixed(seconds * 1e6, seconds < 99.95e-6 ? 1 : 0)) µs"
    case ..<0.1: "\(fixed(seconds * 1e3, seconds < 9.995e-3 ? 2 : 1)) ms"
    default: duration(seconds)
    }
  }

  /// A power of ten of a second on an axis: `0`, `10 µs`, `1 ms`, `100 s`.
  package static func tick(_ seconds: Double) -> String {
    switch seconds {
    case ...0: "0"
    case ..<0.9e-6: "\(fixed(seconds * 1e9, 0)) ns"
    case ..<0.9e-3: "\(fixed(seconds * 1e6, 0)) µs"
    case ..<0.9: "\(fixed(seconds * 1e3, 0)) ms"
    default: "\(fixed(seconds, 0)) s"
    }
  }

  /// A number that is 0 or may be far below 1: `0`, `<0.001`, `0.012`.
  package static func smallNumber(_ value: Double) -> String {
    if value <= 0 { return "0" }
    return value < 0.001 ? "<0.001" : fixed(value, 3)
  }

  /// A share: `80.1 %`; what is neither 0 nor 100 % never reads as if it were.
  package static func share(_ share: Double) -> String {
    if share > 0, share < 0.0005 { return "<0.1 %" }
    if share < 1, share >= 0.9995 { return ">99.9 %" }
    return "\(fixed(share * 100, 1)) %"
  }

  /// A mean number of things: `32,461`; below 100 with one decimal, none is `0`.
  package static func count(_ count: Double) -> String {
    fixed(count, count != 0 && count.magnitude < 99.95 ? 1 : 0)
  }

  /// Bytes: `31.2 MiB`.
  package static func bytes(_ bytes: Int64) -> String { "\(fixed(Double(bytes) / 1048576, 1)) MiB" }

  /// Something per second: `840`, `1.90 M`.
  package static func rate(_ rate: Double) -> String {
    rate < 999_500 ? fixed(rate, 0) : "\(fixed(rate / 1e6, 2)) M"
  }

  /// The value with that many decimals and commas between thousands.
  package static func fixed(_ value: Double, _ decimals: Int) -> String {
    let scale = [1.0, 10, 100, 1000][decimals]
    let limited = min(max(value, -9e14), 9e14)
    let scaled = Int64((limited * scale).rounded())
    let unit = Int64(scale)
    let sign = scaled < 0 ? "-" : ""
    let whole = sign + grouped(abs(scaled) / unit)
    guard decimals > 0 else { return whole }
    let fraction = String(abs(scaled) % unit)
    return "\(whole).\(String(repeating: "0", count: decimals - fraction.utf8.count))\(fraction)"
  }

  /// Two digits with a leading zero.
  package static func twoDigits(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }

  private static func grouped(_ value: Int64) -> String {
    var groups: [String] = []
    var rest = value
    while rest >= 1000 {
      let group = String(rest % 1000)
      groups.append(String(repeating: "0", count: 3 - group.utf8.count) + group)
      rest /= 1000
    }
    groups.append(String(rest))
    return groups.reversed().joined(separator: ",")
  }
}

/// In which unit a figure is told.
package enum FigureUnit: Sendable {
  /// Customers, agents.
  case count
  /// Seconds.
  case time
  /// 0…1
  case share
  /// A match score or value, 0…1.
  case score
  /// Chats of one agent.
  case chats

  /// A value in this unit.
  package func text(_ value: Double?) -> String {
    guard let value else { return "–" }
    return switch self {
    case .count: HumanUnits.count(value)
    case .time: HumanUnits.duration(value)
    case .share: HumanUnits.share(value)
    case .score: HumanUnits.fixed(value, 3)
    case .chats: HumanUnits.fixed(value, 2)
    }
  }

  /// An interval in this unit: `31.9–32.3 %`; empty when there is none, or none to be seen in the
  /// digits that are shown.
  package func interval(_ figure: Figure) -> String {
    let isVisible = text(figure.low) != text(figure.mean) || text(figure.high) != text(figure.mean)
    return isVisible ? interval(figure.low, figure.high) : ""
  }

  /// From one value to another, a common unit named once; one value if they read the same.
  package func interval(_ low: Double?, _ high: Double?) -> String {
    guard let low, let high else { return "" }
    let lower = text(low)
    let upper = text(high)
    if lower == upper { return upper }
    for unit in [" %", " s", " ms"] where lower.hasSuffix(unit) && upper.hasSuffix(unit) {
      return "\(lower.dropLast(unit.count))–\(upper)"
    }
    return "\(lower)–\(upper)"
  }
}

extension FigureKey {
  /// The unit in which the figure is told.
  package var unit: FigureUnit {
    switch self {
    case .offered, .answered, .abandoned, .blocked, .retried, .helped: .count
    case .abandonment, .delayed, .occupancy, .slotLoad, .unresolved: .share
    case .matchScore, .matchValue: .score
    case .concurrency: .chats
    default: .time
    }
  }

  /// What the table calls the figure; `docs/measuring.md` explains each of these words.
  package var label: String {
    switch self {
    case .offered: "offered"
    case .answered: "answered"
    case .abandoned: "abandoned"
    case .blocked: "blocked"
    case .retried: "tried again"
    case .helped: "colleagues joined"
    case .abandonment: "share abandoned"
    case .delayed: "share that waited"
    case .asa: "wait of the answered"
    case .handleTime: "handle time"
    case .occupancy: "occupancy"
    case .concurrency: "chats at once"
    case .slotLoad: "places taken"
    case .matchScore: "match score"
    case .matchValue: "match value"
    case .unresolved: "unresolved"
    default: timeLabel
    }
  }

  /// What a limit on a percentile is about (`99 % of waits`); nil for other figures.
  package var labelOfPart: String? {
    let parts = rawValue.split(separator: ".")
    guard parts.count == 2, parts[1].hasPrefix("p") else { return nil }
    let percent = parts[1] == "p999" ? "99.9" : String(parts[1].dropFirst())
    return "\(percent) % of \(parts[0] == "wait" ? "waits" : "first responses")"
  }

  private var timeLabel: String {
    let (quantity, key) =
      rawValue.hasPrefix("wait.")
      ? ("wait", rawValue.dropFirst(5)) : ("first response", rawValue.dropFirst(15))
    return switch key {
    case "mean": "mean \(quantity)"
    case "p50": "median \(quantity)"
    case "max": "longest \(quantity)"
    case "p999": "\(quantity), 99.9 % within"
    default: "\(quantity), \(key.dropFirst()) % within"
    }
  }
}

// Numbers with and without units, as text: decimals, durations, rates, shares, times of day.

import Consulting

/// Parses numbers; exact where a decimal can be.
enum Quantity {
  /// Nanoseconds of each unit of time, as durations write them.
  static let units: [(name: String, nanoseconds: Int64)] = [
    ("ns", 1), ("us", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000),
    ("h", 3_600_000_000_000), ("d", 86_400_000_000_000),
  ]
  /// Seconds of each unit of time, as rates write them.
  static let rateUnits: [(name: String, seconds: Double)] = [
    ("s", 1), ("min", 60), ("h", 3_600), ("d", 86_400),
  ]
  static let decimalPattern = "[0-9]+(\\.[0-9]+)?"

  /// How a decimal with a unit splits; the number is nil if the text begins with none.
  static func split(_ text: String) -> (number: String, unit: String) {
    let end = text.utf8.firstIndex { byte in
      !(byte >= 48 && byte <= 57 || byte == 46 || byte == 43 || byte == 45)
    }
    guard let end else { return (text, "") }
    return (String(text[..<end]), String(text[end...]))
  }

  /// A decimal: digits, at most one point, an exponent. No `nan`, `inf`, `0x…`, `_`.
  static func decimal(_ text: String) -> Double? {
    var digits = 0
    var points = 0
    let bytes = Array(text.utf8)
    var index = 0
    if index < bytes.count, bytes[index] == 43 || bytes[index] == 45 { index += 1 }
    while index < bytes.count {
      if bytes[index] >= 48, bytes[index] <= 57 {
        digits += 1
      } else if bytes[index] == 46, points == 0 {
        points = 1
      } else {
        break
      }
      index += 1
    }
    guard digits > 0, bytes.count <= 64 else { return nil }
    if index < bytes.count {
      guard bytes[index] | 0x20 == 101 else { return nil }
      index += 1
      if index < bytes.count, bytes[index] == 43 || bytes[index] == 45 { index += 1 }
      guard index < bytes.count, bytes[index...].allSatisfy({ $0 >= 48 && $0 <= 57 })
      else { return nil }
    }
    return Double(text)
  }

  /// What a text is as a duration.
  enum DurationText {
    case span(SimulationTime)
    case negative, tooLong, bareNumber
    case unknownUnit(String)
    case none
  }

  /// A duration such as `90s`.
  static func duration(_ text: String) -> DurationText {
    let (number, unit) = split(text)
    guard let value = decimal(number) else { return .none }
    if unit.isEmpty { return .bareNumber }
    if unit == "%" { return .none }
    guard let nanoseconds = units.first(where: { $0.name == unit })?.nanoseconds else {
      return .unknownUnit(unit)
    }
    if value < 0 { return .negative }
    let longest = Int64(Limits.days) * 86_400_000_000_000
    if let whole = Int64(number) {
      let (product, overflow) = whole.multipliedReportingOverflow(by: nanoseconds)
      return overflow || product > longest ? .tooLong : .span(.init(nanoseconds: product))
    }
    let product = (value * Double(nanoseconds)).rounded()
    return product > Double(longest) ? .tooLong : .span(.init(nanoseconds: Int64(product)))
  }

  /// What was probably meant by a unit that is none.
  static func hint(forUnit unit: String, in text: String) -> String {
    if unit.hasPrefix(","), text.utf8.count < 32 {
      return "is it `\(text.split(separator: ",").joined(separator: "."))`?"
    }
    let number = split(text).number
    let word = unit.lowercased().filter(\.isLetter)
    let known = ["sec": "s", "min": "m", "hou": "h", "hr": "h", "day": "d", "mil": "ms"]
    let meant =
      known.first { word.hasPrefix($0.key) }?.value
      ?? units.first { $0.name == word }?.name
    if let meant, number.utf8.count < 32 { return "is it `\(number)\(meant)`?" }
    return "units are \(units.map { "`\($0.name)`" }.listed); `m` is minutes"
  }

  /// What was probably meant by a rate that is none.
  static func hint(forRate text: String) -> String {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, decimal(String(parts[0])) != nil, text.utf8.count < 48 {
      let known = ["sec": "s", "m": "min", "hou": "h", "hr": "h", "day": "d"]
      let word = parts[1].lowercased().filter(\.isLetter)
      if let meant = known.first(where: { word.hasPrefix($0.key) })?.value, word != "month" {
        return "is it `\(parts[0])/\(meant)`?"
      }
    }
    return "a number, `/` and one of `s`, `min`, `h` and `d`"
  }

  /// A time of day `HH:MM` or `HH:MM:SS` since midnight, 00:00 to 24:00; nil if it is none.
  static func timeOfDay(_ text: String) -> SimulationTime? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3 else { return nil }
    var seconds = 0
    for (index, part) in parts.enumerated() {
      guard part.utf8.count == 2 || index == 0 && part.utf8.count == 1,
        part.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let value = Int(part),
        value < (index == 0 ? 25 : 60)
      else { return nil }
      seconds = seconds * 60 + value
    }
    if parts.count == 2 { seconds *= 60 }
    guard seconds <= 86_400 else { return nil }
    return SimulationTime(nanoseconds: Int64(seconds) * 1_000_000_000)
  }

  /// A number per unit of time, as `120/h`: the number and the unit's seconds.
  static func perTime(_ text: String) -> (amount: Double, seconds: Double)? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let amount = decimal(String(parts[0])),
      let unit = rateUnits.first(where: { $0.name == parts[1] })
    else { return nil }
    return (amount, unit.seconds)
  }

  /// A share as `80%` or `0.8`; not limited to 0…1.
  static func share(_ text: String) -> Double? {
    guard text.hasSuffix("%") else { return decimal(text) }
    let number = String(text.dropLast())
    guard let value = decimal(number) else { return nil }
    // As a decimal: 7.2% and 0.072 are the same number to the last bit.
    return number.utf8.contains { $0 | 0x20 == 101 } ? value / 100 : Double(number + "e-2")
  }
}

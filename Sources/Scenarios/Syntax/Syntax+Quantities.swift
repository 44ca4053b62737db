// Syntaxes of numbers: durations, rates, shares, integers, decimals.

import Consulting

extension Element {
  /// The text of a scalar; nil, after noting a fault, for a list or a map.
  func scalarText(_ reading: Reading, allowed: String) -> String? {
    if let text { return text }
    reading.refuse(place, found: description, expected: allowed)
    return nil
  }
}

/// Whether a quantity may be 0.
enum Zero {
  case allowed, refused
}

extension Syntax where Value == SimulationTime {
  /// A span of time.
  static func duration(zero: Zero = .allowed) -> Syntax {
    let allowed = zero == .allowed ? "a duration such as `90s`" : "a duration above 0, as `90s`"
    let names = Quantity.units.map(\.name).joined(separator: "|")
    let above = zero == .allowed ? "" : "(?=.*[1-9])"
    let schema = JSON.object([
      ("type", .string("string")),
      ("pattern", .string("^\(above)\(Quantity.decimalPattern)(\(names))$")),
    ])
    return Syntax(kind: "duration", allowed: allowed, schema: schema) { element, reading in
      guard let text = element.scalarText(reading, allowed: allowed) else { return nil }
      switch Quantity.duration(text) {
      case .span(let span):
        if span > .zero || zero == .allowed { return span }
        reading.refuse(element.place, found: element.description, expected: allowed)
      case .negative:
        reading.refuse(
          element.place, found: "the negative duration \(element.description)", expected: allowed)
      case .tooLong:
        reading.refuse(
          element.place, found: "the duration \(element.description)",
          allowed: "at most \(Limits.days) days")
      case .bareNumber:
        reading.refuse(
          element.place, found: "\(element.description) without a unit", expected: allowed,
          hint: Double(text) == 0
            ? "write `0s`" : "is it `\(text)s`, `\(text)m` or `\(text)h`?")
      case .unknownUnit(let unit):
        reading.refuse(
          element.place, found: "the unknown unit `\(unit.shortened)` in \(element.description)",
          expected: allowed, hint: Quantity.hint(forUnit: unit, in: text))
      case .none:
        reading.refuse(element.place, found: element.description, expected: allowed)
      }
      return nil
    }
  }
}

extension Syntax where Value == Double {
  /// Customers per second, written as `120/h`; 0 or more.
  static var rate: Syntax { perTime("rate", "a rate such as `120/h`", unit: 1) }

  /// Money per hour, written as `24/h`; 0 or more.
  static var cost: Syntax { perTime("cost", "money per time such as `24/h`", unit: 3_600) }

  private static func perTime(_ kind: String, _ allowed: String, unit: Double) -> Syntax {
    let names = Quantity.rateUnits.map(\.name).joined(separator: "|")
    let schema = JSON.object([
      ("type", .string("string")), ("pattern", .string("^\(Quantity.decimalPattern)/(\(names))$")),
    ])
    return Syntax(kind: kind, allowed: allowed, schema: schema) { element, reading in
      guard let text = element.scalarText(reading, allowed: allowed) else { return nil }
      guard let (amount, seconds) = Quantity.perTime(text) else {
        let isBare = Quantity.decimal(text) != nil
        reading.refuse(
          element.place,
          found: isBare ? "\(element.description) without a unit" : element.description,
          expected: allowed,
          hint: isBare
            ? "is it `\(text)/h`, `\(text)/min` or `\(text)/s`?"
            : Quantity.hint(forRate: text))
        return nil
      }
      guard amount >= 0, amount <= 1e9 else {
        reading.refuse(
          element.place, found: element.description, allowed: "\(allowed), 0 to 1e9")
        return nil
      }
      // One division: 120/h and 2/min are the same number to the last bit.
      return unit == seconds ? amount : amount * unit / seconds
    }
  }

  /// A part of 1, as `80%` or `0.8`.
  static func share(_ range: ClosedRange<Double> = 0...1, kind: String = "share") -> Syntax {
    let allowed =
      range == 0...1
      ? "a \(kind) of 0 to 1, as `80%` or `0.8`"
      : "a \(kind) of \(range.lowerBound.plain) to \(range.upperBound.plain), or in percent"
    let schema = JSON.object([
      (
        "anyOf",
        .array([
          .object([
            ("type", .string("number")), ("minimum", .number(range.lowerBound)),
            ("maximum", .number(range.upperBound)),
          ]),
          .object([
            ("type", .string("string")), ("pattern", .string("^\(Quantity.decimalPattern)%?$")),
          ]),
        ])
      )
    ])
    return Syntax(kind: kind, allowed: allowed, schema: schema) { element, reading in
      guard let text = element.scalarText(reading, allowed: allowed) else { return nil }
      guard let value = Quantity.share(text), range.contains(value) else {
        let whole = Quantity.decimal(text).flatMap { $0 > 1 && $0 <= 100 ? text : nil }
        reading.refuse(
          element.place, found: element.description, expected: allowed,
          hint: whole.map { "percent are written `\($0)%`" })
        return nil
      }
      return value
    }
  }

  /// A plain number.
  static func number(
    _ range: ClosedRange<Double> = 0...1e9, zero: Zero = .allowed
  ) -> Syntax {
    let low = zero == .allowed ? "\(range.lowerBound.plain) to" : "above 0, at most"
    let allowed = "a number, \(low) \(range.upperBound.plain)"
    let floor = zero == .allowed ? "minimum" : "exclusiveMinimum"
    let schema = JSON.object([
      ("type", .string("number")), (floor, .number(range.lowerBound)),
      ("maximum", .number(range.upperBound)),
    ])
    return Syntax(kind: "number", allowed: allowed, schema: schema) { element, reading in
      guard let text = element.scalarText(reading, allowed: allowed) else { return nil }
      guard let value = Quantity.decimal(text) else {
        let (number, unit) = Quantity.split(text)
        let isSpan = Quantity.decimal(number) != nil && !unit.isEmpty
        reading.refuse(
          element.place, found: element.description, expected: allowed,
          hint: isSpan ? "this key has no unit" : nil)
        return nil
      }
      guard range.contains(value), zero == .allowed || value > 0 else {
        reading.refuse(element.place, found: element.description, expected: allowed)
        return nil
      }
      return value
    }
  }
}

extension Syntax where Value == Int {
  /// A whole number.
  static func integer(_ range: ClosedRange<Int>) -> Syntax {
    let allowed = "a whole number, \(range.lowerBound) to \(range.upperBound)"
    let schema = JSON.object([
      ("type", .string("integer")), ("minimum", .integer(range.lowerBound)),
      ("maximum", .integer(range.upperBound)),
    ])
    return Syntax(kind: "whole number", allowed: allowed, schema: schema) { element, reading in
      guard let text = element.scalarText(reading, allowed: allowed) else { return nil }
      guard let value = Quantity.decimal(text), value == value.rounded(),
        let whole = Int(exactly: value), range.contains(whole)
      else {
        reading.refuse(element.place, found: element.description, expected: allowed)
        return nil
      }
      return whole
    }
  }
}

extension Double {
  /// Without a needless point: `1`, `0.5`, `1e9`.
  var plain: String {
    guard self == rounded(), magnitude < 1e15 else { return "\(self)" }
    let digits = String(Int(self))
    let zeros = digits.count - 1
    let isPower = zeros > 6 && digits == "1" + String(repeating: "0", count: zeros)
    return isPower ? "1e\(zeros)" : digits
  }
}

// How a number is rounded and spelt in a result: twelve significant digits, shortest form.

extension Double {
  /// The value with that many significant digits that is nearest to the shortest decimal form of
  /// this one; a tie is rounded away from zero.
  ///
  /// It works on decimal digits, so that the bits of the outcome are the same on every machine.
  package func rounded(significantDigits limit: Int) -> Double {
    guard isFinite, self != 0 else { return self }
    let text = Array(magnitude.description.utf8)
    let mantissaEnd = text.firstIndex(of: UInt8(ascii: "e")) ?? text.endIndex
    let mantissa = text[..<mantissaEnd]
    let point = mantissa.firstIndex(of: UInt8(ascii: ".")) ?? mantissaEnd
    let digits = mantissa.filter { $0 != UInt8(ascii: ".") }.map { Int64($0 - 48) }
    let leading = digits.prefix { $0 == 0 }.count
    guard digits.count - leading > limit else { return self }

    var kept = digits[leading..<leading + limit].reduce(0) { $0 * 10 + $1 }
    if digits[leading + limit] >= 5 { kept += 1 }
    let written = Int(String(decoding: text[mantissaEnd...].dropFirst(), as: UTF8.self)) ?? 0
    let exponent = written + point - (leading + limit)
    let value = Double("\(kept)e\(exponent)") ?? magnitude
    return self < 0 ? -value : value
  }

  /// The value as a result document holds it: twelve significant digits.
  package var asReported: Double { rounded(significantDigits: 12) }

  /// The shortest JSON number that reads back as the reported value; `null` if it is not finite.
  package var reportedText: String {
    guard isFinite else { return "null" }
    let value = asReported
    if value == value.rounded(), value.magnitude < 1e15 { return Int64(value).description }
    return value.description
  }
}

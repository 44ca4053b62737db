// Writes rows of comma-separated values, byte for byte the same for the same values.

/// A writer of CSV (RFC 4180) in UTF-8: rows end with CR LF, a field is quoted where it must be.
struct CSVWriter {
  /// What is written so far.
  private(set) var bytes: [UInt8] = []
  private var isFirst = true

  /// Nothing written.
  init() {}

  /// Forgets what is written and keeps its room.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// A row of texts.
  mutating func row(_ fields: [String]) {
    for field in fields { text(field) }
    endRow()
  }

  /// Ends the row.
  mutating func endRow() {
    bytes.append(0x0D)
    bytes.append(0x0A)
    isFirst = true
  }

  /// A text, quoted if it holds a comma, a quote or the end of a line.
  mutating func text(_ value: String) { field(Self.field(value)) }

  /// A field that is spelt already.
  mutating func field(_ spelt: [UInt8]) {
    separate()
    bytes.append(contentsOf: spelt)
  }

  /// A field without a value.
  mutating func empty() { separate() }

  /// A number of twelve significant digits; an empty field for nothing.
  mutating func number(_ value: Double?) {
    separate()
    if let value, value.isFinite { bytes.append(contentsOf: value.reportedText.utf8) }
  }

  /// A whole number.
  mutating func integer(_ value: some BinaryInteger) {
    separate()
    digits(UInt64(value))
  }

  /// Billionths as the unit, exact: `1.5`, `0.000000001`.
  mutating func billionths(_ value: Int64) {
    separate()
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let (whole, part) = value.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    digits(whole)
    guard part > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    var (rest, unit) = (part, UInt64(100_000_000))
    while rest > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(rest / unit))
      rest %= unit
      unit /= 10
    }
  }

  private mutating func digits(_ value: UInt64) {
    var unit: UInt64 = 1
    while value / unit >= 10 { unit *= 10 }
    var rest = value
    while unit > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(rest / unit))
      rest %= unit
      unit /= 10
    }
  }

  private mutating func separate() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
  }

  /// How a text is spelt as a field.
  static func field(_ value: String) -> [UInt8] {
    let special: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: "\""), 0x0A, 0x0D]
    guard value.utf8.contains(where: special.contains) else { return Array(value.utf8) }
    var spelt: [UInt8] = [UInt8(ascii: "\"")]
    for byte in value.utf8 {
      if byte == UInt8(ascii: "\"") { spelt.append(byte) }
      spelt.append(byte)
    }
    return spelt + [UInt8(ascii: "\"")]
  }
}

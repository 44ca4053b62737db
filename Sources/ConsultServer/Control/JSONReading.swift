// JSON read strictly: an object of texts, numbers and truth values, as control messages are;
// RFC 8259.

/// Why bytes are no JSON object.
struct JSONFault: Error, Equatable {
  /// Where the first byte is that cannot stand there.
  let offset: Int
}

/// What a member of an object can be.
enum JSONValue: Equatable {
  case text(String)
  case number(Double)
  case truth(Bool)
  /// A list, an object: read, and of no use to anybody here.
  case other
  case null
}

/// Reads one JSON object from bytes.
///
/// - Complexity: O(bytes), and no deeper than `mostDepth` calls, whatever a stranger sends.
struct JSONReading: ~Copyable {
  /// So many brackets may be open at once.
  static let mostDepth = 32

  private let bytes: [UInt8]
  private var place = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Hands over the members of the object that the bytes are, in their order.
  ///
  /// - Parameter bytes: UTF-8, which is checked elsewhere.
  static func members(
    of bytes: [UInt8], each found: (String, JSONValue) -> Void
  ) throws(JSONFault) {
    var reading = JSONReading(bytes)
    reading.passSpace()
    try reading.object(1, found)
    reading.passSpace()
    guard reading.place == bytes.count else { throw reading.fault }
  }

  private var fault: JSONFault { JSONFault(offset: place) }

  /// The byte that comes next; 0, which stands nowhere in JSON, at the end.
  private var next: UInt8 { place < bytes.count ? bytes[place] : 0 }

  private mutating func passSpace() {
    while next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 { place += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    place += 1
    return true
  }

  private mutating func need(_ byte: UInt8) throws(JSONFault) {
    guard take(byte) else { throw fault }
  }

  private mutating func object(
    _ depth: Int, _ found: (String, JSONValue) -> Void
  ) throws(JSONFault) {
    guard depth <= Self.mostDepth else { throw fault }
    try need(UInt8(ascii: "{"))
    passSpace()
    if take(UInt8(ascii: "}")) { return }
    repeat {
      passSpace()
      let name = try text()
      passSpace()
      try need(UInt8(ascii: ":"))
      found(name, try value(depth))
    } while take(UInt8(ascii: ","))
    try need(UInt8(ascii: "}"))
  }

  private mutating func list(_ depth: Int) throws(JSONFault) {
    guard depth <= Self.mostDepth else { throw fault }
    try need(UInt8(ascii: "["))
    passSpace()
    if take(UInt8(ascii: "]")) { return }
    repeat { _ = try value(depth) } while take(UInt8(ascii: ","))
    try need(UInt8(ascii: "]"))
  }

  /// A value and the space around it.
  private mutating func value(_ depth: Int) throws(JSONFault) -> JSONValue {
    passSpace()
    let value: JSONValue
    switch next {
    case UInt8(ascii: "\""): value = .text(try text())
    case UInt8(ascii: "{"):
      try object(depth + 1) { _, _ in }
      value = .other
    case UInt8(ascii: "["):
      try list(depth + 1)
      value = .other
    case UInt8(ascii: "t"): value = try word("true", .truth(true))
    case UInt8(ascii: "f"): value = try word("false", .truth(false))
    case UInt8(ascii: "n"): value = try word("null", .null)
    default: value = .number(try number())
    }
    passSpace()
    return value
  }

  private mutating func word(
    _ word: StaticString, _ value: JSONValue
  ) throws(JSONFault) -> JSONValue {
    for byte in word.description.utf8 { try need(byte) }
    return value
  }

  private mutating func number() throws(JSONFault) -> Double {
    let start = place
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) { try digits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    guard let number = Double(String(decoding: bytes[start..<place], as: UTF8.self)),
      number.isFinite
    else { throw fault }
    return number
  }

  private mutating func digits() throws(JSONFault) {
    let start = place
    while next >= UInt8(ascii: "0"), next <= UInt8(ascii: "9") { place += 1 }
    guard place > start else { throw fault }
  }
}

extension JSONReading {
  private mutating func text() throws(JSONFault) -> String {
    try need(UInt8(ascii: "\""))
    let start = place
    while next >= 0x20, next != UInt8(ascii: "\""), next != UInt8(ascii: "\\") { place += 1 }
    if next == UInt8(ascii: "\"") {
      place += 1
      return String(decoding: bytes[start..<place - 1], as: UTF8.self)
    }
    var plain = Array(bytes[start..<place])
    while next != UInt8(ascii: "\"") {
      if next == UInt8(ascii: "\\") {
        place += 1
        plain.append(contentsOf: String(try escaped()).utf8)
      } else if next >= 0x20 {
        plain.append(next)
        place += 1
      } else {
        throw fault
      }
    }
    place += 1
    return String(decoding: plain, as: UTF8.self)
  }

  /// What stands behind a backslash.
  private mutating func escaped() throws(JSONFault) -> Unicode.Scalar {
    let letter = next
    place += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw fault
    }
    let first = try unit()
    guard first & 0xFC00 == 0xD800 else {
      guard let scalar = Unicode.Scalar(first) else { throw fault }
      return scalar
    }
    try need(UInt8(ascii: "\\"))
    try need(UInt8(ascii: "u"))
    let second = try unit()
    guard second & 0xFC00 == 0xDC00,
      let scalar = Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF)
    else { throw fault }
    return scalar
  }

  /// Four hexadecimal digits.
  private mutating func unit() throws(JSONFault) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(next)).hexDigitValue else { throw fault }
      unit = unit << 4 | UInt32(digit)
      place += 1
    }
    return unit
  }
}

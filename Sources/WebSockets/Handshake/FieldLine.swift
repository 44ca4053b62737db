// One line of a head taken apart, strictly; RFC 9110, sections 5.1 and 5.5, and RFC 9112.

/// A header field.
struct FieldLine {
  let name: ByteRegion
  let value: ByteRegion

  /// A line without its end; nil when it is no field: a name that is no token, space before the
  /// colon, a line that goes on the one before.
  init?(_ line: ByteRegion) {
    var colon = 0
    while colon < line.count, line[colon] != UInt8(ascii: ":") {
      guard Self.isToken(line[colon]) else { return nil }
      colon += 1
    }
    guard colon > 0, colon < line.count else { return nil }
    name = line.part(from: 0, count: colon)
    value = Self.trimmed(line.part(from: colon + 1, count: line.count - colon - 1))
  }

  /// Whether the field has that name, whatever the case of its letters.
  func isNamed(_ lowercase: StaticString) -> Bool { Self.equal(name, lowercase) }

  /// Whether one of the values between commas is that word, whatever the case of its letters.
  func lists(_ lowercase: StaticString) -> Bool {
    var start = 0
    while start <= value.count {
      var end = start
      while end < value.count, value[end] != UInt8(ascii: ",") { end += 1 }
      let item = Self.trimmed(value.part(from: start, count: end - start))
      if Self.equal(item, lowercase) { return true }
      start = end + 1
    }
    return false
  }

  /// What stands behind the last comma.
  var lastItem: ByteRegion {
    var start = value.count
    while start > 0, value[start - 1] != UInt8(ascii: ",") { start -= 1 }
    return Self.trimmed(value.part(from: start, count: value.count - start))
  }

  /// Whether text is that word, whatever the case of its letters.
  static func equal(_ text: ByteRegion, _ lowercase: StaticString) -> Bool {
    guard text.count == lowercase.utf8CodeUnitCount else { return false }
    for offset in 0..<text.count {
      let byte = text[offset]
      let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      // Safety: a constant of the program, as long as it says itself.
      guard unsafe (isUpper ? byte | 0x20 : byte) == lowercase.utf8Start[offset] else {
        return false
      }
    }
    return true
  }

  private static func trimmed(_ text: ByteRegion) -> ByteRegion {
    var (start, end) = (0, text.count)
    while start < end, isBlank(text[start]) { start += 1 }
    while start < end, isBlank(text[end - 1]) { end -= 1 }
    return text.part(from: start, count: end - start)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  /// A character of a token; RFC 9110, section 5.6.2.
  static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    case UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "'"), UInt8(ascii: "*"),
      UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "^")...UInt8(ascii: "`"),
      UInt8(ascii: "|"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}

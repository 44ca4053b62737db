// What is refused before the YAML parser sees a text: size, encoding, control characters, depth
// and number of entries. Everything here is one pass over the bytes, without building anything.

/// Checks a text before it is parsed.
struct TextGuard {
  private let bytes: [UInt8]
  private let source: Int
  private var line = 1
  private var column = 1
  private var depth = 0
  private var separators = 0
  /// The quote that the scan is inside of, 0 if none.
  private var quote: UInt8 = 0
  private var isEscaped = false
  private var isComment = false
  /// Whether the next character may begin a value, as far as one can tell without parsing.
  private var atStart = true

  init(_ bytes: [UInt8], source: Int) {
    self.bytes = bytes
    self.source = source
  }

  /// The first fault of the text, nil if it may be parsed.
  mutating func firstFault() -> TextFault? {
    if bytes.count > Limits.fileBytes {
      return TextFault(
        place: here, found: "the text is larger than \(Limits.fileBytes >> 20) MiB",
        allowed: "a scenario has at most \(Limits.fileBytes) bytes",
        hint: "long lists of times belong in a CSV file: `{trace: …}` or `{empirical: …}`")
    }
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      let length: Int
      if byte < 0x80 {
        length = 1
        if let fault = ascii(byte, next: position + 1 < bytes.count ? bytes[position + 1] : 10) {
          return fault
        }
      } else {
        length = Self.sequenceLength(bytes[position...].prefix(4))
        guard length > 0 else { return invalidSequence(byte) }
        if let fault = beyondASCII(bytes[position..<position + length]) { return fault }
        atStart = false
      }
      advance(byte)
      position += length
    }
    return nil
  }

  private var here: Place { Place(source: source, line: line, column: column) }

  private mutating func advance(_ byte: UInt8) {
    if byte == 10 {
      line += 1
      column = 1
    } else {
      column += 1
    }
  }

  private func invalidSequence(_ byte: UInt8) -> TextFault {
    TextFault(
      place: here, found: "the byte 0x\(String(byte, radix: 16, uppercase: true)) is not UTF-8",
      allowed: "a scenario is UTF-8 text", hint: "save the file as UTF-8")
  }

  private mutating func ascii(_ byte: UInt8, next: UInt8) -> TextFault? {
    if byte < 32 || byte == 127 {
      guard byte == 9 || byte == 10 || byte == 13 else { return controlCharacter(UInt32(byte)) }
    }
    track(byte, next: next)
    if depth > Limits.depth {
      return TextFault(
        place: here, found: "more than \(Limits.depth) lists and maps within one another",
        allowed: "at most \(Limits.depth)")
    }
    if separators > Limits.entries {
      return TextFault(
        place: here, found: "more than \(Limits.entries) lines, commas and colons",
        allowed: "at most \(Limits.entries)",
        hint: "long lists of times belong in a CSV file: `{trace: …}` or `{empirical: …}`")
    }
    return nil
  }

  /// Follows brackets, quotes and comments as far as lines show them. It may count a bracket too
  /// many in odd text; the parser's own limit of 1,000 levels stands behind it.
  private mutating func track(_ byte: UInt8, next: UInt8) {
    if byte == 10 {
      separators += 1
      isComment = false
      atStart = quote == 0
      return
    }
    if byte == UInt8(ascii: ",") { separators += 1 }
    if isComment { return }
    if quote != 0 {
      let isEscape = byte == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"")
      if byte == quote, !isEscaped { quote = 0 }
      isEscaped = isEscape && !isEscaped
      return
    }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      if atStart { quote = byte }
      atStart = false
    case UInt8(ascii: "#"):
      if column == 1 || atStart { isComment = true }
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      if atStart || depth > 0 {
        depth += 1
        separators += 1
        atStart = true
      }
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      depth = max(0, depth - 1)
      atStart = false
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "?"):
      if byte != UInt8(ascii: ","), next == 32 { separators += 1 }
      atStart = depth > 0 || next == 32 || next == 9
    case 32, 9, 13:
      break
    default:
      atStart = false
    }
  }

  private func controlCharacter(_ value: UInt32) -> TextFault {
    let name =
      "U+" + String(repeating: "0", count: max(0, 4 - String(value, radix: 16).count))
      + String(value, radix: 16, uppercase: true)
    return TextFault(
      place: here, found: value == 0 ? "a NUL character" : "the control character \(name)",
      allowed: "a scenario is plain text",
      hint: value == 0 ? "is the file UTF-16 or binary? Save it as UTF-8" : nil)
  }

  /// Characters that YAML refuses, and line ends that editors do not count as such.
  private func beyondASCII(_ sequence: ArraySlice<UInt8>) -> TextFault? {
    guard let scalar = String(decoding: sequence, as: UTF8.self).unicodeScalars.first else {
      return nil
    }
    switch scalar.value {
    case 0x80...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF, AliasMark.first...AliasMark.last:
      return controlCharacter(scalar.value)
    default:
      return nil
    }
  }

  /// Bytes of the UTF-8 sequence at the front; 0 if there is none that is well formed.
  static func sequenceLength(_ bytes: ArraySlice<UInt8>) -> Int {
    guard let lead = bytes.first else { return 0 }
    let length: Int
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: return 0
    }
    let rest = bytes.dropFirst().prefix(length - 1)
    guard rest.count == length - 1, rest.allSatisfy({ $0 & 0xC0 == 0x80 }), let second = rest.first
    else { return 0 }
    // Overlong forms, surrogates and what lies beyond U+10FFFF.
    switch lead {
    case 0xE0 where second < 0xA0: return 0
    case 0xED where second > 0x9F: return 0
    case 0xF0 where second < 0x90: return 0
    case 0xF4 where second > 0x8F: return 0
    default: return length
    }
  }
}

/// Private-use characters that stand for what the parser must not see: U+E000 for the `*` of an
/// alias, the rest for the first letter of a key that stands twice in a map.
enum AliasMark {
  static let first: UInt32 = 0xE000
  static let last: UInt32 = 0xE03F
}

// Separates a Swift file's code from its comments and the insides of its strings.

/// Two copies of a file, byte for byte as long: one keeps the code, one keeps the comments, all
/// else is blank. What stands in a string's `\( )` is code.
struct Blanking {
  private let source: [UInt8]
  private(set) var code: [UInt8]
  private(set) var comments: [UInt8]
  private var at = 0

  init(_ source: [UInt8]) {
    self.source = source
    code = source.map { $0 == UInt8(ascii: "\n") ? $0 : UInt8(ascii: " ") }
    comments = code
  }

  mutating func run() { readCode(untilClosingParenthesis: false) }

  private func sees(_ text: StaticString) -> Bool { sees(Array("\(text)".utf8)) }

  private func sees(_ bytes: [UInt8]) -> Bool {
    at + bytes.count <= source.count && source[at..<at + bytes.count].elementsEqual(bytes)
  }

  private mutating func readCode(untilClosingParenthesis: Bool) {
    var depth = 0
    while at < source.count {
      let byte = source[at]
      if byte == UInt8(ascii: "/"), sees("//") {
        readLineComment()
      } else if byte == UInt8(ascii: "/"), sees("/*") {
        readBlockComment()
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "#"), let pounds = opening() {
        readString(pounds: pounds)
      } else {
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") { depth -= 1 }
        if untilClosingParenthesis, depth < 0 { return }
        code[at] = byte
        at += 1
      }
    }
  }

  private mutating func readLineComment() {
    while at < source.count, source[at] != UInt8(ascii: "\n") {
      comments[at] = source[at]
      at += 1
    }
  }

  private mutating func readBlockComment() {
    var depth = 0
    repeat {
      if sees("/*") { depth += 1 } else if sees("*/") { depth -= 1 }
      let step = sees("/*") || sees("*/") ? 2 : 1
      for position in at..<min(at + step, source.count) { comments[position] = source[position] }
      at += step
    } while depth > 0 && at < source.count
  }

  /// The number of `#` before a string that begins here; nil if none begins.
  private func opening() -> Int? {
    let pounds = source[at...].prefix { $0 == UInt8(ascii: "#") }.count
    let quote = at + pounds
    return quote < source.count && source[quote] == UInt8(ascii: "\"") ? pounds : nil
  }

  private mutating func readString(pounds: Int) {
    let raw = [UInt8](repeating: UInt8(ascii: "#"), count: pounds)
    at += pounds
    let quotes = [UInt8](repeating: UInt8(ascii: "\""), count: sees("\"\"\"") ? 3 : 1)
    code[at] = UInt8(ascii: "\"")
    at += quotes.count
    let escape = [UInt8(ascii: "\\")] + raw
    while at < source.count, !sees(quotes + raw) {
      guard sees(escape) else {
        at += 1
        continue
      }
      at += escape.count
      if at < source.count, source[at] == UInt8(ascii: "(") {
        at += 1
        readCode(untilClosingParenthesis: true)
      }
      at += 1
    }
    at = min(at + quotes.count + pounds, source.count)
    code[at - 1] = UInt8(ascii: "\"")
  }
}

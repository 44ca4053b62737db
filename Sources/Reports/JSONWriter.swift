// Writes one JSON document in the order it is told, byte for byte the same for the same values.

/// A streaming writer of JSON (RFC 8259) in UTF-8.
///
/// The caller gives keys in the order they shall have; nothing is kept but the bytes and the open
/// brackets.
package struct JSONWriter {
  /// How the members of an object or array are laid out.
  package enum Layout: Sendable {
    /// One member a line, indented by two columns a level.
    case lines
    /// All members on the line where the bracket opened.
    case inline
  }

  private struct Bracket {
    var layout: Layout
    var members = 0
  }

  /// What is written so far.
  package private(set) var bytes: [UInt8] = []
  private var open: [Bracket] = []
  private var followsKey = false

  /// An empty document.
  package init() {}

  /// An object; `members` writes pairs of `key` and a value.
  package mutating func object(
    _ layout: Layout = .lines, _ members: (inout JSONWriter) -> Void
  ) {
    bracket("{", "}", layout, members)
  }

  /// An array; `elements` writes values.
  package mutating func array(
    _ layout: Layout = .lines, _ elements: (inout JSONWriter) -> Void
  ) {
    bracket("[", "]", layout, elements)
  }

  /// The key of the value that is written next.
  package mutating func key(_ name: String) {
    separate()
    quote(name)
    append(": ")
    followsKey = true
  }

  /// A string.
  package mutating func text(_ value: String) {
    beginValue()
    quote(value)
  }

  /// A number of twelve significant digits; `null` for nothing and for what is not finite.
  package mutating func number(_ value: Double?) {
    beginValue()
    append(value.map(\.reportedText) ?? "null")
  }

  /// A whole number, all its digits.
  package mutating func integer(_ value: some BinaryInteger) {
    beginValue()
    append(value.description)
  }

  /// `true` or `false`.
  package mutating func boolean(_ value: Bool) {
    beginValue()
    append(value ? "true" : "false")
  }

  /// `null`.
  package mutating func null() {
    beginValue()
    append("null")
  }

  /// Ends the document with a newline.
  package mutating func finish() {
    precondition(open.isEmpty, "a bracket is still open")
    append("\n")
  }

  private mutating func bracket(
    _ opening: String, _ closing: String, _ layout: Layout,
    _ body: (inout JSONWriter) -> Void
  ) {
    beginValue()
    append(opening)
    let inherited = open.last?.layout == .inline ? .inline : layout
    open.append(Bracket(layout: inherited))
    body(&self)
    let ended = open.removeLast()
    if ended.layout == .lines, ended.members > 0 { breakLine() }
    append(closing)
  }

  /// What goes before a value: nothing after its key, else what separates elements.
  private mutating func beginValue() {
    if followsKey {
      followsKey = false
    } else {
      separate()
    }
  }

  private mutating func separate() {
    guard let last = open.indices.last else { return }
    let isFirst = open[last].members == 0
    open[last].members += 1
    switch open[last].layout {
    case .lines:
      if !isFirst { append(",") }
      breakLine()
    case .inline:
      if !isFirst { append(", ") }
    }
  }

  private mutating func breakLine() {
    append("\n")
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: open.count * 2))
  }

  private mutating func quote(_ text: String) {
    append("\"")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case 0x08: append("\\b")
      case 0x09: append("\\t")
      case 0x0A: append("\\n")
      case 0x0C: append("\\f")
      case 0x0D: append("\\r")
      case 0..<0x20:
        append(byte < 0x10 ? "\\u000" : "\\u00")
        append(String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
    append("\"")
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }
}

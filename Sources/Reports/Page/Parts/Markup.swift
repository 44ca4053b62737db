// Writes HTML and SVG so that what a scenario says can only ever become text.

/// A piece of a page in UTF-8.
///
/// Names of elements and attributes are constants of the program; whatever else goes in is
/// escaped on the way. Only a constant can be written as it is.
struct Markup {
  /// Attributes in the order they are written.
  typealias Attributes = KeyValuePairs<StaticString, String>

  /// What is written so far.
  private(set) var bytes: [UInt8] = []

  /// An element with what `content` writes inside it.
  mutating func element(
    _ name: StaticString, _ attributes: Attributes = [:], _ content: (inout Markup) -> Void
  ) {
    open(name, attributes)
    content(&self)
    close(name)
  }

  /// An element with a text.
  mutating func element(_ name: StaticString, _ attributes: Attributes, _ text: String) {
    element(name, attributes) { $0.text(text) }
  }

  /// An element with a text and without attributes.
  mutating func element(_ name: StaticString, _ text: String) { element(name, [:], text) }

  /// An element without content and without an end in HTML (`meta`, `br`, `th` before the next).
  mutating func open(_ name: StaticString, _ attributes: Attributes = [:]) {
    tag(name, attributes)
    append(">")
  }

  /// An element of SVG without content.
  mutating func shape(_ name: StaticString, _ attributes: Attributes) {
    tag(name, attributes)
    append("/>")
  }

  /// The end of an element.
  mutating func close(_ name: StaticString) {
    append("</")
    append(name.description)
    append(">")
  }

  /// A text, escaped.
  mutating func text(_ text: String) { escape(text) }

  /// A constant of the program as it is: its stylesheet, its script.
  mutating func constant(_ text: StaticString) { append(text.description) }

  /// Another piece.
  mutating func append(_ other: Markup) { bytes += other.bytes }

  /// A line's end, for those who read the source.
  mutating func breakLine() { append("\n") }

  private mutating func tag(_ name: StaticString, _ attributes: Attributes) {
    append("<")
    append(name.description)
    for (key, value) in attributes {
      append(" ")
      append(key.description)
      append("=\"")
      escape(value)
      append("\"")
    }
  }

  private mutating func append(_ text: String) { bytes += text.utf8 }

  /// The five characters that mean something in HTML as references; characters that HTML does not
  /// allow as U+FFFD.
  private mutating func escape(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": append("&amp;")
      case "<": append("&lt;")
      case ">": append("&gt;")
      case "\"": append("&quot;")
      case "'": append("&#39;")
      case "\t", "\n": append(" ")
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": append("\u{FFFD}")
      default: bytes += UTF8.encode(scalar).map(Array.init) ?? []
      }
    }
  }
}

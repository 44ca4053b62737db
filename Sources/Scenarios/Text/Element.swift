// A value of the scenario text with its place: scalars, lists and maps, aliases replaced.

/// A place in one of the texts that make a scenario.
struct Place: Hashable, Comparable, Sendable {
  /// 0: the file; n: the n-th `--set`.
  var source = 0
  var line: Int
  var column: Int

  static func < (a: Place, b: Place) -> Bool {
    (a.source, a.line, a.column) < (b.source, b.line, b.column)
  }
}

/// A value with its place.
struct Element: Sendable {
  var content: Content
  var place: Place

  /// The three kinds of values.
  enum Content: Sendable {
    /// Text as written, without its quotes.
    case scalar(String, quoted: Bool)
    case list([Element])
    case map([Entry])
  }

  /// Whether nothing stands there: no text, `~` or `null`.
  var isNothing: Bool {
    guard case .scalar(let text, quoted: false) = content else { return false }
    return text.isEmpty || text == "~" || text == "null"
  }

  /// The value of a key of a map.
  func value(of key: String) -> Element? {
    guard case .map(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// The text of a scalar.
  var text: String? {
    guard case .scalar(let text, _) = content else { return nil }
    return text
  }

  /// What stands there, in words.
  var description: String {
    switch content {
    case .scalar(let text, let quoted):
      if isNothing { return "nothing" }
      return quoted ? "\"\(text.shortened)\"" : "`\(text.shortened)`"
    case .list(let elements):
      return elements.isEmpty ? "an empty list" : "a list of \(elements.count)"
    case .map(let entries):
      if entries.isEmpty { return "an empty map" }
      let names = entries.prefix(3).map { "`\($0.key.shortened)`" }.joined(separator: ", ")
      return "a map with \(names)\(entries.count > 3 ? ", …" : "")"
    }
  }
}

/// A key of a map with its value.
struct Entry: Sendable {
  var key: String
  var isQuoted: Bool
  var place: Place
  var value: Element
  /// Where the same key stands a first time in the same map.
  var firstPlace: Place?
}

extension String {
  /// At most 40 characters, control characters replaced: fit for a message.
  var shortened: String {
    if utf8.count <= 40, utf8.allSatisfy({ $0 >= 32 && $0 != 127 }) { return self }
    let printable = unicodeScalars.prefix(64).map {
      $0.value < 32 || $0.value == 127 ? "·" : Character($0)
    }
    return printable.count <= 40 ? String(printable) : String(printable.prefix(39)) + "…"
  }
}

// Syntaxes of words: names, references to named entries, choices, free text.

import Consulting

extension Syntax where Value == String {
  /// A name: up to 64 letters, digits, `-`, `_` and `.`, beginning with a letter or digit.
  static var name: Syntax {
    let allowed = "up to 64 letters, digits, `-`, `_`, `.`, beginning with a letter or digit"
    let schema = JSON.object([
      ("type", .string("string")), ("pattern", .string("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")),
    ])
    return Syntax(kind: "name", allowed: allowed, schema: schema) { element, reading in
      guard let text = element.scalarText(reading, allowed: allowed) else { return nil }
      guard isName(text) else {
        reading.refuse(
          element.place,
          found: text.utf8.count > 64
            ? "a name of \(text.unicodeScalars.count) characters" : element.description,
          expected: allowed,
          hint: text.contains(" ")
            ? "is it `\(text.split(separator: " ").joined(separator: "-").shortened)`?" : nil)
        return nil
      }
      return text
    }
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 64 else { return false }
    let isLetter = { (byte: UInt8) in
      byte >= 48 && byte <= 57 || byte | 0x20 >= 97 && byte | 0x20 <= 122
    }
    return isLetter(first) && text.utf8.allSatisfy { isLetter($0) || "-_.".utf8.contains($0) }
  }

  /// Any text of at most that many characters.
  static func text(longest: Int) -> Syntax {
    let allowed = "text of at most \(longest) characters"
    let schema = JSON.object([("type", .string("string")), ("maxLength", .integer(longest))])
    return Syntax(kind: "text", allowed: allowed, schema: schema) { element, reading in
      guard let text = element.scalarText(reading, allowed: allowed) else { return nil }
      guard text.unicodeScalars.count <= longest else {
        reading.refuse(
          element.place, found: "\(text.unicodeScalars.count) characters", expected: allowed)
        return nil
      }
      return text
    }
  }

  /// The path of a file beside the scenario.
  static var path: Syntax {
    text(longest: 1_024).described(
      "file", allowed: "the path of a CSV file, relative to the scenario's directory")
  }

  /// Host and port.
  static var address: Syntax {
    let allowed = "host and port such as `127.0.0.1:7080`"
    let schema = JSON.object([
      ("type", .string("string")), ("pattern", .string("^.+:[0-9]{1,5}$")),
    ])
    return Syntax(kind: "address", allowed: allowed, schema: schema) { element, reading in
      guard let text = element.scalarText(reading, allowed: allowed) else { return nil }
      let colon = text.lastIndex(of: ":") ?? text.endIndex
      guard colon > text.startIndex, colon < text.endIndex, text.utf8.count <= 255,
        let port = UInt16(text[text.index(after: colon)...]),
        !text.contains(where: \.isWhitespace)
      else {
        reading.refuse(element.place, found: element.description, expected: allowed)
        return nil
      }
      return "\(text[..<colon]):\(port)"
    }
  }
}

extension Syntax where Value == Int {
  /// The name of an entry of a list, given as its position there.
  static func reference(to space: NameSpace) -> Syntax {
    let allowed = "the \(space.key) of an entry of `\(space.rawValue)`"
    let schema = JSON.object([("type", .string("string"))])
    return Syntax(kind: "name", allowed: allowed, schema: schema) { element, reading in
      guard let text = element.scalarText(reading, allowed: allowed) else { return nil }
      if let index = reading.names[space]?.positions[text] { return index }
      let names = reading.names[space]?.inOrder ?? []
      let known = names.prefix(12).map { "`\($0.shortened)`" }.listed
      let more = names.count > 12 ? " and \(names.count - 12) more" : ""
      reading.refuse(
        element.place, found: "\(element.description) is no \(space.key) in `\(space.rawValue)`",
        allowed: names.isEmpty ? "`\(space.rawValue)` has none" : "there are \(known)\(more)",
        hint: reading.nearest(text, among: names))
      return nil
    }
  }
}

extension Syntax {
  /// One of a few words.
  static func choice(_ words: [(word: String, value: Value)], kind: String = "choice") -> Syntax {
    let names = words.map(\.word)
    let quoted = names.map { "`\($0)`" }
    let allowed = quoted.count == 1 ? quoted[0] : "one of \(quoted.listed)"
    let schema = JSON.object([("enum", .array(names.map(JSON.string)))])
    return Syntax(kind: kind, allowed: allowed, schema: schema) { element, reading in
      guard let text = element.scalarText(reading, allowed: allowed) else { return nil }
      if let chosen = words.first(where: { $0.word == text }) { return chosen.value }
      reading.refuse(
        element.place, found: element.description, expected: allowed,
        hint: text.contains(where: \.isLetter)
          ? reading.nearest(text, among: names) : nil)
      return nil
    }
  }

  /// Either of two syntaxes: the second for scalars, the first for everything else.
  static func mapOr(_ word: String, meaning value: Value, _ other: Syntax) -> Syntax {
    let schema = JSON.object([
      ("oneOf", .array([.object([("const", .string(word))]), other.schema]))
    ])
    return Syntax(
      kind: "\(other.kind) or `\(word)`", allowed: "`\(word)` or \(other.allowed)",
      schema: schema, table: other.table
    ) { element, reading in
      guard let text = element.text else { return other.read(element, reading) }
      if text == word { return value }
      reading.refuse(
        element.place, found: element.description, expected: "`\(word)` or \(other.allowed)",
        hint: reading.nearest(text, among: [word]))
      return nil
    }
  }
}

extension Syntax where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of the cases, by its raw value.
  static var anyCase: Syntax { choice(Value.allCases.map { ($0.rawValue, $0) }) }
}

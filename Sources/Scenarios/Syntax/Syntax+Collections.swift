// Syntaxes of lists, of lists with named entries, and of maps from a skill to a proficiency.

import Consulting

extension Syntax {
  /// A list of like values. Faulty entries are noted and left out.
  static func list<Item: Sendable>(
    of item: Syntax<Item>, _ count: ClosedRange<Int>, kind: String? = nil
  ) -> Syntax where Value == [Item] {
    let kind = kind ?? "list of \(item.kind)s"
    let least = count.lowerBound
    let allowed =
      least == count.upperBound
      ? "a list of exactly \(least), each \(item.allowed)"
      : "a list of \(least) to \(count.upperBound), each \(item.allowed)"
    return Syntax(
      kind: kind, allowed: allowed, schema: listSchema(item.schema, count), table: item.table
    ) { element, reading in
      guard let elements = entries(of: element, count, kind: kind, reading) else { return nil }
      return elements.enumerated().compactMap { index, element in
        reading.inside("\(index)") { item.read(element, reading) }
      }
    }
  }

  /// A list of maps with names; a name that stands twice is noted.
  static func list<Item: Sendable>(
    of item: Syntax<Item>, namedIn space: NameSpace, _ count: ClosedRange<Int>
  ) -> Syntax where Value == [Item] {
    let allowed = "a list of \(count.lowerBound) to \(count.upperBound) maps"
    return Syntax(
      kind: "list", allowed: allowed, schema: listSchema(item.schema, count), table: item.table
    ) { element, reading in
      guard let elements = entries(of: element, count, kind: "list", reading) else { return nil }
      var firstLines: [String: Int] = [:]
      return elements.enumerated().compactMap { index, element in
        let name = element.value(of: space.key)
        let step = name?.text.map { $0.isEmpty ? "\(index)" : $0.shortened } ?? "\(index)"
        return reading.inside(step) {
          if let name, let text = name.text {
            if let first = firstLines[text] {
              reading.inside(space.key) {
                reading.refuse(
                  name.place, found: "\(name.description) stands twice, first in line \(first)",
                  allowed: "each \(space.key) once in `\(space.rawValue)`")
              }
            }
            firstLines[text] = firstLines[text] ?? name.place.line
          }
          return item.read(element, reading)
        }
      }
    }
  }

  private static func listSchema(_ item: JSON, _ count: ClosedRange<Int>) -> JSON {
    .object([
      ("type", .string("array")), ("items", item), ("minItems", .integer(count.lowerBound)),
      ("maxItems", .integer(count.upperBound)),
    ])
  }

  private static func entries(
    of element: Element, _ count: ClosedRange<Int>, kind: String, _ reading: Reading
  ) -> [Element]? {
    guard case .list(let elements) = element.content else {
      reading.refuse(
        element.place, found: element.description, expected: "a \(kind)",
        hint: "a list is written `[…, …]`, or one entry a line after `- `")
      return nil
    }
    guard count.contains(elements.count) else {
      let number = elements.count
      reading.refuse(
        element.place, found: number == 1 ? "1 entry" : "\(number) entries",
        allowed: count.lowerBound == count.upperBound
          ? "exactly \(count.lowerBound)"
          : number < count.lowerBound
            ? "at least \(count.lowerBound)" : "at most \(count.upperBound)")
      return nil
    }
    return elements
  }

  /// A map from a skill to a proficiency 0…1.
  static func proficiencies<Skill: Hashable & Sendable>(
    of skill: Syntax<Skill>, pattern: String, most: Int
  ) -> Syntax where Value == [Proficiency<Skill>] {
    let level = Syntax<Double>.share(kind: "proficiency")
    let allowed = "a map from \(skill.kind) to proficiency 0 to 1"
    let schema = JSON.object([
      ("type", .string("object")),
      ("patternProperties", .object([(pattern, level.schema)])),
      ("additionalProperties", .bool(false)), ("minProperties", .integer(1)),
    ])
    return Syntax(
      kind: "map \(skill.kind) → proficiency", allowed: allowed, schema: schema
    ) { element, reading in
      guard case .map(let entries) = element.content, !entries.isEmpty, entries.count <= most else {
        var found = element.description
        if case .map(let entries) = element.content, entries.count > most {
          found = "\(entries.count) entries"
        }
        reading.refuse(element.place, found: found, expected: allowed)
        return nil
      }
      var seen: [Skill: String] = [:]
      return entries.compactMap { entry in
        reading.inside(entry.key.shortened) {
          read(entry, skill: skill, level: level, seen: &seen, reading)
        }
      }
    }
  }

  private static func read<Skill: Hashable & Sendable>(
    _ entry: Entry, skill: Syntax<Skill>, level: Syntax<Double>, seen: inout [Skill: String],
    _ reading: Reading
  ) -> Proficiency<Skill>? {
    let key = Element(content: .scalar(entry.key, quoted: entry.isQuoted), place: entry.place)
    guard let skillValue = skill.read(key, reading) else { return nil }
    if let first = seen[skillValue] {
      reading.refuse(
        entry.place,
        found: first == entry.key
          ? "`\(entry.key.shortened)` stands twice"
          : "`\(entry.key.shortened)` and `\(first.shortened)` are the same \(skill.kind)",
        allowed: "each \(skill.kind) once")
      return nil
    }
    seen[skillValue] = entry.key
    return level.read(entry.value, reading).map { Proficiency(skill: skillValue, level: $0) }
  }
}

extension Syntax where Value == Language {
  /// The primary subtag of a language.
  static var language: Syntax {
    let allowed = "a language tag such as `ko` or `en`"
    let schema = JSON.object([
      ("type", .string("string")), ("pattern", .string("^[A-Za-z]{2,3}([-_][A-Za-z0-9-]+)?$")),
    ])
    return Syntax(kind: "language", allowed: allowed, schema: schema) { element, reading in
      guard let text = element.scalarText(reading, allowed: allowed) else { return nil }
      guard let language = Language(text), text.utf8.count <= 35 else {
        reading.refuse(
          element.place, found: element.description, expected: allowed,
          hint: text == "*" ? "languages have no wildcard: name each one" : nil)
        return nil
      }
      return language
    }
  }
}

extension Syntax where Value == DocumentNumber {
  /// A document number of eight digits in quotes.
  static var document: Syntax {
    let allowed = "eight digits in quotes, as `\"43211507\"`"
    let schema = JSON.object([
      ("type", .string("string")), ("pattern", .string("^[0-9]{8}$")),
    ])
    return Syntax(kind: "document number", allowed: allowed, schema: schema) { element, reading in
      guard let text = element.scalarText(reading, allowed: allowed) else { return nil }
      guard case .scalar(_, quoted: true) = element.content,
        let document = DocumentNumber(digits: text)
      else {
        let isOnlyBare = DocumentNumber(digits: text) != nil
        reading.refuse(
          element.place, found: isOnlyBare ? "\(text) without quotes" : element.description,
          expected: allowed,
          hint: isOnlyBare
            ? "write `\"\(text)\"`: without quotes some readers of YAML drop leading zeros" : nil)
        return nil
      }
      return document
    }
  }
}

extension Syntax where Value == Branch {
  /// A branch of documents: 2, 4, 6 or 8 digits, or `*`, in quotes.
  static var branch: Syntax {
    let allowed = "2, 4, 6 or 8 digits in quotes, or `\"*\"` for all"
    let schema = JSON.object([
      ("type", .string("string")), ("pattern", .string("^(([0-9]{2}){1,4}|\\*)$")),
    ])
    return Syntax(kind: "branch", allowed: allowed, schema: schema) { element, reading in
      guard let text = element.scalarText(reading, allowed: allowed) else { return nil }
      guard case .scalar(_, quoted: true) = element.content, let branch = Branch(prefix: text)
      else {
        let isOnlyBare = Branch(prefix: text) != nil
        reading.refuse(
          element.place,
          found: isOnlyBare ? "\(text) without quotes" : element.description, expected: allowed,
          hint: isOnlyBare ? "write `\"\(text)\"`" : nil)
        return nil
      }
      return branch
    }
  }
}

// Reads a catalogue line by line and notes what is wrong with it.

import Consulting

/// Entries and faults so far.
struct CatalogueReading {
  private(set) var entries: [CatalogueEntry] = []
  private(set) var faults: [CatalogueFault] = []

  private let dictionary: CodeDictionary
  private var linesOfPaths: [PagePath: Int] = [:]
  private var linesOfCodes: [IdentificationCode: Int] = [:]

  init(_ dictionary: CodeDictionary) { self.dictionary = dictionary }

  /// A field and where it begins.
  private struct Field {
    let text: String
    let line: Int
    let column: Int
  }

  /// Reads a line, without its end.
  mutating func read(_ bytes: ArraySlice<UInt8>, number: Int) {
    let bytes = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let good = String(decoding: bytes, as: UTF8.self).unicodeScalars.prefix { $0 != "\u{FFFD}" }
      note(number, good.count + 1, "bytes that are no UTF-8", "a catalogue is text in UTF-8")
      return
    }
    let line = number == 1 && text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    if line.isEmpty || line.hasPrefix("#") { return }
    let fields = Self.fields(of: line, number)
    guard (3...5).contains(fields.count) else {
      note(
        number, 1, fields.count == 1 ? "1 field" : "\(fields.count) fields",
        "3 to 5 with a tab between: path, language, document, location, site")
      return
    }
    let path = path(fields[0])
    let code = code(fields)
    guard let path, let code else { return }
    if let first = linesOfPaths.updateValue(number, forKey: path) {
      note(fields[0], "the path of line \(first) again", "each page has one line")
      return
    }
    if let first = linesOfCodes.updateValue(number, forKey: code) {
      note(
        fields[2], "the code of line \(first) again",
        "one page for each language, document, location and site")
      return
    }
    guard entries.count < CatalogueEntry.most else {
      if entries.count == CatalogueEntry.most {
        note(number, 1, "more than \(CatalogueEntry.most) pages", "at most \(CatalogueEntry.most)")
      }
      return
    }
    entries.append(.init(path: path, code: code, line: number))
  }

  private static func fields(of line: String, _ number: Int) -> [Field] {
    var column = 1
    return line.split(separator: "\t", omittingEmptySubsequences: false).map { text in
      defer { column += text.unicodeScalars.count + 1 }
      return Field(text: String(text), line: number, column: column)
    }
  }

  private mutating func path(_ field: Field) -> PagePath? {
    let path = PagePath(relative: field.text)
    if path == nil || path == CatalogueEntry.catalogue {
      note(
        field, Self.quoted(field.text),
        "a path below the folder such as `ko/laptops.html`, no name in it beginning with a dot")
      return nil
    }
    return path
  }

  private mutating func code(_ fields: [Field]) -> IdentificationCode? {
    let language = Language(fields[1].text)
    if language == nil {
      note(fields[1], Self.quoted(fields[1].text), "a language such as `ko` or `en-GB`")
    }
    let document = DocumentNumber(pattern: fields[2].text)
    if document == nil {
      note(
        fields[2], Self.quoted(fields[2].text),
        "eight digits in four pairs, `xx` for a pair that is any: `43211507`, `4321xxxx`")
    }
    let location = index(fields, 3, of: dictionary.locations, "a location of the scenario")
    let server = index(
      fields, 4, of: dictionary.servers.map(\.name), "a site of the scenario")
    guard let language, let document, let location, let server else { return nil }
    do throws(CodeFault) {
      return try IdentificationCode(
        language: language, document: document, location: location, server: server)
    } catch {
      note(fields[2], Self.quoted(fields[2].text), "a code: \(error)")
      return nil
    }
  }

  /// The index of a name; of a field that is left out or empty, 0.
  private mutating func index(
    _ fields: [Field], _ position: Int, of names: [String], _ kind: String
  ) -> Int? {
    guard fields.count > position, !fields[position].text.isEmpty else { return 0 }
    if let index = names.firstIndex(of: fields[position].text) { return index }
    let known = names.prefix(5).map { "`\($0)`" }.joined(separator: ", ")
    let more = names.count > 5 ? " and \(names.count - 5) more" : ""
    note(fields[position], Self.quoted(fields[position].text), "\(kind): \(known)\(more)")
    return nil
  }

  private mutating func note(_ field: Field, _ found: String, _ allowed: String) {
    note(field.line, field.column, found, allowed)
  }

  private mutating func note(_ line: Int, _ column: Int, _ found: String, _ allowed: String) {
    faults.append(.init(line: line, column: column, found: found, allowed: "allowed is \(allowed)"))
  }

  /// At most 60 characters, without control characters.
  private static func quoted(_ text: String) -> String {
    if text.isEmpty { return "nothing" }
    let shown = text.unicodeScalars.prefix(60).map { $0.value < 32 || $0.value == 127 ? "?" : $0 }
    let rest = text.unicodeScalars.count > 60 ? "…" : ""
    return "`\(String(String.UnicodeScalarView(shown)))\(rest)`"
  }
}

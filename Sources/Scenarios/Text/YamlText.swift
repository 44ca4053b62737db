// YAML text to elements with their places: aliases bounded, repeated keys found, tags refused.
// This is the one file that knows the YAML package.

import Yams

/// Parses one text.
struct YamlText {
  private let source: Int
  private var bytes: [UInt8]
  /// What the marks in `AliasMark` stand for, by their place in that range.
  private var renamed: [Unicode.Scalar] = []

  /// - Parameter source: 0 for the file, n for the n-th `--set`.
  init(_ bytes: [UInt8], source: Int) {
    self.source = source
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    self.bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes
  }

  /// The root of the text, or its first fault. Repeated keys are kept and marked.
  mutating func root() throws(TextFault) -> Element {
    var guardian = TextGuard(bytes, source: source)
    if let fault = guardian.firstFault() { throw fault }
    hideAliases()
    // Parsing again after each repeated key costs a whole pass: few for large texts.
    var rounds = min(Int(AliasMark.last - AliasMark.first), max(1, (1 << 20) / (bytes.count + 1)))
    while true {
      do {
        return try parsed()
      } catch let repeated as RepeatedKey {
        rounds -= 1
        guard rounds > 0, rename(repeated) else { throw fault(of: repeated) }
      } catch let fault as TextFault {
        throw fault
      } catch {
        throw TextFault(
          place: Place(source: source, line: 1, column: 1), found: "the text is not YAML",
          allowed: "")
      }
    }
  }

  private func parsed() throws -> Element {
    do {
      let parser = try Parser(
        yaml: String(decoding: bytes, as: UTF8.self), resolver: .basic, encoding: .utf8)
      // The nodes hold their anchors weakly; the parser owns them.
      return try withExtendedLifetime(parser) {
        guard let node = try parser.singleRoot() else {
          let start = Place(source: source, line: 1, column: 1)
          return Element(content: .scalar("", quoted: false), place: start)
        }
        var elements = ElementBuilder(source: source, renamed: renamed)
        return try elements.element(node)
      }
    } catch YamlError.duplicatedKeysInMapping(let names, let context) {
      throw RepeatedKey(
        name: names.first ?? "", line: context.mark.line, column: context.mark.column)
    } catch let error as YamlError {
      throw YamlWords.fault(of: error, source: source)
    }
  }

  private func fault(of repeated: RepeatedKey) -> TextFault {
    TextFault(
      place: Place(source: source, line: repeated.line, column: repeated.column),
      found: "the key `\(repeated.name.shortened)` stands more than once in this map",
      allowed: "each key once")
  }
}

/// A key that stands twice in a map: the first of them.
private struct RepeatedKey: Error {
  var name: String
  var line: Int
  var column: Int
}

extension YamlText {
  /// Puts a plain letter in place of each `*` that might begin an alias. So the parser never
  /// copies or compares what an alias stands for; `ElementBuilder` resolves them, counting.
  private mutating func hideAliases() {
    guard bytes.contains(UInt8(ascii: "*")) else { return }
    var hidden: [UInt8] = []
    hidden.reserveCapacity(bytes.count + 64)
    for (index, byte) in bytes.enumerated() {
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if byte == UInt8(ascii: "*"), ElementBuilder.isAnchorCharacter(next) {
        hidden += Array(String(ElementBuilder.aliasStar).utf8)
      } else {
        hidden.append(byte)
      }
    }
    bytes = hidden
  }

  /// Replaces the first letter of a repeated key by a mark of the same width, so that the next
  /// pass sees the rest of the file; false if the key is written in a way that prevents it.
  private mutating func rename(_ repeated: RepeatedKey) -> Bool {
    guard var offset = offset(line: repeated.line, column: repeated.column) else { return false }
    if bytes[offset] == UInt8(ascii: "\"") || bytes[offset] == UInt8(ascii: "'") { offset += 1 }
    guard let expected = repeated.name.unicodeScalars.first,
      let mark = Unicode.Scalar(AliasMark.first + 1 + UInt32(renamed.count)),
      bytes[offset...].starts(with: Array(String(expected).utf8))
    else { return false }
    let width = String(expected).utf8.count
    bytes.replaceSubrange(offset..<offset + width, with: Array(String(mark).utf8))
    renamed.append(expected)
    return true
  }

  /// The byte at a place, as the parser counts lines and characters.
  private func offset(line: Int, column: Int) -> Int? {
    var offset = 0
    var currentLine = 1
    while currentLine < line {
      guard offset < bytes.count else { return nil }
      let isReturn = bytes[offset] == 13 && !(offset + 1 < bytes.count && bytes[offset + 1] == 10)
      if bytes[offset] == 10 || isReturn { currentLine += 1 }
      offset += 1
    }
    var currentColumn = 1
    while currentColumn < column {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      currentColumn += 1
    }
    return offset < bytes.count ? offset : nil
  }
}

/// Makes elements of the parser's nodes.
private struct ElementBuilder {
  static let aliasStar: Unicode.Scalar = "\u{E000}"

  let source: Int
  let renamed: [Unicode.Scalar]
  private var anchored: [String: (element: Element, values: Int)] = [:]
  private var values = 0

  init(source: Int, renamed: [Unicode.Scalar]) {
    self.source = source
    self.renamed = renamed
  }

  static func isAnchorCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// The element of a node; a fault if it is too large, too deep or not plain data.
  mutating func element(_ node: Node, depth: Int = 0) throws(TextFault) -> Element {
    let place = place(node.mark)
    try count(1, at: place)
    guard depth <= Limits.depth else {
      throw TextFault(
        place: place, found: "more than \(Limits.depth) lists and maps within one another",
        allowed: "at most \(Limits.depth)")
    }
    let before = values
    let element: Element
    switch node {
    case .scalar(let scalar):
      element = try self.scalar(scalar, at: place)
    case .sequence(let sequence):
      try refuseTag(sequence.tag, at: place)
      guard sequence.count <= Limits.listEntries else {
        throw TextFault(
          place: place, found: "a list of \(sequence.count) entries",
          allowed: "at most \(Limits.listEntries)",
          hint: "long lists of times belong in a CSV file: `{trace: …}` or `{empirical: …}`")
      }
      var list: [Element] = []
      for child in sequence { list.append(try self.element(child, depth: depth + 1)) }
      element = Element(content: .list(list), place: place)
    case .mapping(let mapping):
      try refuseTag(mapping.tag, at: place)
      element = Element(
        content: .map(try entries(of: mapping, depth: depth)), place: place)
    case .alias:
      throw TextFault(place: place, found: "an alias that names nothing", allowed: "an anchor")
    }
    if let anchor = node.anchor { anchored[anchor.rawValue] = (element, values - before + 1) }
    return element
  }

  private mutating func entries(
    of mapping: Node.Mapping, depth: Int
  ) throws(TextFault) -> [Entry] {
    var entries: [Entry] = []
    var merged: [Entry] = []
    var firstPlaces: [String: Place] = [:]
    for (keyNode, valueNode) in mapping {
      let place = place(keyNode.mark)
      guard case .scalar(let scalar) = keyNode, alias(in: scalar) == nil else {
        throw TextFault(
          place: place, found: "a key that is a list, a map or an alias",
          allowed: "keys are plain text")
      }
      let key = restored(scalar.string)
      let value = try element(valueNode, depth: depth + 1)
      if key == "<<", scalar.style == .plain {
        merged += try mergedEntries(value)
        continue
      }
      let isQuoted = scalar.style != .plain
      entries.append(
        Entry(
          key: key, isQuoted: isQuoted, place: place, value: value, firstPlace: firstPlaces[key]))
      if firstPlaces[key] == nil { firstPlaces[key] = place }
    }
    for entry in merged where firstPlaces[entry.key] == nil {
      firstPlaces[entry.key] = entry.place
      entries.append(entry)
    }
    return entries
  }

  /// `<<: *other` or `<<: [*one, *other]`: entries that the map takes over where it has none.
  private func mergedEntries(_ value: Element) throws(TextFault) -> [Entry] {
    switch value.content {
    case .map(let entries): return entries
    case .list(let elements):
      var all: [Entry] = []
      for element in elements { all += try mergedEntries(element) }
      return all
    case .scalar:
      throw TextFault(
        place: value.place, found: "`<<` with \(value.description)",
        allowed: "`<<` takes over the entries of a map, as in `<<: *name`")
    }
  }

  private mutating func scalar(
    _ scalar: Node.Scalar, at place: Place
  ) throws(TextFault) -> Element {
    if let name = alias(in: scalar) {
      guard let target = anchored[name] else {
        throw TextFault(
          place: place, found: "the alias `*\(name.shortened)` names no earlier anchor",
          allowed: "needs `&\(name.shortened)` above it",
          hint: NearestName.of(name, among: anchored.keys.sorted()).map { "did you mean `*\($0)`?" }
        )
      }
      try count(target.values, at: place)
      return target.element
    }
    let isQuoted = scalar.style != .plain
    if !isQuoted || !scalar.tag.description.hasSuffix(":str") {
      try refuseTag(scalar.tag, at: place)
    }
    let text = restored(scalar.string)
    guard text.utf8.count <= Limits.valueCharacters * 4,
      text.unicodeScalars.count <= Limits.valueCharacters
    else {
      throw TextFault(
        place: place, found: "a value of \(text.unicodeScalars.count) characters",
        allowed: "at most \(Limits.valueCharacters)")
    }
    return Element(content: .scalar(text, quoted: isQuoted), place: place)
  }

  /// The anchor that a plain scalar names, if an alias was hidden in it.
  private func alias(in scalar: Node.Scalar) -> String? {
    guard scalar.style == .plain, scalar.string.unicodeScalars.first == Self.aliasStar,
      scalar.string.utf8.dropFirst(3).allSatisfy(Self.isAnchorCharacter)
    else { return nil }
    return String(scalar.string.unicodeScalars.dropFirst())
  }

  /// The text with marks replaced by what they stand for.
  private func restored(_ text: String) -> String {
    guard text.utf8.contains(0xEE) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case AliasMark.first: scalars.append("*")
      case AliasMark.first + 1...AliasMark.last:
        let index = Int(scalar.value - AliasMark.first) - 1
        scalars.append(index < renamed.count ? renamed[index] : scalar)
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  private mutating func count(_ more: Int, at place: Place) throws(TextFault) {
    values += more
    guard values <= Limits.expandedValues else {
      throw TextFault(
        place: place, found: "more than \(Limits.expandedValues) values, aliases replaced",
        allowed: "at most \(Limits.expandedValues)",
        hint: "aliases within aliases multiply")
    }
  }

  private func refuseTag(_ tag: Tag, at place: Place) throws(TextFault) {
    let name = tag.description
    guard !name.isEmpty, name != "!" else { return }
    let standard = "tag:yaml.org,2002:"
    let shown = name.hasPrefix(standard) ? "!!" + name.dropFirst(standard.count) : name
    throw TextFault(
      place: place, found: "the tag `\(shown.shortened)`", allowed: "a scenario has no tags",
      hint: "write the value alone, in quotes if it is text")
  }

  private func place(_ mark: Mark?) -> Place {
    Place(source: source, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }
}

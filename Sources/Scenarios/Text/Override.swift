// One `--set key.path=value`: put into the elements of a scenario before anything is checked.

/// An override of one key of a scenario.
public struct Override: Sendable {
  /// As given: `agents.seoul.count=14`.
  public let text: String

  /// The override that such a text describes; checked together with the scenario.
  public init(_ text: String) { self.text = text }

  /// The override of a key by a value.
  public init(keyPath: String, value: String) { self.init("\(keyPath)=\(value)") }
}

/// Puts overrides into a scenario's elements.
struct OverrideWriter {
  let reading: Reading

  /// The root with the override put in; the same root after noting a fault.
  func apply(_ override: Override, source: Int, to root: Element, table: Table) -> Element {
    let start = Place(source: source, line: 1, column: 1)
    let bytes = Array(override.text.utf8)
    guard let equals = bytes.firstIndex(of: UInt8(ascii: "=")), equals > 0 else {
      reading.refuse(
        start, found: "`\(override.text.shortened)`", allowed: "`key.path=value`",
        hint: "for example `--set agents.seoul.count=14`")
      return root
    }
    let path = String(decoding: bytes[..<equals], as: UTF8.self)
      .split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard path.count <= Limits.depth, !path.contains("") else {
      reading.refuse(
        start, found: "`\(override.text.shortened)`", allowed: "`key.path=value`",
        hint: "names and indexes with one point between them")
      return root
    }
    // Blanks in place of the path keep the columns of the value as they are in the option.
    let blanks = [UInt8](
      repeating: 32,
      count: String(decoding: bytes[...equals], as: UTF8.self).unicodeScalars.count)
    var yaml = YamlText(blanks + bytes[(equals + 1)...], source: source)
    do {
      let value = try yaml.root()
      return put(value, at: path[...], in: root, table: table) ?? root
    } catch {
      reading.refuse(error.place, found: error.found, allowed: error.allowed, hint: error.hint)
      return root
    }
  }

  /// Nil after noting a fault.
  private func put(
    _ value: Element, at path: ArraySlice<String>, in element: Element?, table: Table?
  ) -> Element? {
    guard let step = path.first else { return value }
    guard case .list(let list)? = element?.content else {
      return putInMap(value, key: step, rest: path.dropFirst(), in: element, table: table)
    }
    guard let (index, rest) = entry(of: list, at: path) else {
      let names = list.compactMap { name(of: $0) }
      let indexes = list.isEmpty ? "no entries" : "0 to \(list.count - 1)"
      reading.refuse(
        Place(source: value.place.source, line: 1, column: 1),
        found: "no entry `\(step.shortened)` in this list",
        allowed: names.isEmpty
          ? "there are \(indexes)"
          : "there are \(names.prefix(12).map { "`\($0.shortened)`" }.listed)",
        hint: reading.nearest(step, among: names))
      return nil
    }
    var changed = list
    guard
      let entry = reading.inside(
        name(of: list[index])?.shortened ?? "\(index)",
        { put(value, at: rest, in: list[index], table: table) })
    else { return nil }
    changed[index] = entry
    return Element(content: .list(changed), place: element?.place ?? value.place)
  }

  private func name(of element: Element) -> String? {
    element.value(of: "name")?.text ?? element.value(of: "id")?.text
  }

  /// The entry that the front of a path names, and the rest of the path. Names may hold points:
  /// the longest front that is a name wins.
  private func entry(
    of list: [Element], at path: ArraySlice<String>
  ) -> (index: Int, rest: ArraySlice<String>)? {
    for length in stride(from: path.count, through: 1, by: -1) {
      let front = path.prefix(length).joined(separator: ".")
      if let index = list.firstIndex(where: { name(of: $0) == front }) {
        return (index, path.dropFirst(length))
      }
    }
    guard let index = path.first.flatMap({ Int($0) }), list.indices.contains(index) else {
      return nil
    }
    return (index, path.dropFirst())
  }

  private func putInMap(
    _ value: Element, key: String, rest: ArraySlice<String>, in element: Element?, table: Table?
  ) -> Element? {
    var entries: [Entry] = []
    if case .map(let all)? = element?.content { entries = all }
    let nested = table?.row(key)?.table
    let old = entries.first { $0.key == key }
    // A distribution or an arrival process of another form gives way.
    if let form = table?.forms.first(where: { $0.contains(key) }), old == nil {
      let others = Set((table?.forms ?? []).joined()).subtracting(form)
      entries.removeAll { others.contains($0.key) }
    }
    guard
      let inner = reading.inside(
        key.shortened, { put(value, at: rest, in: old?.value, table: nested) })
    else { return nil }
    let start = Place(source: value.place.source, line: 1, column: 1)
    let entry = Entry(key: key, isQuoted: true, place: start, value: inner, firstPlace: nil)
    if let index = entries.firstIndex(where: { $0.key == key }) {
      entries[index] = entry
    } else {
      entries.append(entry)
    }
    return Element(content: .map(entries), place: element?.place ?? start)
  }
}

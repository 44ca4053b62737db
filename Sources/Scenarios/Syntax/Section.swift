// One map of the scenario while it is read: its keys by name, unknown and missing ones noted.

/// A map of the scenario whose keys are those of a table.
struct Section {
  let element: Element
  let reading: Reading
  let table: Table
  private var entries: [String: Entry] = [:]

  /// Nil, after noting a fault, if the element is no map. Unknown and repeated keys and missing
  /// or competing forms are noted.
  init?(_ element: Element, table: Table, allowed: String, reading: Reading) {
    self.element = element
    self.reading = reading
    self.table = table
    guard case .map(let all) = element.content else {
      reading.refuse(
        element.place, found: element.description, expected: allowed,
        hint: Self.hint(for: element, table))
      return nil
    }
    var hasUnknown = false
    for entry in all {
      if let first = entry.firstPlace {
        reading.inside(entry.key) {
          reading.refuse(
            entry.place, found: "the key stands twice, first in line \(first.line)",
            allowed: "each key once")
        }
        continue
      }
      if table.row(entry.key) == nil {
        refuseUnknown(entry)
        hasUnknown = true
      }
      entries[entry.key] = entry
    }
    checkForms(mayBeMisspelt: hasUnknown)
  }

  /// How a scalar would be written as a map: `4m` as `{fixed: 4m}`, if one form takes it.
  private static func hint(for element: Element, _ table: Table) -> String? {
    guard let text = element.text, let first = table.forms.first?.first,
      let row = table.row(first), row.table == nil
    else { return nil }
    let isRate = Quantity.perTime(text) != nil
    var isSpan = false
    if case .span = Quantity.duration(text) { isSpan = true }
    guard row.kind == "rate" && isRate || row.kind == "duration" && isSpan else { return nil }
    return "is it `{\(first): \(text)}`?"
  }

  /// The value of a key, or its default; nil if it is absent without a default, or faulty.
  func read<Value>(_ key: Key<Value>) -> Value? {
    guard let entry = entries[key.name] else {
      if key.row.isRequired { refuseMissing(key.row) }
      return key.fallback
    }
    return reading.inside(key.name) {
      if entry.value.isNothing {
        reading.refuse(
          entry.place, found: "nothing after the colon", allowed: key.syntax.allowed,
          hint: key.row.isRequired ? nil : "leave the key out to get the default")
        return nil
      }
      return key.syntax.read(entry.value, reading)
    }
  }

  /// The same, but nil too if anything within the value was faulty: a list has all its entries.
  func readWhole<Value>(_ key: Key<Value>) -> Value? {
    let before = reading.faultCount
    let value = read(key)
    return reading.faultCount == before ? value : nil
  }

  /// Whether the key is there.
  func has<Value>(_ key: Key<Value>) -> Bool { entries[key.name] != nil }

  /// Where the value of a key stands, or the map if it is absent.
  func place<Value>(of key: Key<Value>) -> Place {
    entries[key.name]?.value.place ?? element.place
  }

  /// Notes a fault of the value of a key.
  func refuse<Value>(_ key: Key<Value>, found: String, allowed: String, hint: String? = nil) {
    reading.inside(key.name) {
      reading.refuse(place(of: key), found: found, allowed: allowed, hint: hint)
    }
  }

  /// The form that the map has; nil if it has none.
  var form: String? {
    table.forms.lazy.compactMap(\.first).first { entries[$0] != nil }
  }

  private func refuseUnknown(_ entry: Entry) {
    reading.inside(entry.key.shortened) {
      reading.refuse(
        entry.place, found: "unknown key",
        allowed: "known here are \(table.rows.map { "`\($0.name)`" }.listed)",
        hint: reading.nearest(entry.key, among: table.rows.map(\.name)))
    }
  }

  private func refuseMissing(_ row: Row) {
    reading.inside(row.name) {
      reading.refuse(
        element.place, found: "the key is missing", allowed: "needed: \(row.allowed)",
        hint: "for example `\(row.name): \(row.example)`")
    }
  }

  private func checkForms(mayBeMisspelt: Bool) {
    guard table.forms.count > 1 else { return }
    let present = table.forms.filter { form in form.first.map { entries[$0] != nil } ?? false }
    let leads = table.forms.compactMap(\.first).map { "`\($0)`" }
    if present.isEmpty {
      refuseStrayKeys(of: nil)
      // A misspelt key is named already.
      if !mayBeMisspelt {
        reading.refuse(
          element.place, found: "none of \(leads.listed)", allowed: "exactly one of them",
          hint: table.forms[0].first.flatMap { table.row($0) }
            .map { "for example `\($0.name): \($0.example)`" })
      }
    } else if present.count > 1 {
      let names = present.compactMap(\.first).map { "`\($0)`" }
      reading.refuse(
        element.place, found: "\(names.listed) side by side", allowed: "only one of them")
    } else {
      refuseStrayKeys(of: present[0])
    }
  }

  /// Keys that belong to a form that the map has not.
  private func refuseStrayKeys(of chosen: [String]?) {
    let allowed = Set(chosen ?? [])
    let formKeys = Set(table.forms.joined())
    for entry in entries.values
    where formKeys.contains(entry.key) && !allowed.contains(entry.key) {
      let owner = table.forms.first { $0.contains(entry.key) }?.first ?? ""
      reading.inside(entry.key) {
        reading.refuse(
          entry.place, found: "the key stands without `\(owner)`",
          allowed: "it belongs to `\(owner)`")
      }
    }
  }
}

extension [String] {
  /// `a, b and c`
  var listed: String {
    guard let last, count > 1 else { return first ?? "nothing" }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}

extension Syntax {
  /// A map with the keys of a table.
  static func section(
    _ table: Table, kind: String = "map",
    allowed: String? = nil, build: @escaping @Sendable (Section) -> Value?
  ) -> Syntax {
    let allowed = allowed ?? "a map with \(table.rows.map { "`\($0.name)`" }.listed)"
    return Syntax(kind: kind, allowed: allowed, schema: table.schema, table: table) {
      element, reading in
      Section(element, table: table, allowed: allowed, reading: reading).flatMap(build)
    }
  }
}

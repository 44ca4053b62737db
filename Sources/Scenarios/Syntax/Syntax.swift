// What a value of the scenario file may look like: how it is read, and how schema and reference
// describe it. One value of this type serves all three.

/// The syntax of one kind of value.
struct Syntax<Value: Sendable>: Sendable {
  /// In a word or two: `duration`, `share`, `list of rates`.
  let kind: String
  /// What is allowed, as the end of a diagnostic and a cell of the reference.
  let allowed: String
  /// The JSON Schema of it.
  let schema: JSON
  /// The keys of it, if it is a map or a list of maps.
  let table: Table?
  /// Reads an element; nil after a fault, which is noted.
  let read: @Sendable (Element, Reading) -> Value?

  init(
    kind: String, allowed: String, schema: JSON, table: Table? = nil,
    read: @escaping @Sendable (Element, Reading) -> Value?
  ) {
    self.kind = kind
    self.allowed = allowed
    self.schema = schema
    self.table = table
    self.read = read
  }

  /// The same syntax with its value turned into another; nil refuses it, after noting a fault.
  func map<Other: Sendable>(
    _ transform: @escaping @Sendable (Value, Element, Reading) -> Other?
  ) -> Syntax<Other> {
    Syntax<Other>(kind: kind, allowed: allowed, schema: schema, table: table) { element, reading in
      read(element, reading).flatMap { transform($0, element, reading) }
    }
  }

  /// The same syntax under another name.
  func described(_ kind: String, allowed: String) -> Syntax {
    Syntax(kind: kind, allowed: allowed, schema: schema, table: table, read: read)
  }
}

/// The keys of one kind of map.
struct Table: Sendable {
  /// The heading in the reference: `demand[].patience`.
  let title: String
  /// The keys, in the order of the reference.
  let rows: [Row]
  /// Forms of which a map has exactly one; each is the list of its keys, the first decides.
  let forms: [[String]]

  init(_ title: String, rows: [Row], forms: [[String]] = []) {
    self.title = title
    self.rows = rows
    self.forms = forms
  }

  /// The key of that name.
  func row(_ name: String) -> Row? { rows.first { $0.name == name } }

  /// The schema of the map.
  var schema: JSON {
    var members: [(key: String, value: JSON)] = [
      ("type", .string("object")),
      ("properties", .object(rows.map { ($0.name, $0.describedSchema) })),
      ("additionalProperties", .bool(false)),
    ]
    let required = rows.filter(\.isRequired).map { JSON.string($0.name) }
    if !required.isEmpty { members.append(("required", .array(required))) }
    if forms.count > 1 {
      let alternatives = forms.map { form in
        JSON.object([("required", .array(form.prefix(1).map(JSON.string)))])
      }
      members.append(("oneOf", .array(alternatives)))
    }
    return .object(members)
  }
}

/// One key of a table, without the type of its value.
struct Row: Sendable {
  let name: String
  let kind: String
  let allowed: String
  /// What holds if the key is absent; `required` for keys that must be there.
  let standard: String
  let isRequired: Bool
  let meaning: String
  let example: String
  let schema: JSON
  let table: Table?

  /// The schema of the value with the key's meaning.
  var describedSchema: JSON {
    let text = isRequired ? meaning : "\(meaning) Default: \(standard)."
    guard case .object(let members) = schema else { return schema }
    return .object([("description", .string(text))] + members)
  }
}

/// One key of a table with the type of its value.
struct Key<Value: Sendable>: Sendable {
  let row: Row
  let syntax: Syntax<Value>
  /// What holds if the key is absent; nil if that is for the caller to say.
  let fallback: Value?

  var name: String { row.name }

  private init(
    _ name: String, _ syntax: Syntax<Value>, fallback: Value?, standard: String,
    isRequired: Bool, _ meaning: String, example: String
  ) {
    self.syntax = syntax
    self.fallback = fallback
    row = Row(
      name: name, kind: syntax.kind, allowed: syntax.allowed, standard: standard,
      isRequired: isRequired, meaning: meaning, example: example, schema: syntax.schema,
      table: syntax.table)
  }

  /// A key that must be there.
  static func required(
    _ name: String, _ syntax: Syntax<Value>, _ meaning: String, example: String
  ) -> Key {
    Key(
      name, syntax, fallback: nil, standard: "required", isRequired: true, meaning,
      example: example)
  }

  /// A key with a default of its own.
  static func optional(
    _ name: String, _ syntax: Syntax<Value>, default fallback: Value, _ standard: String,
    _ meaning: String, example: String
  ) -> Key {
    Key(
      name, syntax, fallback: fallback, standard: standard, isRequired: false, meaning,
      example: example)
  }

  /// A key whose absence means something that no value says.
  static func optional(
    _ name: String, _ syntax: Syntax<Value>, absent standard: String, _ meaning: String,
    example: String
  ) -> Key {
    Key(
      name, syntax, fallback: nil, standard: standard, isRequired: false, meaning,
      example: example)
  }
}

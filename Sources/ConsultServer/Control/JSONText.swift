// JSON written member by member: what a control message needs, and no more; RFC 8259.

/// A JSON object that grows by its members, as bytes.
///
/// - Complexity: O(bytes). One allocation, as long as the text stays below `usualBytes`.
struct JSONText {
  /// As long as most control messages are.
  private static let usualBytes = 512
  private static let digits = Array("0123456789abcdef".utf8)

  private var text: [UInt8] = []
  private var isEmpty = true

  /// The object, closed.
  var bytes: [UInt8] { text + CollectionOfOne(UInt8(ascii: "}")) }

  init() {
    text.reserveCapacity(Self.usualBytes)
    text.append(UInt8(ascii: "{"))
  }

  /// Adds a text; nothing for nil, as in all of these.
  mutating func add(_ name: StaticString, _ value: String?) {
    guard let value else { return }
    begin(name)
    append(value)
  }

  /// Adds a whole number.
  mutating func add(_ name: StaticString, _ value: (some BinaryInteger)?) {
    guard let value else { return }
    begin(name)
    text.append(contentsOf: value.description.utf8)
  }

  /// Adds a finite number.
  mutating func add(_ name: StaticString, _ value: Double?) {
    guard let value else { return }
    precondition(value.isFinite, "JSON has finite numbers only")
    if let whole = Int(exactly: value) { return add(name, whole) }
    begin(name)
    text.append(contentsOf: value.description.utf8)
  }

  /// Adds a truth value.
  mutating func add(_ name: StaticString, _ value: Bool?) {
    guard let value else { return }
    begin(name)
    text.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// Adds a list of objects.
  mutating func add(_ name: StaticString, _ objects: [JSONText]?) {
    guard let objects else { return }
    begin(name)
    append(objects) { $0.text.append(contentsOf: $1.bytes) }
  }

  /// Adds a list of whole numbers.
  mutating func add(_ name: StaticString, _ numbers: [some BinaryInteger]?) {
    guard let numbers else { return }
    begin(name)
    append(numbers) { $0.text.append(contentsOf: $1.description.utf8) }
  }

  /// Adds a list of texts.
  mutating func add(_ name: StaticString, _ texts: [String]?) {
    guard let texts else { return }
    begin(name)
    append(texts) { $0.append($1) }
  }

  private mutating func append<Value>(
    _ values: [Value], each write: (inout JSONText, Value) -> Void
  ) {
    text.append(UInt8(ascii: "["))
    for (place, value) in values.enumerated() {
      if place > 0 { text.append(UInt8(ascii: ",")) }
      write(&self, value)
    }
    text.append(UInt8(ascii: "]"))
  }

  private mutating func begin(_ name: StaticString) {
    if !isEmpty { text.append(UInt8(ascii: ",")) }
    isEmpty = false
    text.append(UInt8(ascii: "\""))
    text.append(contentsOf: name.description.utf8)
    text.append(UInt8(ascii: "\""))
    text.append(UInt8(ascii: ":"))
  }

  private mutating func append(_ value: String) {
    text.append(UInt8(ascii: "\""))
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        text.append(UInt8(ascii: "\\"))
        text.append(byte)
      case 0..<0x20:
        text.append(contentsOf: "\\u00".utf8)
        text.append(Self.digits[Int(byte >> 4)])
        text.append(Self.digits[Int(byte & 15)])
      default: text.append(byte)
      }
    }
    text.append(UInt8(ascii: "\""))
  }
}

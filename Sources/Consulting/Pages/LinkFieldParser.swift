// Takes the value of an HTTP Link header field apart (RFC 8288, appendix B.2).

/// The links of a field, one after the other.
struct LinkFieldParser {
  /// A target and its parameters, names in lower case.
  struct Link {
    var target: [UInt8]
    var parameters: [(name: String, value: [UInt8])] = []

    /// The value of the first parameter of that name: later ones do not count.
    subscript(name: String) -> [UInt8]? { parameters.first { $0.name == name }?.value }
  }

  private var rest: ArraySlice<UInt8>

  init(_ field: [UInt8]) { rest = field[...] }

  /// The next link; nil at the end. What is between commas and is no link is passed over.
  mutating func next() -> Link? {
    while true {
      skipSpace(and: UInt8(ascii: ","))
      guard let first = rest.popFirst() else { return nil }
      guard first == UInt8(ascii: "<") else {
        _ = parameters()
        continue
      }
      guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return nil }
      let target = Array(rest[..<end])
      rest = rest[(end + 1)...]
      return Link(target: target, parameters: parameters())
    }
  }

  /// Reads up to the comma behind the link.
  private mutating func parameters() -> [(name: String, value: [UInt8])] {
    var parameters: [(name: String, value: [UInt8])] = []
    while let byte = rest.first, byte != UInt8(ascii: ",") {
      guard byte == UInt8(ascii: ";") else {
        // Something between the target and its parameters.
        rest = rest.dropFirst()
        continue
      }
      skipSpace(and: UInt8(ascii: ";"))
      let name = token(until: "=;, \t")
      skipSpace(and: UInt8(ascii: " "))
      var value: [UInt8] = []
      if rest.first == UInt8(ascii: "=") {
        rest = rest.dropFirst()
        skipSpace(and: UInt8(ascii: " "))
        value = rest.first == UInt8(ascii: "\"") ? quoted() : token(until: ";, \t")
      }
      let text = String(decoding: name, as: UTF8.self).lowercased()
      if !text.isEmpty { parameters.append((text, value)) }
    }
    return parameters
  }

  private mutating func skipSpace(and other: UInt8) {
    rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == other }
  }

  private mutating func token(until ends: String) -> [UInt8] {
    let token = rest.prefix { byte in !ends.utf8.contains(byte) }
    rest = rest[token.endIndex...]
    return Array(token)
  }

  /// A quoted string; a backslash takes the next byte as it is.
  private mutating func quoted() -> [UInt8] {
    rest = rest.dropFirst()
    var value: [UInt8] = []
    while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\"), let next = rest.popFirst() {
        value.append(next)
      } else {
        value.append(byte)
      }
    }
    return value
  }
}

// The text form of an identification code, `c1-ja-43211507-003-0012-g`: written and parsed.

extension IdentificationCode: CustomStringConvertible {
  /// Version, language, document, location, server, check character, in lower case. Letters,
  /// digits and hyphens only: safe in a URL, an attribute, a header.
  public var text: String {
    let body =
      "c\(version)-\(language.text)-\(document.digits)-"
      + padded(location, to: 3) + "-" + padded(server, to: 4)
    guard let check = CheckCharacter.of(body.utf8) else {
      preconditionFailure("a code's text has only letters, digits and hyphens")
    }
    return body + "-" + String(Unicode.Scalar(check))
  }

  /// The text form.
  public var description: String { text }

  /// The code of its text form, whatever the case.
  ///
  /// - Throws: `CodeFault`, the first fault from the left, the check character last.
  /// - Complexity: O(1): at most 27 bytes are looked at.
  public init(_ text: some StringProtocol) throws(CodeFault) {
    try self.init(bytes: text.utf8)
  }

  /// The code of the bytes of its text form; any bytes may be given.
  ///
  /// - Throws: `CodeFault`, the first fault from the left, the check character last.
  /// - Complexity: O(1): at most 27 bytes are looked at.
  public init(bytes: some Sequence<UInt8>) throws(CodeFault) {
    let text = Array(bytes.prefix(CodeLayout.longestText + 1))
    guard text.count <= CodeLayout.longestText else { throw .tooLong }
    for (offset, byte) in text.enumerated() where !isOfCode(byte) {
      throw .character(byte, offset: offset)
    }
    let parts = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self).lowercased() }
    guard parts.count == 6 else { throw .parts(found: parts.count) }
    try Self.checkVersion(parts[0])
    // The primary subtag alone: its bytes are letters and digits, `en-GB` would be seven parts.
    guard let language = Language(parts[1]) else { throw .language(found: parts[1]) }
    guard let document = DocumentNumber(pattern: parts[2]) else {
      throw .document(found: parts[2])
    }
    guard let location = number(parts[3], digits: 3, below: CodeLayout.locations) else {
      throw .location(found: parts[3])
    }
    guard let server = number(parts[4], digits: 4, below: CodeLayout.servers) else {
      throw .server(found: parts[4])
    }
    try self.init(language: language, document: document, location: location, server: server)
    let expected = String(self.text.suffix(1))
    guard parts[5] == expected else { throw .check(found: parts[5], expected: expected) }
  }

  private static func checkVersion(_ part: String) throws(CodeFault) {
    let bytes = Array(part.utf8)
    guard bytes.count == 2, bytes[0] == UInt8(ascii: "c"), (48...57).contains(bytes[1]) else {
      throw .prefix(found: part)
    }
    let version = Int(bytes[1]) - 48
    guard version == CodeLayout.version else { throw .version(found: version) }
  }
}

private func isOfCode(_ byte: UInt8) -> Bool {
  (48...57).contains(byte) || (97...122).contains(byte | 0x20) || byte == UInt8(ascii: "-")
}

/// The number with zeros before it.
private func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: width - digits.utf8.count) + digits
}

/// The number of exactly so many decimal digits; nil otherwise and from `limit` on.
private func number(_ text: String, digits: Int, below limit: Int) -> Int? {
  guard text.utf8.count == digits, text.utf8.allSatisfy({ (48...57).contains($0) }),
    let value = Int(text), value < limit
  else { return nil }
  return value
}

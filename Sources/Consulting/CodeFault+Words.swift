// The one place where faults of codes, dictionaries and pages become words.

extension CodeFault: CustomStringConvertible {
  /// What was found and what is allowed, without a full stop.
  public var description: String {
    switch self {
    case .tooLong:
      "longer than \(CodeLayout.longestText) characters; a code looks like \(Self.example)"
    case .character(let byte, let offset):
      (byte < 0x80 ? "character \(quoted(String(Unicode.Scalar(byte))))" : "byte \(byte)")
        + " at position \(offset + 1); a code has letters, digits and hyphens"
    case .parts(let found):
      "\(found) part\(found == 1 ? "" : "s") between hyphens; a code has 6, like \(Self.example)"
    case .prefix(let found): "begins with \(quoted(found)); a code begins with c and its version"
    case .version(let found): "version \(found); known is version \(CodeLayout.version)"
    case .language(let found):
      "language \(quoted(found)); allowed are two or three letters, or und"
    case .document(let found):
      "document \(quoted(found)); allowed are four pairs, each 00 to 99 or xx"
    case .location(let found):
      "location \(quoted(found)); allowed is 000 to \(CodeLayout.locations - 1)"
    case .server(let found):
      "server \(quoted(found)); allowed is 0000 to \(CodeLayout.servers - 1)"
    case .check(let found, let expected):
      "check character \(quoted(found)), but the rest asks for \(quoted(expected)): mistyped"
    case .unknownLocation(let index, let known): "location \(index); the issuer has \(known)"
    case .unknownServer(let index, let known): "server \(index); the issuer has \(known)"
    case .unlistedLocation(let name): "no location is called \(quoted(name))"
    case .unlistedServer(let name): "no server is called \(quoted(name))"
    case .foreignIssuer(let found, let expected):
      "issued by \(quoted(found)), expected is \(quoted(expected))"
    case .issuer(let found):
      "issuer \(quoted(found)); allowed are 1 to \(CodeLayout.longestIssuer) letters, digits, "
        + "dots, hyphens and underscores, the first and last a letter or digit"
    }
  }

  private static let example = "c1-ja-43211507-003-0012-g"
}

extension DictionaryFault: CustomStringConvertible {
  /// What was found and what is allowed, without a full stop.
  public var description: String {
    switch self {
    case .locations(let found): "\(found) locations; allowed are \(CodeLayout.locations)"
    case .servers(let found): "\(found) servers; allowed are \(CodeLayout.servers)"
    case .empty(let kind): "no \(kind); at least one is needed"
    case .duplicate(let kind, let name): "\(kind) \(quoted(name)) twice"
    case .name(let kind, let found):
      "\(kind) \(quoted(found)); allowed are 1 to 128 bytes without control characters"
    }
  }
}

extension PageFault: CustomStringConvertible {
  /// What was found and what is allowed, without a full stop.
  public var description: String {
    switch self {
    case .tooLong(let bytes): "\(bytes) bytes; a page has at most 64 MiB"
    case .wideEncoding: "text in UTF-16 or UTF-32; convert it to UTF-8"
    case .noElement(let id): "no element has the id \(quoted(id))"
    case .address(let address):
      "address \(quoted(address)); allowed are printable ASCII characters without <, >, \", ? and #"
    }
  }
}

/// The text in quotes, at most 64 characters of it; whatever could steer a terminal or hide in a
/// log is escaped: the text may come from an attacker.
private func quoted(_ text: String) -> String {
  var result = "\""
  for (count, scalar) in text.unicodeScalars.enumerated() {
    if count == 64 { return result + "…\"" }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse:
      result += escaped(scalar.value)
    default:
      result += scalar == "\"" || scalar == "\\" ? "\\" : ""
      result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

private func escaped(_ value: UInt32) -> String {
  "\\u{" + String(value, radix: 16) + "}"
}

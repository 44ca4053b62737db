// HTTP Link headers (RFC 8288) that lead to help: a code read out of the target, and the header
// composed for a code.

/// A link with the relation `help`, from a Link header field.
public struct HelpLink: Hashable, Sendable {
  /// The target as written.
  public let target: String
  /// The issuer, from the parameter `issuer`.
  public let issuer: Issuer?
  /// The code in the target, or what is wrong with it; nil when the target has none: most help
  /// pages have nothing to do with codes.
  public let code: Result<IdentificationCode, CodeFault>?

  /// Bytes of a field that are looked at.
  public static let longestField = 16_384

  /// The links with the relation `help` in the value of a Link header field, in order. Links with
  /// an `anchor` are about something else and left out; what is no link is passed over.
  ///
  /// - Complexity: O(length of the field), at most 16,384 bytes.
  public static func links(in field: some StringProtocol) -> [HelpLink] {
    var parser = LinkFieldParser(Array(field.utf8.prefix(longestField)))
    var links: [HelpLink] = []
    while let link = parser.next() {
      guard link["anchor"] == nil, let relations = link["rel"] else { continue }
      let isHelp = relations.split(whereSeparator: isSpace).contains {
        String(decoding: $0, as: UTF8.self).lowercased() == "help"
      }
      if isHelp { links.append(HelpLink(link)) }
    }
    return links
  }

  /// The value of the Link header field that carries a code behind an address:
  /// `<https://consult.example/c1-…>; rel="help"`.
  ///
  /// - Throws: `PageFault.address` when the address does not fit into a header or has a query.
  public static func field(
    address: String, code: IdentificationCode, issuer: Issuer? = nil
  ) throws(PageFault) -> String {
    let forbidden = Set("<>\"?#\\".utf8)
    guard !address.isEmpty, address.utf8.count <= 2048,
      address.utf8.allSatisfy({ $0 > 32 && $0 < 127 && !forbidden.contains($0) })
    else { throw .address(address) }
    let slash = address.utf8.last == UInt8(ascii: "/") ? "" : "/"
    let beside = issuer.map { "; issuer=\"\($0.name)\"" } ?? ""
    return "<\(address)\(slash)\(code.text)>; rel=\"help\"\(beside)"
  }

  private init(_ link: LinkFieldParser.Link) {
    target = String(decoding: link.target, as: UTF8.self)
    var code = Self.codeText(in: link.target).map { text in
      Result { () throws(CodeFault) in try IdentificationCode(bytes: text) }
    }
    var issuer: Issuer?
    if let name = link["issuer"] {
      do {
        issuer = try Issuer(bytes: name)
      } catch {
        code = code.map { _ in .failure(error) }
      }
    }
    self.issuer = issuer
    self.code = code
  }

  /// The parameter `code` of the query; else the last component of the path if it begins as a
  /// code does.
  private static func codeText(in target: [UInt8]) -> [UInt8]? {
    let address = target.prefix { $0 != UInt8(ascii: "#") }
    let path = address.prefix { $0 != UInt8(ascii: "?") }
    for pair in address.dropFirst(path.count + 1).split(separator: UInt8(ascii: "&"))
    where pair.starts(with: "code=".utf8) {
      return decoded(pair.dropFirst(5))
    }
    guard let last = path.split(separator: UInt8(ascii: "/")).last else { return nil }
    let text = decoded(last)
    guard text.count > 2, text[0] | 0x20 == UInt8(ascii: "c"), (48...57).contains(text[1]),
      text[2] == UInt8(ascii: "-")
    else { return nil }
    return text
  }

  /// The bytes with `%2D` and its like replaced; what is no such triple stays.
  private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), rest.count >= 2, !digits.hasPrefix("+"),
        !digits.hasPrefix("-"), let value = UInt8(digits, radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }
}

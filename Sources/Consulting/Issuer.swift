// Who issues codes: the operator of a catalogue of sites, whose dictionaries give codes meaning.

/// The name of an issuer: 1 to 253 letters, digits, `.`, `-` and `_`, the first and last a letter
/// or digit. A host name is one. Kept in lower case.
public struct Issuer: Hashable, Sendable, CustomStringConvertible {
  /// The name in lower case.
  public let name: String

  /// The issuer of that name, whatever the case.
  ///
  /// - Throws: `CodeFault.issuer`.
  public init(_ name: some StringProtocol) throws(CodeFault) { try self.init(bytes: name.utf8) }

  /// The issuer of those bytes; any bytes may be given.
  ///
  /// - Throws: `CodeFault.issuer`.
  /// - Complexity: O(1): at most 254 bytes are looked at.
  public init(bytes: some Sequence<UInt8>) throws(CodeFault) {
    let bytes = bytes.prefix(CodeLayout.longestIssuer + 1)
      .map { (65...90).contains($0) ? $0 | 0x20 : $0 }
    guard let first = bytes.first, let last = bytes.last, bytes.count <= CodeLayout.longestIssuer,
      isAlphanumeric(first), isAlphanumeric(last),
      bytes.allSatisfy({ isAlphanumeric($0) || $0 == 45 || $0 == 46 || $0 == 95 })
    else { throw .issuer(found: String(decoding: bytes.prefix(80), as: UTF8.self)) }
    name = String(decoding: bytes, as: UTF8.self)
  }

  /// The name.
  public var description: String { name }
}

/// A code and who issued it: what is unique in the world.
public struct IssuedCode: Hashable, Sendable {
  /// Whose dictionaries the code's indexes belong to.
  public let issuer: Issuer
  /// The code.
  public let code: IdentificationCode

  /// The code of that issuer.
  public init(issuer: Issuer, code: IdentificationCode) {
    self.issuer = issuer
    self.code = code
  }
}

private func isAlphanumeric(_ byte: UInt8) -> Bool {
  (48...57).contains(byte) || (97...122).contains(byte)
}

// The identification code of a page: language, information server, document number and consult
// location in 64 bits. Its text form is in IdentificationCode+Text.swift.

/// What a page says about itself so that a question about it finds its answerer: 64 bits, most
/// significant first `version 3 | location 8 | language 15 | document 28 | server 10`.
///
/// Every value is well formed: version 1, a language of letters, document pairs of 0 to 99 or any.
/// Whether an issuer has that location and that server, its `CodeDictionary` knows.
public struct IdentificationCode: Hashable, Sendable {
  /// All 64 bits.
  public let bits: UInt64

  /// The code of those parts.
  ///
  /// - Throws: `CodeFault` for a location not in 0...255, a server not in 0...1023, and a language
  ///   or document that was made of other bits than a tag or number gives.
  public init(
    language: Language, document: DocumentNumber, location: Int, server: Int
  ) throws(CodeFault) {
    guard language.isWellFormed else { throw .language(found: language.text) }
    guard document.isWellFormed else { throw .document(found: "bits \(document.bits)") }
    guard (0..<CodeLayout.locations).contains(location) else {
      throw .location(found: "\(location)")
    }
    guard (0..<CodeLayout.servers).contains(server) else { throw .server(found: "\(server)") }
    bits =
      UInt64(CodeLayout.version) << CodeLayout.versionShift
      | UInt64(location) << CodeLayout.locationShift
      | UInt64(language.bits) << CodeLayout.languageShift
      | UInt64(document.bits) << CodeLayout.documentShift
      | UInt64(server)
  }

  /// The code of 64 bits from elsewhere.
  ///
  /// - Throws: `CodeFault` for another version, and for a language or document that is none.
  public init(bits: UInt64) throws(CodeFault) {
    let version = Int(bits >> CodeLayout.versionShift)
    guard version == CodeLayout.version else { throw .version(found: version) }
    let key = RoutingKey(bits: bits >> CodeLayout.documentShift)
    try self.init(
      language: key.language, document: key.document, location: key.location,
      server: Int(bits & 0x3FF))
  }

  /// What routing looks at.
  @inlinable public var routingKey: RoutingKey {
    RoutingKey(bits: bits >> CodeLayout.documentShift)
  }
  /// The version of the layout: 1.
  @inlinable public var version: Int { Int(bits >> CodeLayout.versionShift) }
  /// Index of the consult location in the issuer's dictionary; 0 is home.
  @inlinable public var location: Int { routingKey.location }
  /// The language of the page.
  @inlinable public var language: Language { routingKey.language }
  /// The number of the document.
  @inlinable public var document: DocumentNumber { routingKey.document }
  /// Index of the information server in the issuer's dictionary.
  @inlinable public var server: Int { Int(bits & 0x3FF) }
}

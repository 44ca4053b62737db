// An issuer's dictionaries: which consult location and which information server an index means.

/// An information server of an issuer.
public struct InformationServer: Hashable, Sendable {
  /// Its name, unique with the issuer.
  public let name: String
  /// Where it is reached; from the issuer, never from a code.
  public let address: String

  /// A server of that name at that address.
  public init(name: String, address: String) {
    self.name = name
    self.address = address
  }
}

/// What the indexes in an issuer's codes mean: up to 256 consult locations, the first of them home,
/// and up to 1024 information servers.
///
/// A code is believed only as far as this goes: its location and server must be listed here, and
/// the page that it names is on a server whose address stands here.
public struct CodeDictionary: Sendable {
  /// Whose codes.
  public let issuer: Issuer
  /// Names of the consult locations; the first is home.
  public let locations: [String]
  /// The information servers.
  public let servers: [InformationServer]

  private let locationIndexes: [String: Int]
  private let serverIndexes: [String: Int]

  /// The dictionary of those lists.
  ///
  /// - Throws: `DictionaryFault` for empty or too long lists, and names that are bad or not unique.
  public init(
    issuer: Issuer, locations: [String], servers: [InformationServer]
  ) throws(DictionaryFault) {
    guard locations.count <= CodeLayout.locations else { throw .locations(found: locations.count) }
    guard servers.count <= CodeLayout.servers else { throw .servers(found: servers.count) }
    locationIndexes = try Self.indexes(of: locations, kind: .location)
    serverIndexes = try Self.indexes(of: servers.map(\.name), kind: .server)
    self.issuer = issuer
    self.locations = locations
    self.servers = servers
  }

  /// The index of the location of that name.
  public func location(named name: String) -> Int? { locationIndexes[name] }
  /// The index of the server of that name.
  public func server(named name: String) -> Int? { serverIndexes[name] }

  /// The code of a page of this issuer, its location and server by name.
  ///
  /// - Throws: `CodeFault` for a name that is not listed, and as `IdentificationCode` does.
  public func code(
    language: Language, document: DocumentNumber, location: String, server: String
  ) throws(CodeFault) -> IssuedCode {
    guard let location = self.location(named: location) else { throw .unlistedLocation(location) }
    guard let server = self.server(named: server) else { throw .unlistedServer(server) }
    return IssuedCode(
      issuer: issuer,
      code: try IdentificationCode(
        language: language, document: document, location: location, server: server))
  }

  /// What a code means.
  ///
  /// - Throws: `CodeFault` when the issuer has no such location or server.
  public func meaning(of code: IdentificationCode) throws(CodeFault) -> Meaning {
    guard code.location < locations.count else {
      throw .unknownLocation(code.location, known: locations.count)
    }
    guard code.server < servers.count else {
      throw .unknownServer(code.server, known: servers.count)
    }
    return Meaning(
      location: locations[code.location], server: servers[code.server], document: code.document)
  }

  /// What an issued code means.
  ///
  /// - Throws: `CodeFault` when another issued it, or the issuer has no such location or server.
  public func meaning(of issued: IssuedCode) throws(CodeFault) -> Meaning {
    guard issued.issuer == issuer else {
      throw .foreignIssuer(issued.issuer.name, expected: issuer.name)
    }
    return try meaning(of: issued.code)
  }

  /// Who answers, and where the page is.
  public struct Meaning: Hashable, Sendable {
    /// Name of the consult location that answers.
    public let location: String
    /// The server that has the page.
    public let server: InformationServer
    /// The page's number on that server.
    public let document: DocumentNumber
  }

  private static func indexes(
    of names: [String], kind: DictionaryFault.Kind
  ) throws(DictionaryFault) -> [String: Int] {
    guard !names.isEmpty else { throw .empty(kind) }
    var indexes: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      guard (1...128).contains(name.utf8.count), name.utf8.allSatisfy({ $0 >= 32 && $0 != 127 })
      else { throw .name(kind, found: name) }
      guard indexes.updateValue(index, forKey: name) == nil else {
        throw .duplicate(kind, name: name)
      }
    }
    return indexes
  }
}

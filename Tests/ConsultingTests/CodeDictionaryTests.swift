// Issuers and what their dictionaries make of a code.

import Consulting
import Testing

@Suite struct CodeDictionaryTests {
  private func dictionary() throws -> CodeDictionary {
    try CodeDictionary(
      issuer: Issuer("Shop.Example"), locations: ["home", "partner-osaka"],
      servers: [
        InformationServer(name: "shop-kr", address: "127.0.0.1:7080"),
        InformationServer(name: "shop-jp", address: "127.0.0.1:7081"),
      ])
  }

  @Test("names become indexes and indexes become names")
  func meaning() throws {
    let dictionary = try dictionary()
    let issued = try dictionary.code(
      language: try #require(Language("ja")),
      document: try #require(DocumentNumber(digits: "43211507")), location: "partner-osaka",
      server: "shop-jp")
    #expect(issued.code.text.hasPrefix("c1-ja-43211507-001-0001-"))
    let meaning = try dictionary.meaning(of: issued)
    #expect(meaning.location == "partner-osaka")
    #expect(meaning.server.address == "127.0.0.1:7081")
    #expect(meaning.document.digits == "43211507")
  }

  @Test("an index that the issuer has not given out is refused")
  func membership() throws {
    let dictionary = try dictionary()
    let document = try #require(DocumentNumber(digits: "43211507"))
    let location = try IdentificationCode(
      language: .undetermined, document: document, location: 2, server: 0)
    #expect(throws: CodeFault.unknownLocation(2, known: 2)) {
      try dictionary.meaning(of: location)
    }
    let server = try IdentificationCode(
      language: .undetermined, document: document, location: 0, server: 1023)
    #expect(throws: CodeFault.unknownServer(1023, known: 2)) { try dictionary.meaning(of: server) }
    #expect(throws: CodeFault.unlistedServer("shop-us")) {
      try dictionary.code(
        language: .undetermined, document: document, location: "home", server: "shop-us")
    }
  }

  @Test("another issuer's code is not looked up")
  func otherIssuer() throws {
    let code = try IdentificationCode(
      language: .undetermined, document: try #require(DocumentNumber(digits: "43211507")),
      location: 0, server: 0)
    let issued = IssuedCode(issuer: try Issuer("bank.example"), code: code)
    #expect(throws: CodeFault.foreignIssuer("bank.example", expected: "shop.example")) {
      try dictionary().meaning(of: issued)
    }
  }

  @Test("lists that a code cannot tell apart make no dictionary")
  func lists() throws {
    let issuer = try Issuer("a")
    let server = InformationServer(name: "s", address: "")
    func make(_ locations: [String], _ servers: [InformationServer]) throws {
      _ = try CodeDictionary(issuer: issuer, locations: locations, servers: servers)
    }
    try make((0..<256).map { "l\($0)" }, [server])
    #expect(throws: DictionaryFault.locations(found: 257)) {
      try make((0..<257).map { "l\($0)" }, [server])
    }
    #expect(throws: DictionaryFault.servers(found: 1025)) {
      try make(["home"], (0..<1025).map { InformationServer(name: "s\($0)", address: "") })
    }
    #expect(throws: DictionaryFault.duplicate(.server, name: "s")) {
      try make(["home"], [server, server])
    }
    #expect(throws: DictionaryFault.empty(.location)) { try make([], [server]) }
    #expect(throws: DictionaryFault.name(.location, found: "a\u{7}")) {
      try make(["a\u{7}"], [server])
    }
  }

  @Test("an issuer is a host name or the like, in lower case")
  func issuers() throws {
    #expect(try Issuer("Shop.EXAMPLE").name == "shop.example")
    #expect(try Issuer("bank_weekday-2003").name == "bank_weekday-2003")
    #expect(try Issuer(String(repeating: "a", count: 253)).name.count == 253)
    let long = String(repeating: "a", count: 254)
    for bad in ["", "-a", "a-", ".", "a b", "a/b", "ä", "a\u{0}", "<a>", long] {
      #expect(throws: CodeFault.self, "\(bad)") { try Issuer(bad) }
    }
  }
}

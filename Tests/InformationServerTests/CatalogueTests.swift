// Catalogues: what they may say, and every fault with its place.

import Consulting
@testable import InformationServer
import Testing

struct CatalogueTests {
  private static let dictionary = Result {
    try CodeDictionary(
      issuer: Issuer("shop"), locations: ["home", "partner"],
      servers: [.init(name: "seoul", address: ""), .init(name: "osaka", address: "")])
  }

  private static func read(_ text: String) throws -> Catalogue {
    try Catalogue(Array(text.utf8), file: "c.tsv", dictionary: dictionary.get())
  }

  @Test("a line is a page; comments, empty lines, marks of encodings and line ends are passed over")
  func lines() throws {
    let catalogue = try Self.read(
      "\u{FEFF}# pages\n\na.html\tko\t43211507\r\nko/노트북.html\ten-GB\t4321xxxx\tpartner\tosaka\n"
        + "b.html\tund\t43211507\t\tosaka\n")
    #expect(catalogue.entries.map(\.line) == [3, 4, 5])
    #expect(catalogue.entries.map { "\($0.path)" }[0] == "/a.html")
    #expect(catalogue.entries[1].path.segments == ["ko", "노트북.html"])
    #expect(catalogue.entries[1].code.text.hasPrefix("c1-en-4321xxxx-001-0001-"))
    #expect(catalogue.entries[0].code.text.hasPrefix("c1-ko-43211507-000-0000-"))
    #expect(catalogue.entries[2].code.text.hasPrefix("c1-und-43211507-000-0001-"))
  }

  @Test(
    "each fault is told with its place and what is allowed",
    arguments: [
      ("a.html\tko", "1:1", "2 fields"),
      ("a.html", "1:1", "1 field"),
      ("a\tko\t43211507\thome\tseoul\tx", "1:1", "6 fields"),
      ("\n../a\tko\t43211507", "2:1", "`../a`"),
      ("/a\tko\t43211507", "1:1", "`/a`"),
      (".git/a\tko\t43211507", "1:1", "`.git/a`"),
      ("catalogue.tsv\tko\t43211507", "1:1", "`catalogue.tsv`"),
      ("a\tkorean\t43211507", "1:3", "`korean`"),
      ("한글\tko\t4321150", "1:7", "`4321150`"),
      ("a\tko\t\thome", "1:6", "nothing"),
      ("a\tko\t43211507\tmoon", "1:15", "`moon`"),
      ("a\tko\t43211507\thome\tmoon", "1:20", "`moon`"),
      ("a\tko\t43211507\na\tko\t43211508", "2:1", "the path of line 1 again"),
      ("a\tko\t43211507\nb\tko\t43211507", "2:6", "the code of line 1 again"),
    ])
  func faults(_ text: String, place: String, found: String) throws {
    let faults = #expect(throws: CatalogueFaults.self) { try Self.read(text) }
    let description = try #require(faults).description
    #expect(description.hasPrefix("c.tsv:\(place): error: \(found), allowed is "))
    #expect(faults?.entries.count == 1)
  }

  @Test("all faults come at once, also of bytes that are no text")
  func allFaults() throws {
    let bytes = Array("a\tko\tx\n".utf8) + [0x61, 0xFF, 0x0A] + Array("b\tx\ty\tz".utf8)
    let faults = #expect(throws: CatalogueFaults.self) {
      try Catalogue(bytes, file: "c.tsv", dictionary: Self.dictionary.get())
    }
    #expect(
      try #require(faults).entries.map { "\($0.line):\($0.column)" } == [
        "1:6", "2:2", "3:3", "3:5", "3:7",
      ])
  }

  @Test("more than a hundred faults are counted")
  func manyFaults() throws {
    let faults = #expect(throws: CatalogueFaults.self) {
      try Self.read(String(repeating: "x\n", count: 250))
    }
    #expect(faults?.entries.count == 100)
    #expect(try #require(faults).description.hasSuffix("… and 150 more"))
  }
}

// The 64 bits of a code, its text form, and what is no code.

import Consulting
import SeededTests
import Testing

@Suite struct IdentificationCodeTests {
  private func code(
    _ language: String, _ document: String, _ location: Int, _ server: Int
  ) throws -> IdentificationCode {
    try IdentificationCode(
      language: try #require(Language(language)),
      document: try #require(DocumentNumber(pattern: document)), location: location,
      server: server)
  }

  /// Written by hand, field by field: version 3 bits, location 8, language 15, document 28,
  /// server 10.
  @Test("the five fields lie where the layout says")
  func layout() throws {
    let example = try code("ja", "43211507", 3, 12)
    #expect(
      example.bits
        == 0b001_00000011_010100000100000_0101011_0010101_0001111_0000111_0000001100)
    let highest = try code("zzz", "xxxxxxxx", 255, 1023)
    #expect(
      highest.bits
        == 0b001_11111111_110101101011010_1111111_1111111_1111111_1111111_1111111111)
    let lowest = try code("und", "00000000", 0, 0)
    #expect(lowest.bits == 0x2000_0000_0000_0000)
  }

  @Test("the example has its text and its parts")
  func example() throws {
    let code = try IdentificationCode("c1-ja-43211507-003-0012-g")
    #expect(code.text == "c1-ja-43211507-003-0012-g")
    #expect(code.version == 1)
    #expect(code.language.text == "ja")
    #expect(code.document.digits == "43211507")
    #expect(code.location == 3)
    #expect(code.server == 12)
    #expect(try IdentificationCode("C1-JA-43211507-003-0012-G") == code)
  }

  @Test("text and bits of any code lead back to it")
  func roundTrips() throws {
    let seed = freshSeed("round trips")
    var numbers = SeededDraws(seed: seed)
    for _ in 0..<2000 {
      let code = try randomCode(&numbers)
      #expect(try IdentificationCode(code.text) == code, "seed \(seed)")
      #expect(try IdentificationCode(bits: code.bits) == code, "seed \(seed)")
      #expect(try IdentificationCode(code.text.uppercased()) == code, "seed \(seed)")
      #expect((25...26).contains(code.text.utf8.count))
    }
  }

  @Test("each fault is named with what was found", arguments: faults)
  func faulty(_ text: String, fault: CodeFault) {
    #expect(throws: fault) { try IdentificationCode(text) }
  }

  static let faults: [(String, CodeFault)] = [
    ("", .parts(found: 1)),
    ("c1", .parts(found: 1)),
    ("c1-ja-43211507-003-0012", .parts(found: 5)),
    ("c1-en-gb-4321150-003-012-g", .parts(found: 7)),
    ("c1-ja-43211507-003-0012-gg", .check(found: "gg", expected: "g")),
    ("c1-ja-43211507-003-0012-", .check(found: "", expected: "g")),
    ("c1-ja-43211507-003-0012-h", .check(found: "h", expected: "g")),
    ("c2-ja-43211507-003-0012-g", .version(found: 2)),
    ("cc-ja-43211507-003-0012-g", .prefix(found: "cc")),
    ("d1-ja-43211507-003-0012-g", .prefix(found: "d1")),
    ("c1-j-43211507-003-0012-g", .language(found: "j")),
    ("c1-j1-43211507-003-0012-g", .language(found: "j1")),
    ("c1--43211507-003-0012-g", .language(found: "")),
    ("c1-jaja-43211507-03-0012-g", .language(found: "jaja")),
    ("c1-ja-4321150x-003-0012-g", .document(found: "4321150x")),
    ("c1-ja-432115-003-0012-g", .document(found: "432115")),
    ("c1-ja-43211507-256-0012-g", .location(found: "256")),
    ("c1-ja-43211507-03-0012-g", .location(found: "03")),
    ("c1-ja-43211507-00a-0012-g", .location(found: "00a")),
    ("c1-ja-43211507-003-1024-g", .server(found: "1024")),
    ("c1-ja-43211507-003-012-g", .server(found: "012")),
    ("c1 ja-43211507-003-0012-g", .character(32, offset: 2)),
    ("c1-ja-43211507-003-0012-\u{0}", .character(0, offset: 24)),
    ("c1-ja-43211507-003-+012-g", .character(43, offset: 19)),
    ("c1-jä-43211507-003-0012-g", .character(0xC3, offset: 4)),
    ("c1-jpn-43211507-003-0012-gg", .tooLong),
  ]

  static let strayBits: [UInt64] = [
    0x0000_0000_0000_0000,  // version 0
    0x4000_0000_0000_0000,  // version 2
    0xFFFF_FFFF_FFFF_FFFF,
    0x2000_0040_0000_0000,  // a language that begins with no letter
    0x201B_0800_0000_0000,  // a letter after z
    0x2015_7100_0000_0000,  // und spelled out
    0x2000_0000_0001_9000,  // a pair of 100
    0x2000_003F_0000_0000,  // a pair of 126
  ]

  @Test("a text of any length is refused after 27 bytes")
  func endless() {
    var looked = 0
    let endless = sequence(first: UInt8(ascii: "c")) { byte in
      looked += 1
      return byte
    }
    #expect(throws: CodeFault.tooLong) { try IdentificationCode(bytes: endless) }
    #expect(looked < 40)
  }

  @Test("bits that no text stands for are refused", arguments: strayBits)
  func badBits(_ bits: UInt64) {
    #expect(throws: CodeFault.self) { try IdentificationCode(bits: bits) }
  }

  @Test("random bytes are a code or a fault, never a crash")
  func soup() {
    let seed = freshSeed("code soup")
    var numbers = SeededDraws(seed: seed)
    let likely = Array("c1-ja-43211507-003-0012-gxX\0\u{FF}".utf8)
    for _ in 0..<5000 {
      let bytes = (0..<Int.random(in: 0..<40, using: &numbers)).map { _ in
        Bool.random(using: &numbers)
          ? likely.randomElement(using: &numbers) ?? 0 : UInt8.random(in: 0...255, using: &numbers)
      }
      do {
        let code = try IdentificationCode(bytes: bytes)
        #expect(code.text.utf8.elementsEqual(bytes.map { $0 < 91 && $0 > 64 ? $0 | 32 : $0 }))
      } catch {
        #expect(error.description.utf8.allSatisfy { $0 >= 32 }, "seed \(seed)")
      }
    }
  }
}

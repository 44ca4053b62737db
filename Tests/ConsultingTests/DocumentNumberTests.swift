// Document numbers and branches against prefixes of strings; languages against their tags.

import Consulting
import SeededTests
import Testing

@Suite struct DocumentNumberTests {
  @Test("a branch covers exactly the documents that its digits begin")
  func branchesArePrefixes() throws {
    let seed = freshSeed("branches")
    var numbers = SeededDraws(seed: seed)
    // Few digits, so that prefixes agree often.
    func digits(_ count: Int) -> String {
      String((0..<count).map { _ in "0129".randomElement(using: &numbers) ?? "0" })
    }
    var covered = 0
    for _ in 0..<4000 {
      let text = digits(8)
      let document = try #require(DocumentNumber(digits: text))
      let prefix = digits([2, 2, 4, 6, 8].randomElement(using: &numbers) ?? 2)
      let branch = try #require(Branch(prefix: prefix))
      let code = try IdentificationCode(
        language: randomLanguage(&numbers), document: document, location: 255, server: 1023)
      #expect(branch.covers(document) == text.hasPrefix(prefix), "seed \(seed)")
      #expect(code.routingKey.belongs(to: branch) == text.hasPrefix(prefix), "seed \(seed)")
      #expect(Branch.all.covers(document) && code.routingKey.belongs(to: .all))
      covered += text.hasPrefix(prefix) ? 1 : 0
    }
    #expect(covered > 50)
  }

  @Test("a routing key is the code without its server")
  func routingKey() throws {
    let one = try IdentificationCode("c1-ja-43211507-003-0012-g")
    let other = try IdentificationCode(
      language: one.language, document: one.document, location: one.location, server: 1023)
    #expect(one.routingKey == other.routingKey)
    #expect(one.routingKey.bits == one.bits / 1024)
    #expect(one.routingKey.location == 3)
  }

  @Test("a pair that stands for any belongs to the branches before it, not within it")
  func anyPair() throws {
    let page = try #require(DocumentNumber(pattern: "4321XXxx"))
    #expect(page.digits == "4321xxxx")
    #expect(try #require(Branch(prefix: "4321")).covers(page))
    #expect(try !#require(Branch(prefix: "432115")).covers(page))
    #expect(DocumentNumber(digits: "4321xxxx") == nil)
    for bad in ["4321xxx", "4321x5xx", "4321xxxxx", "", "4321**xx", "４３２１"] {
      #expect(DocumentNumber(pattern: bad) == nil, "\(bad)")
    }
  }

  @Test("two and three letters are distinct languages, und is none")
  func languages() throws {
    #expect(Language("ja")?.text == "ja")
    #expect(Language("EN-gb")?.text == "en")
    #expect(Language("kor") != Language("ko"))
    #expect(Language("und") == .undetermined)
    #expect(Language("Und-Latn") == .undetermined)
    for bad in ["", "-", "k", "k1", "abcd", "k\u{0}", "日本", "@@", "[[", "x-klingon"] {
      #expect(Language(bad) == nil, "\(bad)")
    }
    var seen = Set<UInt16>()
    let letters = (97...122).map { String(Unicode.Scalar(UInt8($0))) }
    for a in letters {
      for b in letters {
        for c in [""] + letters { seen.insert(try #require(Language(a + b + c)).bits) }
      }
    }
    // 26 × 26 × 27; und shares its place with nothing else.
    #expect(seen.count == 18_252)
  }
}

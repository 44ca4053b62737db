// Link headers: RFC 8288's own examples, codes in targets, and fields that are broken.

import Consulting
import Testing

@Suite struct HelpLinkTests {
  @Test(
    "a code is the last part of the path or the query's code",
    arguments: [
      ("<https://consult.example/\(codeA)>; rel=\"help\"", "A"),
      ("</help/\(codeA)?x=1#top>;rel=help", "A"),
      ("<https://consult.example/ask?lang=ja&code=\(codeA)#c>; rel=help", "A"),
      ("<https://consult.example/c1%2Dja-43211507-003-0012-G/> ; REL = \"Help\"", "A"),
      ("<\(codeA)>; rel=\"next help\"; title=\"a, b; c \\\" d\"", "A"),
      ("<x>; rel=next, <\(codeA)>; rel=help", "A"),
      ("<x>; title=\"<\(codeB)>; rel=help\", <\(codeA)>; rel=help", "A"),
      (",, junk; x=y, <\(codeA)>;;rel=help;", "A"),
      ("<\(codeA)>; rel=next; rel=help", "-"),
      ("<\(codeA)>; rel=help; anchor=\"#part\"", "-"),
      ("<\(codeA)>", "-"),
      ("<\(codeA); rel=help", "-"),
      ("<https://shop.example/help>; rel=help", "-"),
      ("\(codeA); rel=help", "-"),
      ("", "-"),
      ("<\(codeA)>; rel=\"help", "A"),
      ("<\(codeA)>; rel=\"helpful\"", "-"),
    ])
  func targets(_ field: String, expected: String) throws {
    let codes = try PageCodes(page: [], linkHeaders: [field])
    #expect(letter(codes.pageCode) == expected)
  }

  /// RFC 8288, 3.5: TheBook's links.
  @Test("relations are found among several links and parameters")
  func published() {
    let field = """
      </TheBook/chapter2>; rel="previous"; title*=UTF-8'de'letztes%20Kapitel, \
      </TheBook/chapter4>; rel="next help"; title*=UTF-8'de'n%c3%a4chstes%20Kapitel
      """
    let links = HelpLink.links(in: field)
    #expect(links.map(\.target) == ["/TheBook/chapter4"])
    #expect(links.first?.code == nil)
  }

  @Test("a composed field is read back, issuer and all")
  func composed() throws {
    let code = try IdentificationCode(codeA)
    let issuer = try Issuer("shop.example")
    let field = try HelpLink.field(
      address: "https://consult.example", code: code, issuer: issuer)
    #expect(
      field
        == "<https://consult.example/\(codeA)>; rel=\"help\"; issuer=\"shop.example\"")
    let codes = try PageCodes(page: [], linkHeaders: [field])
    #expect(codes.pageCode?.code == code)
    #expect(codes.pageCode?.issuer == issuer)
    for bad in ["", "https://a b", "x>", "x\r\nSet-Cookie: a", "x?y", "ä"] {
      #expect(throws: PageFault.self) { try HelpLink.field(address: bad, code: code) }
    }
  }

  @Test("a link with a bad code or issuer is a finding, not a code")
  func faulty() throws {
    let codes = try PageCodes(
      page: [],
      linkHeaders: [
        "</c1-ja-43211507-003-0012-h>; rel=help", "<?code=x>; rel=help",
        "</\(codeA)>; rel=help; issuer=\"no good\"",
      ])
    #expect(codes.findings.map(\.isGood) == [false, false, false])
    #expect(codes.pageCode == nil)
  }
}

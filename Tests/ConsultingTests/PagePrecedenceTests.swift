// Which code a page has as a whole: element before meta before Link header; issuer and language.

import Consulting
import Testing

@Suite struct PagePrecedenceTests {
  private let link = ["<https://consult.example/\(codeB)>; rel=help"]

  @Test("nearest first: element, meta, Link header")
  func precedence() throws {
    let meta = "<meta name=consult-code content={A}>"
    #expect(letter(try PageCodes(page: page("")).pageCode) == "-")
    #expect(letter(try PageCodes(page: page(""), linkHeaders: link).pageCode) == "B")
    #expect(letter(try PageCodes(page: page(meta), linkHeaders: link).pageCode) == "A")
    let codes = try PageCodes(page: page(meta + "<body data-consult-code={U}>"), linkHeaders: link)
    #expect(letter(codes.pageCode) == "U")
    #expect(codes.findings.map(\.place) == [.meta, .element, .link])
    #expect(codes.pageCode?.place == .element)
  }

  @Test(
    "metas count wherever they stand, the first good one first",
    arguments: [
      ("<META NAME='Consult-Code' CONTENT=' {A} '>", "A"),
      ("<body><p><meta content={A} name=consult-code>", "A"),
      ("<meta name=consult-code content=c1-bad><meta name=consult-code content={B}>", "B"),
      ("<meta name=consult-code content={A}><meta name=consult-code content={B}>", "A"),
      ("<meta name=consult-code content='' content={A}>", "-"),
      ("<meta name=consult-code>", "-"),
      ("<meta property=consult-code content={A}>", "-"),
      ("<meta name=x name=consult-code content={A}>", "-"),
      ("<!--<meta name=consult-code content={A}>-->", "-"),
      ("<noscript><meta name=consult-code content={A}></noscript>", "-"),
      ("<template><meta name=consult-code content={A}></template>", "-"),
      ("<svg><metadata><meta name=consult-code content={A}>", "A"),
      ("\u{FEFF}<!DOCTYPE html><meta name=consult-code content={A}>", "A"),
      ("<meta name=consult-code content={A}", "-"),
    ])
  func metas(_ pattern: String, expected: String) throws {
    #expect(letter(try PageCodes(page: page(pattern)).pageCode) == expected)
  }

  @Test("the issuer stands beside the code, else around it, else in a meta")
  func issuers() throws {
    let codes = try PageCodes(
      page: page(
        "<meta name=consult-issuer content=Page.Example><meta name=consult-code content={U}>"
          + "<div data-consult-issuer=outer><p @A>1</p><p @B data-consult-issuer=own>2</p></div>"
          + "<p @A>3</p><p @A data-consult-issuer='no good'>4</p>"))
    #expect(
      codes.findings.map { $0.issuer?.name }
        == ["page.example", "outer", "own", "page.example", nil])
    #expect(codes.findings.map(\.isGood) == [true, true, true, true, false])
  }

  @Test("lang is the language of a code that has none, nearest first")
  func languages() throws {
    let page = page(
      "<html lang=ko-KR><meta name=consult-code content={U}><p>1</p><p lang=EN>2</p>"
        + "<p lang=''>3</p><p @A lang=fr>4</p>")
    let codes = try PageCodes(page: page)
    func language(behind mark: String) throws -> String? {
      let start = page.indices.first { page[$0...].starts(with: mark.utf8) }
      let offset = try #require(start) + mark.utf8.count
      return codes.code(at: offset)?.language.text
    }
    #expect(codes.pageCode?.language.text == "ko")
    #expect(try language(behind: "<p>") == "ko")
    #expect(try language(behind: "lang=EN>") == "en")
    #expect(try language(behind: "lang=''>") == "und")
    #expect(try language(behind: "lang=fr>") == "ja")
  }

  @Test("every attempt is listed with its place and what is wrong with it")
  func findings() throws {
    let codes = try PageCodes(
      page: page("<p data-consult-code=c2-ja-43211507-003-0012-g>\n<p @A>"))
    #expect(codes.findings.map(\.offset) == [0, 48])
    guard case .failure(.version(found: 2)) = codes.findings[0].code else {
      Issue.record("not a fault of the version")
      return
    }
    #expect(letter(codes.code(at: 10)) == "-")
  }

  @Test("text in UTF-16 and pages above 64 MiB are refused")
  func unreadable() {
    #expect(throws: PageFault.wideEncoding) { try PageCodes(page: [0xFF, 0xFE, 0x3C, 0]) }
    #expect(throws: PageFault.wideEncoding) { try PageCodes(page: [0xFE, 0xFF, 0, 0x3C]) }
    let long = [UInt8](repeating: 0, count: 64 << 20 | 1)
    #expect(throws: PageFault.tooLong(bytes: long.count)) { try PageCodes(page: long) }
  }
}

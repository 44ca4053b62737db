// Pages made from a scenario, and where they stand.

import Consulting
import Foundation
import Scenarios
import Testing

@testable import PageServer

struct ShelfTests {
  private static let text = """
    sangdam: 1
    name: shop
    length: 8h
    sites: [{id: seoul}, {id: osaka}]
    demand:
      - name: a
        code: {language: ko, document: "52161505", site: seoul}
        arrivals: {rate: 1/h}
        effort: {fixed: 5m}
      - name: b
        code: {language: ja, document: "43211503", site: osaka}
        arrivals: {rate: 1/h}
        effort: {fixed: 5m}
      - name: c
        code: {language: ko, document: "52161505", site: seoul}
        arrivals: {rate: 2/h}
        effort: {fixed: 5m}
    agents:
      - {name: all, count: 1, languages: {ko: 1.0, ja: 1.0}, documents: {"*": 1.0}}
    """

  private func made() throws -> ScenarioPages {
    let plan = try Plan(checking: ScenarioSource(name: "shop.yaml", text: Self.text))
    return try ScenarioPages(plan, consult: "ws://127.0.0.1:7000")
  }

  @Test("every code of the scenario has one page, from which the code and the issuer are read")
  func codes() throws {
    let made = try made()
    #expect(made.pages.map(\.path) == ["/seoul/ko/52161505", "/osaka/ja/43211503"])
    for page in made.pages {
      let read = try #require(try PageCodes(page: page.bytes).pageCode)
      #expect(read.code == page.code && read.issuer == made.issuer)
      #expect(String(decoding: page.bytes, as: UTF8.self).contains("src=\"/widget.js\""))
    }
  }

  @Test("the list of pages is JSON, whatever a name has in it")
  func list() throws {
    let made = try made()
    let odd = WebPage(path: "/a\"\\\u{1}", bytes: [], code: made.pages[0].code)
    let shelf = PageShelf(issuer: made.issuer, pages: made.pages + [odd])
    let bytes = try #require(shelf.page(at: "/pages.json")).bytes
    let value = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    let pages = value?["pages"] as? [[String: String]]
    #expect(
      pages?.map { $0["path"] } == ["/seoul/ko/52161505", "/osaka/ja/43211503", "/a\"\\\u{1}"])
    #expect(pages?.first?["code"] == made.pages[0].code?.text)
    #expect(value?["issuer"] as? String == "shop")
  }

  @Test("nothing but what was put there stands on the shelf")
  func nothing() throws {
    let made = try made()
    let shelf = PageShelf(issuer: made.issuer, pages: made.pages)
    for path in ["", "/seoul", "/seoul/ko/52161505/", "/../etc/passwd", "/%2e%2e/", "/pages.json "]
    {
      #expect(shelf.page(at: path) == nil, "\(path)")
    }
    #expect(shelf.page(at: "/seoul/ko/52161505")?.code == made.pages[0].code)
  }

  @Test("names with markup in them stay text")
  func escaped() {
    #expect(WebPage.escaped("<a href=\"x\">&") == "&lt;a href=&quot;x&quot;&gt;&amp;")
  }
}

// The demonstration shop: what is there, in which languages, with which codes.

import Consulting
import InformationServer
import Scenarios
import Testing

struct ShopTests {
  @Test("the shop has twelve pages in each language, and the scenario's are among them")
  func pages() throws {
    let pages = try SitePages(TestPlan.shop()).listed
    for language in ["ko", "en", "ja"] {
      #expect(Set(pages.filter { $0.language.text == language }.map(\.document)).count >= 12)
    }
    let paths = pages.map { "\($0.path)" }
    #expect(Set(paths).count == paths.count)
    let codes = pages.compactMap(\.code)
    #expect(Set(codes).count == codes.count)
    // The Korean notebook is the scenario's, the Japanese ones are at its second site.
    #expect(paths.filter { $0.hasSuffix("/ko/43211503") } == ["/seoul/ko/43211503"])
    #expect(paths.contains("/osaka/ja/43211503"))
    #expect(paths.contains("/osaka/ja/43211503/home"))
    #expect(!paths.contains("/seoul/ja/43211503"))
    // A page that no shop has is made from its number.
    #expect(paths.contains("/seoul/en/84121501"))
  }

  @Test("a page that nobody can be asked about has no code and says nothing of asking")
  func unanswered() async throws {
    let text = """
      sangdam: 1
      name: computers-only
      length: 1h
      demand:
        - {name: a, code: {language: ko, document: "43211503"}, arrivals: {rate: 9/h}, \
      effort: {fixed: 30s}}
      agents:
        - {name: front, count: 2, languages: {ko: 1, ja: 0}, documents: {"4321": 1}}

      """
    let plan = try Plan(checking: ScenarioSource(name: "test", text: text))
    let pages = try SitePages(plan).listed
    let asked = pages.filter { $0.code != nil }.map { "\($0.path)" }
    #expect(
      asked.sorted() == [
        "/site/ko/43211503", "/site/ko/43211507", "/site/ko/43211706", "/site/ko/4321xxxx",
      ])
    let visit = try await Visit(plan)
    let silent = try await visit.get("/site/ja/43211503")
    #expect(silent.status == 200)
    #expect(try PageCodes(page: silent.content).pageCode == nil)
    #expect(!silent.text.contains("<script"))
    await visit.end()
  }

  @Test("all links of a page lead to pages")
  func links() async throws {
    let visit = try await Visit(TestPlan.shop())
    var seen: Set = ["/"]
    var next = ["/"]
    while let path = next.popLast() {
      let reply = try await visit.get(path)
      #expect(reply.status == 200, "\(path)")
      for link in reply.text.split(separator: "href=\"").dropFirst() {
        let target = String(link.prefix { $0 != "\"" })
        if seen.insert(target).inserted { next.append(target) }
      }
    }
    for page in visit.pages.listed { #expect(seen.contains("\(page.path)")) }
    await visit.end()
  }

  @Test("the search finds pages of its language by a part of a word, and repeats nothing unsafe")
  func search() async throws {
    let visit = try await Visit(TestPlan.shop())
    let found = try await visit.get("/seoul/en/80141605?q=%20NoteBook+")
    #expect(found.text.contains("<a href=\"/seoul/en/43211503\">Notebook computer 14″</a>"))
    #expect(!found.text.contains("Wireless router</a><br>"))
    #expect(try PageCodes(page: found.content).pageCode?.code.document.digits == "80141605")
    let korean = try await visit.get("/seoul/ko/80141605?q=%EB%85%B8%ED%8A%B8%EB%B6%81")
    #expect(korean.text.contains("<a href=\"/seoul/ko/43211503\">노트북 컴퓨터 14형</a>"))
    let risky = try await visit.get("/seoul/en/80141605?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    #expect(risky.text.contains("value=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\""))
    #expect(!risky.text.contains("<script>alert"))
    await visit.end()
  }
}

// The page as a whole: its outline, its words, what it shows of large and of partial results.

import Testing

@testable import Reports

@Suite("report page")
struct PageTests {
  /// Landmarks, headings and pictures in their order.
  private func outline(_ page: String) -> [String] {
    let pattern = /<(header|main|figure|h[1-4])[^>]*>(?:(?:<bdi>)?([^<]*))/
    return page.matches(of: pattern).map { "\($0.1) \($0.2)" }
  }

  @Test("a page has its landmarks, headings and pictures in this order")
  func outline() throws {
    #expect(
      outline(try PageFixture.page(PageFixture.json())) == [
        "header ", "h1 every key &lt;&amp;&quot;&#39; ", "main ", "h2 Objectives",
        "h2 Figures of a day", "h2 The course of the day", "h3 Customers by time of arrival",
        "figure ", "h3 Waits by time of arrival", "figure ", "h3 Service level by time of arrival",
        "figure ", "h3 Agents by time of the day", "figure ", "h2 Waiting",
        "h3 How long customers wait", "figure ", "h3 How soon an agent first answers", "figure ",
        "h2 Agents", "h3 How busy the groups are", "figure ",
        "h3 Who answers whom, and how well it fits", "figure ", "h3 Who helps whom", "figure ",
        "h3 How far the search widens", "figure ", "h2 How well they fitted",
        "h2 Streams and groups",
        "h3 Streams of customers", "h3 Groups of agents", "h2 Held against an exact model",
        "h2 The run", "h2 What the figures mean", "h3 Sources",
      ])
  }

  @Test("nothing of a scenario becomes an element, and nothing is fetched")
  func safety() throws {
    let page = try PageFixture.page(PageFixture.json())
    #expect(!page.contains("<b id") && !page.contains("<img") && !page.contains("alert(1)<"))
    #expect(page.firstRange(of: "<script>") == page.ranges(of: "<script>").last)
    #expect(page.contains("default-src 'none'") || page.contains("default-src &#39;none&#39;"))
    #expect(!page.contains("://"))
    #expect(!page.contains(/<[a-z]+[^>]* (on[a-z]+|style)=/))
  }

  @Test("objectives are told in words, with distance, periods and days")
  func objectives() throws {
    let page = try PageFixture.page(PageFixture.json())
    for sentence in [
      "4 objectives: 1 met, 2 missed, 1 undecided.", "At least 80 % answered within 20 s",
      "95 % interval 81.2–82.8 %; 2.0 points above the target.",
      "Met on 61.0 % of the days; nine days in ten were within 70.0–95.0 %.",
      "99 % of waits within 30 s", "15.0 s above the target.",
      "2 of 3 periods met it, 1 missed it; 10:00–10:30 decides and gives the figure.",
    ] { #expect(page.contains(sentence), "\(sentence)") }
  }

  @Test("where not every period must hold, it is said how many must")
  func periodsThatMustHold() throws {
    let page = try PageFixture.page(
      PageFixture.json(
        replacing: "\"share-of-periods\": 0.9", with: "\"share-of-periods\": 0.6"))
    // 60 % of 3 periods are 1.8 periods.
    #expect(
      page.contains("; 2 must, and 10:00–10:30, the worst of the best 2, gives the figure."))
  }

  @Test("captions say what the pictures show")
  func findings() throws {
    let page = try PageFixture.page(PageFixture.json())
    for sentence in [
      "Most customers come 09:30–10:00: 260 of 750.",
      "2 of 3 periods reach 80 % on average; the lowest is 10:00–10:30 with 71.0 %."
        + " Single days differ: 10:00–10:30 reaches it on 25.0 % of the days only.",
      "60.0 % of customers do not wait at all. Of the waits nine in ten at most 18.8 s,"
        + " 99 in a hundred at most 45.0 s.",
      "Agents are joined 18.5 times; most often by \u{2068}大阪\u{2069} to help ",
      // Rings 1 and 2 answer 30, 40, 35 and 2 of 380, 190, 95 and 47: 107 of 712.
      "For 15.0 % of the answered the search had to widen, most often for"
        + " \u{2068}日本語の質問\u{2069}: 36.8 %.",
    ] { #expect(page.contains(sentence), "\(sentence)") }
  }

  @Test("a partial run, a broken rule and a failed check stand in the head")
  func warnings() throws {
    let broken = try PageFixture.json(replacing: "\"stranded\": 0", with: "\"stranded\": 3")
    let page = try PageFixture.page(broken)
    let head = page.prefix(upTo: try #require(page.firstRange(of: "<main")).lowerBound)
    #expect(head.contains("Partial: the run was interrupted after 18 of 40 replications."))
    #expect(head.contains("The engine broke its own rules in this run"))
    #expect(head.contains("The machinery check of this run failed"))
    #expect(page.contains("FAILED: stranded"))
  }

  @Test("several results stand side by side under letters, on one scale")
  func sideBySide() throws {
    let json = try PageFixture.json()
    let page = try PageFixture.page(json, PageFixture.json(replacing: "260", with: "520"), json)
    #expect(page.contains("3 results side by side"))
    #expect(page.ranges(of: "<figure>").count == 30)
    for letter in "ABC" { #expect(page.contains("id=\"customers-svg-\(letter)-title\"")) }
    #expect(page.ranges(of: ">600</text>").count == 3, "all three axes reach 600")
  }

  @Test("the same results give the same bytes")
  func sameBytes() throws {
    let json = try PageFixture.json()
    #expect(try PageFixture.page(json) == PageFixture.page(json))
  }
}

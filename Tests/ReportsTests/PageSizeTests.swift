// What a page shows of a result too large to be shown whole, and that it says so.

import Testing

@testable import Reports

@Suite("large pages")
struct PageSizeTests {
  private func document(_ part: String) -> [UInt8] {
    let text = String(decoding: PageFixture.least, as: UTF8.self)
    return Array("\(text.dropLast()),\(part)}".utf8)
  }

  private func count(_ value: Int) -> String { "{\"mean\": \(value)}" }

  @Test("of many streams a page shows the fifty largest and says how many it leaves out")
  func streams() throws {
    let streams = (0..<60).map { "\"s\($0)\": {\"offered\": \(count($0))}" }
    let page = try PageFixture.page(
      document("\"by_demand\": {\(streams.joined(separator: ","))}"))
    #expect(page.contains("The 50 streams with most customers; 10 more in the result document."))
    #expect(page.contains("<bdi>s59</bdi>") && page.contains("<bdi>s10</bdi>"))
    #expect(!page.contains("<bdi>s9</bdi>"))
  }

  @Test("of very many periods one in so many is drawn; the sentences are about all of them")
  func periods() throws {
    let periods = (0..<5760).map { index in
      let figures = "\"offered\": \(count(index == 3001 ? 77 : 5)), \"answered\": \(count(5))"
      return "{\"from\": \(60 * index), \"to\": \(60 * index + 60), \(figures)}"
    }
    let json = document("\"by_period\": [\(periods.joined(separator: ","))]")
    let page = try PageFixture.page(json)
    #expect(page.contains("One period in 2 is drawn; the others are in the result document."))
    #expect(page.contains("The 1440 periods listed are those with most customers; 1,440 more"))
    // Minute 3,001 is 02:01 of the third day; without a time of opening hours go on counting.
    #expect(page.contains("Most customers come 50:01–50:02: 77.0 of 28,872."))
    #expect(page.utf8.count < 700_000)
  }
}

// Files that are results, and what is said of those that are none.

import Testing

@testable import Reports

@Suite("reading results")
struct PageReadingTests {
  private func fault(_ json: String) -> String {
    do {
      _ = try ResultReading(json: Array(json.utf8), name: "f.json")
      return "fine"
    } catch {
      return error.description
    }
  }

  @Test(
    "what is no result is told by its place and what was found there",
    arguments: [
      ("", "f.json: error: this is no JSON; a report is made of result.json files"),
      ("sangdam: 1", "f.json: error: this is no JSON; a report is made of result.json files"),
      ("[1]", "f.json: error: the document: found something else than an object"),
      ("{}", "f.json: error: sangdam: there is no such key; a report is made of result.json files"),
      ("{\"sangdam\": 2}", "f.json: error: sangdam: found version 2, this program reads version 1"),
      (
        #"{"sangdam": 1, "kind": "staffing"}"#,
        "f.json: error: kind: found `staffing`, a report is made of a `simulation` or a `profile`"
      ),
      (
        #"{"sangdam": 1, "kind": "simulation", "scenario": {}}"#,
        "f.json: error: scenario.name: there is no such key; every result has it"
      ),
    ])
  func foreign(json: String, expected: String) { #expect(fault(json) == expected) }

  @Test("a value of the wrong kind is told by its key, however deep")
  func wrongValues() throws {
    let json = String(decoding: try PageFixture.json(), as: UTF8.self)
    let text = json.replacing("\"from\": 1800", with: "\"from\": \"early\"")
    #expect(fault(text) == "f.json: error: by_period[1].from: found something else than a number")
    let verdict = json.replacing("\"verdict\": \"met\"", with: "\"verdict\": \"fine\"")
    #expect(fault(verdict) == "f.json: error: objectives[0].verdict: `fine` is no verdict")
    let period = json.replacing("\"to\": 3600", with: "\"to\": 1e300")
    #expect(
      fault(period).hasPrefix("f.json: error: by_period[1].to: a period from 1800.0 to 1e+300"))
    let huge = json.replacing("\"mean\": 0.82,", with: "\"mean\": 1e99,")
    #expect(fault(huge).hasPrefix("f.json: error: metrics.match_score.mean: 1e+99 is beyond"))
  }

  @Test("a result that stops short is refused, wherever it stops")
  func truncated() throws {
    let json = try PageFixture.json()
    for length in stride(from: 1, to: json.count - 4, by: 997) {
      #expect(throws: ResultFault.notJSON(file: "f")) {
        try ResultReading(json: Array(json.prefix(length)), name: "f")
      }
    }
  }

  @Test("brackets without end are refused, not followed")
  func deep() {
    let json = String(repeating: "[", count: 100_000)
    #expect(fault(json) == "f.json: error: this is no JSON; a report is made of result.json files")
  }

  @Test(
    "a moment of opening outside a day is no time of day",
    arguments: ["1e10", "-1", "86400", "9.2e18", "-9.2e18"])
  func opening(value: String) throws {
    let least = String(decoding: PageFixture.least, as: UTF8.self)
    let json = least.replacing(#""name":"n""#, with: #""name":"n","opens":\#(value)"#)
    #expect(fault(json).hasPrefix("f.json: error: scenario.opens: "))
    #expect(fault(json).hasSuffix(" s is no time of day"))
  }

  @Test("what is quoted of a result is cut to 60 characters")
  func quotes() throws {
    let long = String(repeating: "x", count: 100_000)
    let cut = String(repeating: "x", count: 60) + "…"
    let json = String(decoding: try PageFixture.json(), as: UTF8.self)
    let verdict = json.replacing("\"verdict\": \"met\"", with: "\"verdict\": \"\(long)\"")
    #expect(fault(verdict) == "f.json: error: objectives[0].verdict: `\(cut)` is no verdict")
    let kind = fault(#"{"sangdam": 1, "kind": "\#(long)"}"#)
    let rest = "a report is made of a `simulation` or a `profile`"
    #expect(kind == "f.json: error: kind: found `\(cut)`, \(rest)")
    let least = String(decoding: PageFixture.least, as: UTF8.self)
    let key = least.replacing(#""metrics""#, with: #""by_demand":{"\#(long)":1},"metrics""#)
    #expect(fault(key) == "f.json: error: by_demand.\(cut): found something else than an object")
  }

  @Test("the shortest result makes a page, with nothing drawn that is not known")
  func least() throws {
    let page = try PageFixture.page(PageFixture.least)
    #expect(page.contains("<h1><bdi>n</bdi></h1>"))
    #expect(page.contains("The scenario demands nothing of its figures."))
    #expect(!page.contains("<figure>"))
  }
}

// Every word of the table stands in docs/measuring.md.

import Foundation
import Reports
@testable import Scenarios
import Testing

@Suite("the words of the table")
struct GlossaryTests {
  static func page() throws -> String {
    let page = SmallRun.golden("").appending(path: "../../../docs/measuring.md")
    return try String(contentsOf: page, encoding: .utf8)
  }

  /// The section `Words`, and what is explained there.
  static func words() throws -> (text: String, terms: Set<String>) {
    let page = try page()
    let begin = try #require(page.range(of: "\n## Words\n")?.upperBound)
    let end = page[begin...].range(of: "\n## ")?.lowerBound ?? page.endIndex
    let text = String(page[begin..<end]).replacing(/\s+/, with: " ")
    return (text, Set(text.matches(of: /\*\*([^*]+)\*\*/).map { String($0.1) }))
  }

  @Test("every key of a figure stands in the table of definitions")
  func keys() throws {
    let text = try Self.page()
    for key in FigureKey.allCases {
      let name = key.rawValue.split(separator: ".")[0]
      #expect(text.contains("`\(name)`"), "\(name)")
    }
  }

  @Test("every label of a row is a term of the glossary")
  func rows() throws {
    let terms = try Self.words().terms
    let table = try String(contentsOf: SmallRun.golden("table.txt"), encoding: .utf8)
    let lines = table.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let begin = try #require(lines.firstIndex { $0.hasPrefix("Figures of a day") })
    let rows = lines[(begin + 1)...].prefix { !$0.isEmpty }
    #expect(rows.count >= 15)
    let labels = rows.map {
      String($0.dropFirst(13).prefix(30)).trimmingCharacters(in: .whitespaces)
    }
    let captions = rows.map {
      String($0.dropFirst(2).prefix(11)).trimmingCharacters(in: .whitespaces)
    }
    let sometimes: [FigureKey] = [.helped, .blocked, .slotLoad, .concurrency]
    for label in labels + sometimes.map(\.label) { #expect(terms.contains(label), "\(label)") }
    for caption in captions where !caption.isEmpty {
      #expect(terms.contains(caption.lowercased()), "\(caption)")
    }
  }

  @Test("every word of a column's heading stands in the glossary")
  func headings() throws {
    let text = try Self.words().text
    let table = try String(contentsOf: SmallRun.golden("table.txt"), encoding: .utf8)
    let lines = table.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for title in ["By demand", "By agents", "By time of arrival"] {
      let place = try #require(lines.firstIndex(of: title))
      for word in lines[place + 1...place + 2].joined(separator: " ").split(separator: " ") {
        #expect(text.contains(word), "\(word)")
      }
    }
  }

  @Test("every verdict is explained", arguments: Verdict.allCases)
  func verdicts(verdict: Verdict) throws {
    #expect(try Self.words().terms.contains(verdict.rawValue))
  }
}

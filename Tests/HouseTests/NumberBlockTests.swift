// README.md's numbers are those that were measured: its block is the one of the page in results.

import Testing

struct NumberBlockTests {
  private static let begin = "<!-- peers:begin -->"
  private static let end = "<!-- peers:end -->"

  /// The lines between the markers; nil unless each marker is there exactly once, in order.
  private func block(in page: SourceText) -> [String]? {
    let begins = page.lines.indices.filter { page.lines[$0] == Self.begin }
    let ends = page.lines.indices.filter { page.lines[$0] == Self.end }
    guard begins.count == 1, ends.count == 1, begins[0] < ends[0] else { return nil }
    return Array(page.lines[begins[0] + 1..<ends[0]])
  }

  @Test("the speeds in README.md are those of results/virtual-time.md, letter by letter")
  func numbers() throws {
    let shown = try #require(block(in: Repository.text("README.md")))
    let measured = try #require(block(in: Repository.text("results/virtual-time.md")))
    #expect(shown == measured, "`make peers` writes both; neither is written by hand")
    #expect(shown.contains { $0.hasPrefix("| **Sangdam** | ") && $0.contains(" M |") })
  }

  @Test("a number changed by hand and a lost marker are found")
  func samples() {
    func page(_ lines: [String]) -> SourceText {
      SourceText(path: "README.md", text: lines.joined(separator: "\n"))
    }
    let sound = block(in: page(["# A", Self.begin, "| 8.24 M |", Self.end, "z"]))
    #expect(sound == ["| 8.24 M |"])
    #expect(sound != block(in: page(["# B", Self.begin, "| 8.25 M |", Self.end])))
    #expect(block(in: page([Self.begin, "| 8.24 M |"])) == nil)
    #expect(block(in: page([Self.end, Self.begin])) == nil)
  }
}

// The pages of docs: what they show as YAML is what the program takes.

import Foundation
import Testing

struct DocsTests {
  /// A fenced block of a page.
  struct Block {
    let page: String
    let line: Int
    /// After the opening fence: `yaml`, `yaml agents.desk`.
    let info: [Substring]
    let text: String
  }

  let folder: Scratch

  init() throws { folder = try Scratch() }

  /// The blocks of all pages, in order.
  static func blocks() throws -> [Block] {
    let docs = FileManager.default.enumerator(atPath: ToolTests.root + "/docs")
    let pages = (docs?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".md") }.sorted()
    return try (["README.md"] + pages.map { "docs/\($0)" }).flatMap(blocks)
  }

  private static func blocks(of page: String) throws -> [Block] {
    let text = try String(contentsOfFile: "\(ToolTests.root)/\(page)", encoding: .utf8)
    var blocks: [Block] = []
    var open: (line: Int, info: [Substring], lines: [Substring])?
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("```"), let block = open {
        let text = block.lines.joined(separator: "\n") + "\n"
        blocks.append(Block(page: page, line: block.line, info: block.info, text: text))
        open = nil
      } else if line.hasPrefix("```") {
        open = (index + 1, line.dropFirst(3).split(separator: " "), [])
      } else {
        open?.lines.append(line)
      }
    }
    #expect(open == nil, "\(page): a block is never closed")
    return blocks
  }

  @Test("every YAML block of the docs is a scenario, or keys that fit into the page's scenario")
  func yaml() throws {
    let blocks = try Self.blocks().filter { $0.info.first == "yaml" }
    #expect(blocks.count >= 10)
    var scenarios: [String: String] = [:]
    for block in blocks {
      let place = "\(block.page):\(block.line)"
      guard block.info.count > 1 else {
        scenarios[block.page] = block.text
        let ending = try Program.run("check", "-", input: block.text, in: folder)
        #expect(ending.code == 0, "\(place): \(ending.complaint)")
        continue
      }
      let scenario = try #require(scenarios[block.page], "\(place): no scenario above it")
      let keys = Self.entries(of: block.text).map { key, value in
        block.info[1] == "merge" ? "\(key)=\(value)" : "\(block.info[1]).\(key)=\(value)"
      }
      #expect(!keys.isEmpty, "\(place) has no keys")
      let ending = try Program.run(
        ["check", "-"] + keys.flatMap { ["--set", $0] }, input: Array(scenario.utf8), in: folder)
      #expect(ending.code == 0, "\(place): \(ending.complaint)")
    }
  }

  /// The keys at the left edge, each with the lines that are its value.
  private static func entries(of text: String) -> [(String, String)] {
    var entries: [(key: String, value: String)] = []
    for line in text.split(separator: "\n") {
      let key = line.prefix { $0.isLetter || $0 == "-" }
      if !key.isEmpty, line.dropFirst(key.count).first == ":" {
        entries.append((String(key), String(line.dropFirst(key.count + 1))))
      } else if let last = entries.indices.last {
        entries[last].value += "\n\(line)"
      }
    }
    return entries
  }

  @Test("every link of the docs to a file leads to one")
  func links() throws {
    let docs = FileManager.default.enumerator(atPath: ToolTests.root + "/docs")
    let pages = (docs?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".md") }
    for page in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] + pages.map({ "docs/\($0)" }) {
      let text = try String(contentsOfFile: "\(ToolTests.root)/\(page)", encoding: .utf8)
      let folder = (page as NSString).deletingLastPathComponent
      for link in text.matches(of: /\]\(([^)#:\s]+)(#[^)]*)?\)/) {
        let path = "\(ToolTests.root)/\(folder)/\(link.1)"
        #expect(FileManager.default.fileExists(atPath: path), "\(page): \(link.1)")
      }
    }
  }
}

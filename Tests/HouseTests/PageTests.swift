// The pages of the repository are true of it, as far as a machine can tell.

import Testing

struct PageTests {
  @Test("every path that a page names is there")
  func paths() {
    let pages = Repository.texts.filter { $0.path.hasSuffix(".md") }
    #expect(pages.contains { $0.path == "README.md" })
    expectNone(pages.flatMap { PageRules.missingPaths(in: $0, exists: Repository.holds) })
  }

  @Test("every type of the glossary is declared in the sources")
  func glossary() {
    let declared = Set(Repository.sources.flatMap { Declarations(of: $0).types.map(\.name) })
    let page = Repository.text("ARCHITECTURE.md")
    #expect(page.lines.contains("## Glossary"))
    expectNone(PageRules.missingTypes(in: page, declared: declared))
  }

  @Test("the key that `serve` writes where it is started is ignored by git")
  func secrets() throws {
    let options = Repository.text("Sources/sangdam/ConsultationOptions.swift").lines
    let line = try #require(options.first { $0.contains("var credentials = ") })
    let file = line.split(separator: "\"")[1]
    #expect(Repository.text(".gitignore").lines.contains(String(file)))
  }

  @Test("a link to nowhere and a type that is gone are found")
  func samples() {
    let text =
      "[a](../b.md#c) [d](https://e.org) `Sources/F.swift`\n## Glossary\n| x | `Gone` `Here` |"
    let page = SourceText(path: "docs/page.md", text: text)
    let missing = PageRules.missingPaths(in: page) { $0 == "Sources/F.swift" }
    #expect(missing.map(\.what) == ["there is no b.md"])
    #expect(PageRules.missingPaths(in: page) { $0 == "b.md" }.count == 1)
    #expect(PageRules.missingTypes(in: page, declared: ["Here"]).count == 1)
  }
}

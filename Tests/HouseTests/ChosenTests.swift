// Tests that the Makefile and Package.swift choose by name: one that nobody has chooses nothing.

import Testing

struct ChosenTests {
  /// Bundles, suites and tests that there are.
  private let declared = Repository.swift.filter { $0.path.hasPrefix("Tests/") }
    .reduce(into: Set<Substring>()) { names, file in
      names.formUnion(file.path.split(separator: "/").dropLast())
      for line in file.lines {
        let words = line.split { !$0.isLetter && !$0.isNumber }
        for (word, name) in zip(words, words.dropFirst()) where ["struct", "func"].contains(word) {
          names.insert(name)
        }
      }
    }

  @Test("names of tests in the Makefile are names of tests", arguments: ["lengthy", "threaded"])
  func makefile(list: String) {
    let line = Repository.text("Makefile").lines.first { $0.hasPrefix("\(list) := ") } ?? ""
    expectDeclared(line.dropFirst("\(list) := ".count).split { "|/".contains($0) })
  }

  @Test("bundles that Package.swift chooses for a build are bundles")
  func manifest() {
    let lines = Repository.text("Package.swift").lines
      .drop { !$0.contains("var bundles: Set<String>?") }.prefix { !$0.contains("func contain") }
    // Every second piece stands in quotation marks.
    let pieces = lines.joined().split(separator: "\"", omittingEmptySubsequences: false)
    expectDeclared(zip(pieces.indices, pieces).filter { $0.0 % 2 == 1 }.map(\.1))
  }

  private func expectDeclared(_ chosen: [Substring]) {
    #expect(chosen.count >= 3)
    #expect(chosen.filter { !declared.contains($0) } == [])
  }
}

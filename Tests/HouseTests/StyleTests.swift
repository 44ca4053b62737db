// Every file of the repository keeps the rules of CONTRIBUTING.md that a machine can see.

import Testing

struct StyleTests {
  @Test("the repository is found and read")
  func repositoryIsThere() {
    #expect(Repository.sources.count >= 20)
    #expect(Repository.web.contains { $0.path == "Sources/WebPages/Files/widget.js" })
    #expect(Repository.swift.contains { $0.path == "Package.swift" })
    #expect(Repository.texts.contains { $0.path == "Makefile" })
  }

  @Test("no line is longer than 100 columns")
  func lines() { expectNone((Repository.swift + Repository.web).flatMap(SizeRules.longLines)) }

  @Test("no function is longer than 50 lines")
  func functions() { expectNone(Repository.swift.flatMap(SizeRules.longFunctions)) }

  @Test("no file is longer than 400 lines")
  func files() { expectNone((Repository.swift + Repository.web).flatMap(SizeRules.longFile)) }

  @Test("file and type names say something about the field")
  func names() { expectNone(Repository.swift.flatMap(NameRules.bannedNames)) }

  @Test("each file opens with a sentence that says what lives there")
  func openings() { expectNone(Repository.swift.flatMap(NameRules.missingOpening)) }

  @Test("each unsafe expression stands under its reason")
  func safety() { expectNone(Repository.swift.flatMap(CommentRules.unsafeWithoutReason)) }

  @Test("each memory ordering stands under its reason")
  func orderings() { expectNone(Repository.swift.flatMap(CommentRules.orderingWithoutReason)) }

  @Test("no failure loses its reason")
  func reasons() { expectNone(Repository.swift.flatMap(CommentRules.droppedReasons)) }

  @Test("no work is left over in a comment, no path is one machine's")
  func leftovers() { expectNone(Repository.texts.flatMap(CommentRules.leftovers)) }

  @Test("README.md has at most 150 lines")
  func readme() { #expect(1...150 ~= Repository.text("README.md").lines.count) }

  @Test("the head of the Makefile lists its targets, all and only those")
  func makefileHead() {
    let lines = Repository.text("Makefile").lines
    let head = lines.prefix { $0.hasPrefix("#") }.filter { $0.hasPrefix("#   ") }
    let listed = head.compactMap { $0.dropFirst(4).split(separator: " ").first.map(String.init) }
    let phony = lines.first { $0.hasPrefix(".PHONY:") }?.split(separator: " ").dropFirst() ?? []
    let defined = lines.compactMap { line in
      line.first?.isLowercase == true && !line.contains(":=")
        ? line.split(separator: ":").first.map(String.init) : nil
    }
    #expect(!listed.isEmpty)
    #expect(listed == phony.map(String.init))
    #expect(Set(listed) == Set(defined))
  }
}

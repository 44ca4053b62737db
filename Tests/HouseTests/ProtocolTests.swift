// The protocol's page tells every reason for which a message is refused.

import Testing

struct ProtocolTests {
  /// What stands in the first column of the section about refusals.
  private let told: [String] = {
    let section = Repository.text("docs/protocol.md").lines.drop {
      $0 != "## 9. Why a message is refused"
    }
    return section.filter { $0.hasPrefix("| `") }.map { row in
      String(row.dropFirst(3).prefix { $0 != "`" })
    }
  }()

  /// The text literals of the lines of a file that begin like that, what is put into them as `…`.
  private func texts(of path: String, lines beginning: String) -> [String] {
    Repository.text(path).lines.compactMap { line in
      let code = line.drop { $0 == " " }
      guard code.hasPrefix(beginning), let open = code.firstIndex(of: "\"") else { return nil }
      let text = code[code.index(after: open)...].dropLast()
      return String(text.replacing(/\\\([^)]*\)*\)/, with: "…"))
    }
  }

  @Test("it has the desk's reasons and the reader's sentences, and no others")
  func refusals() throws {
    let answers = "Sources/Consultation/DeskAnswers.swift"
    let desk = Repository.text(answers).lines.drop { !$0.contains("enum DeskRefusal") }
    #expect(!desk.isEmpty)
    let earlier = Repository.text(answers).lines.prefix { !$0.contains("enum DeskRefusal") }
    let reasons = texts(of: answers, lines: "case ").dropFirst(
      earlier.filter { $0.contains(" = \"") }.count)
    let sentences = texts(of: "Sources/ConsultServer/Control/ControlFault.swift", lines: "case .")
      .filter { $0 != "a control message is a JSON object with a type" }
    #expect(reasons.count >= 13)
    #expect(sentences.count >= 3)
    #expect(told.sorted() == (reasons + sentences).sorted())
  }
}

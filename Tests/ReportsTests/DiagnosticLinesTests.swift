// Faults as a terminal shows them: the line, the mark under the fault, nothing that acts on it.

import Reports
import Scenarios
import Testing

@Suite("faults on a terminal")
struct DiagnosticLinesTests {
  static let good = """
    sangdam: 1
    name: t
    length: 1h
    demand: [{name: d, code: {language: ko, document: "43211507"}, arrivals: {rate: 9/h},
              effort: {fixed: 1m}}]
    agents: [{name: g, count: 4, languages: {ko: 1}, documents: {"43": 1}}]
    """

  /// The faults of a text, as that reader gets them.
  static func lines(
    _ text: String, name: String = "t.yaml", overrides: [String] = [],
    for reader: DiagnosticLines.Reader = .person(columns: 80, colour: .never)
  ) throws -> [String] {
    let source = ScenarioSource(name: name, text: text)
    do throws(Diagnostics) {
      _ = try Plan(checking: source, overrides: overrides.map(Override.init))
    } catch {
      let text = DiagnosticLines(error, of: source, for: reader).text
      return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    Issue.record("no fault")
    return []
  }

  @Test("the line with the fault stands below it, and carets mark the value")
  func caret() throws {
    let lines = try Self.lines(Self.good.replacing("length: 1h", with: "length: 90"))
    #expect(lines[0].hasPrefix("t.yaml:3:9: error: length: `90` without a unit, expected"))
    #expect(lines[1...3] == ["   |", " 3 | length: 90", "   |         ^^"])
    #expect(lines[4].hasPrefix("  hint: "))
  }

  @Test("carets stand under the fault behind wide characters, and under a whole quoted text")
  func wide() throws {
    let text = "description: 説明\n" + Self.good
    let broken = text.replacing("{name: d,", with: "{name: \"한국 a\", ")
    let lines = try Self.lines(broken)
    #expect(lines[2].hasPrefix(" 5 | demand: [{name: \"한국 a\", "))
    #expect(lines[3] == "   |                 ^^^^^^^^")
  }

  @Test("a line wider than the terminal is cut around the fault")
  func window() throws {
    let codes = String(repeating: "\"43\": 1, ", count: 40)
    let text = Self.good.replacing("{\"43\": 1}", with: "{\(codes)\"4x\": 1}")
    let lines = try Self.lines(text).filter { $0.hasPrefix(" ") }
    #expect(lines.allSatisfy { $0.count <= 80 })
    let mark = try #require(lines.firstIndex { $0.hasSuffix("^^^^") })
    let end = lines[mark].count
    #expect(lines[mark - 1].hasPrefix(" 6 | …"))
    #expect(["\"43\"", "\"4x\""].contains(lines[mark - 1].prefix(end).suffix(4)))
  }

  @Test("a program gets the contract's lines alone; names cannot act on a terminal")
  func program() throws {
    let text = Self.good.replacing("length: 1h", with: "length: 90")
    let lines = try Self.lines(text, name: "a\u{1B}[2J\nb\u{202E}.yaml", for: .program)
    #expect(lines[0].hasPrefix("a\\u{1b}[2J\\nb\\u{202e}.yaml:3:9: error: length: "))
    #expect(lines.count == 2)
    let marked = try Self.lines("name: \"\u{1B}[31m\n", name: "\u{7}")
    #expect(marked.allSatisfy { $0.unicodeScalars.allSatisfy { $0.value >= 32 } })
    #expect(marked.contains(" 1 | name: \"␛[31m"))
  }

  @Test("colours add escape sequences and nothing else")
  func colour() throws {
    let text = Self.good.replacing("length: 1h", with: "lenght: 1h")
    let coloured = try Self.lines(text, for: .person(columns: 80, colour: .always))
    #expect(coloured.contains { $0.contains("\u{1B}[1;31merror:") })
    let plain = coloured.map { $0.replacing(/\u{1B}\[[0-9;]*m/, with: "") }
    #expect(try plain == Self.lines(text))
  }

  @Test("an override is shown with its fault marked")
  func override() throws {
    let lines = try Self.lines(Self.good, overrides: ["agents.g.count=many"])
    #expect(lines[0].hasPrefix("--set agents.g.count=many:1:16: error: agents.g.count: `many`"))
    #expect(lines[2] == " 1 | agents.g.count=many")
    #expect(lines[3] == "   |                ^^^^")
  }
}

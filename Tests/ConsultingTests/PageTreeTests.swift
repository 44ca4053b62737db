// Codes in whole pages: random well-formed trees against their own nesting, and trees deeper than
// any browser keeps.

import Consulting
import SeededTests
import Testing

@Suite struct PageTreeTests {
  /// A page written from the inside out, with the code that its author meant for each place.
  private struct Author {
    var numbers: SeededDraws
    var page: [UInt8] = []
    var meant: [(offset: Int, code: String)] = []

    mutating func write(depth: Int, code: String) {
      for _ in 0..<Int.random(in: 0...3, using: &numbers) {
        text(code)
        guard depth > 0 else { continue }
        let names = ["div", "SECTION", "span", "x-card", "em"]
        let name = names.randomElement(using: &numbers) ?? "div"
        let own = [nil, codeA, codeB].randomElement(using: &numbers) ?? nil
        page += "<\(name)\(own.map { " data-consult-code=\($0)" } ?? "")>".utf8
        write(depth: depth - 1, code: own ?? code)
        page += "</\(name.lowercased())\n>".utf8
      }
      text(code)
    }

    private mutating func text(_ code: String) {
      page += " a < b &amp; <!-- </div> --> <br/> <script>'</div>'</script>".utf8
      meant.append((page.count, code))
      page += "·".utf8
    }
  }

  @Test("in a well-formed page each place has the code that its nesting gives it")
  func trees() throws {
    let seed = freshSeed("page trees")
    var numbers = SeededDraws(seed: seed)
    for _ in 0..<60 {
      var author = Author(numbers: SeededDraws(seed: numbers.next()))
      author.page += "<!doctype html><meta name=consult-code content=\(codeU)><body>".utf8
      author.write(depth: 5, code: codeU)
      let codes = try PageCodes(page: author.page)
      for place in author.meant {
        #expect(codes.code(at: place.offset)?.code.text == place.code, "seed \(seed)")
      }
    }
  }

  @Test("elements nested deeper than 512 belong to the deepest that is kept")
  func deep() throws {
    let depth = 2000
    let opened = "<div data-consult-code=\(codeA)>" + String(repeating: "<div>", count: depth)
    let closed = opened + String(repeating: "</div>", count: depth)
    let bytes = Array((closed + "-</div>-").utf8)
    let codes = try PageCodes(page: bytes)
    #expect(letter(codes.code(at: opened.utf8.count)) == "A")
    #expect(letter(codes.code(at: closed.utf8.count)) == "A")
    #expect(letter(codes.code(at: bytes.count - 1)) == "-")
  }

  @Test("a page with more codes than are kept says so and keeps the first")
  func truncated() throws {
    let bytes = Array(String(repeating: "<p data-consult-code=\(codeA)>", count: 65_600).utf8)
    let codes = try PageCodes(page: bytes)
    #expect(codes.isTruncated)
    #expect(codes.findings.count == 65_536)
    #expect(letter(codes.code(at: 1)) == "A")
    #expect(letter(codes.code(at: bytes.count - 1)) == "-")
  }
}

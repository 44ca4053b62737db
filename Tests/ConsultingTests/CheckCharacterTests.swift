// The check character against published examples and against what ISO/IEC 7064 promises.

import Consulting
import SeededTests
import Testing

@Suite struct CheckCharacterTests {
  /// The examples in the descriptions of GRid (releases), ISAN (films) and EIDR (films), which
  /// use the same system; then codes worked out by a separate program from the standard's text.
  @Test(
    "published texts have their published check characters",
    arguments: [
      ("A1-2425G-ABC1234002", "m"), ("A12425GABC1234002", "m"),
      ("0000-0000-3A8D-0000", "z"), ("0000-0000-3A8D-0000-0000-0000", "6"),
      ("7791-8534-2C23-9030-8610", "5"), ("c1-ja-43211507-003-0012", "g"),
      ("c1-ko-43211507-000-0000", "o"), ("c1-und-43xxxxxx-255-1023", "p"),
    ])
  func published(_ text: String, check: Character) throws {
    let found = try #require(CheckCharacter.of(text.utf8))
    #expect(Character(Unicode.Scalar(found)) == check)
  }

  @Test("a text with something else than letters, digits and hyphens has no check character")
  func foreign() {
    #expect(CheckCharacter.of("c1_ja".utf8) == nil)
    #expect(CheckCharacter.of([0x63, 0x00]) == nil)
    #expect(CheckCharacter.of("ü".utf8) == nil)
  }

  @Test("every substitution of one character of a code is found")
  func substitutions() throws {
    let seed = freshSeed("substitutions")
    var numbers = SeededDraws(seed: seed)
    let characters = Array("0123456789abcdefghijklmnopqrstuvwxyz-".utf8)
    for _ in 0..<40 {
      let text = Array(try randomCode(&numbers).text.utf8)
      for index in text.indices {
        for other in characters where other != text[index] {
          var changed = text
          changed[index] = other
          #expect(throws: CodeFault.self, "seed \(seed), \(changed)") {
            try IdentificationCode(bytes: changed)
          }
        }
      }
    }
  }

  /// MOD 37,36 lets few transpositions through; 1 in 36 would be no check at all.
  @Test("of the transpositions of neighbours that keep the form, 99 in 100 are found")
  func transpositions() throws {
    let seed = freshSeed("transpositions")
    var numbers = SeededDraws(seed: seed)
    var (tried, missed) = (0, 0)
    for _ in 0..<400 {
      let text = Array(try randomCode(&numbers).text.utf8)
      for index in 0..<text.count - 1 where text[index] != text[index + 1] {
        var changed = text
        changed.swapAt(index, index + 1)
        tried += 1
        do {
          _ = try IdentificationCode(bytes: changed)
          missed += 1
        } catch {}
      }
    }
    #expect(tried > 4000)
    #expect(missed * 100 <= tried, "seed \(seed): \(missed) of \(tried) missed")
  }
}

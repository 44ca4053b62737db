// What is UTF-8, held against the standard library's own decoder.

import SeededTests
import Testing

@testable import WebSockets

struct UTF8CheckTests {
  private func isText(_ bytes: [UInt8], pieces: Int = 1) -> Bool {
    var check = UTF8Check()
    let size = max(1, bytes.count / pieces)
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + size)
      let piece = Buffer(Array(bytes[start..<end]))
      guard piece.withRegion({ check.accept($0) }) else { return false }
      start = end
    }
    return check.isAtEndOfCharacter
  }

  @Test("all pairs of bytes, and all triples and quadruples of telling ones")
  func small() {
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        let bytes = [first, second]
        #expect(isText(bytes) == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
      }
    }
    let telling: [UInt8] = [
      0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
      0xED,
      0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    for first in telling where first >= 0xE0 {
      for second in telling {
        for third in telling {
          for bytes in [[first, second, third]] + telling.map({ [first, second, third, $0] }) {
            #expect(isText(bytes) == (String(validating: bytes, as: UTF8.self) != nil))
          }
        }
      }
    }
  }

  @Test("random texts, some with a byte changed, in any number of pieces")
  func random() {
    let seed = UInt64.random(in: .min ... .max)
    var draws = SeededDraws(seed: seed)
    var broken = 0
    for _ in 0..<3_000 {
      let letters = (0..<Int.random(in: 0...40, using: &draws)).map { _ in
        "aB7 가힣あ漢é€𝄞😀\u{10FFFF}\u{D7FF}\u{E000}".randomElement(using: &draws) ?? "a"
      }
      var bytes = Array(String(letters).utf8)
      if !bytes.isEmpty, Bool.random(using: &draws) {
        bytes[.random(in: 0..<bytes.count, using: &draws)] = .random(in: 0...255, using: &draws)
      }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      broken += isValid ? 0 : 1
      #expect(isText(bytes) == isValid, "seed \(seed): \(bytes)")
      #expect(isText(bytes, pieces: 1 + bytes.count / 3) == isValid, "seed \(seed): \(bytes)")
    }
    #expect(broken > 300)
  }
}

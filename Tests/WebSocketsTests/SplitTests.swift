// However a stream of bytes is cut, the same comes of it.

import SeededTests
import Testing

@testable import WebSockets

struct SplitTests {
  @Test("random streams give the same frames and the same refusal however they are cut")
  func splits() {
    let seed = UInt64.random(in: .min ... .max)
    var draws = SeededDraws(seed: seed)
    var refused = 0
    for _ in 0..<400 {
      let bytes = stream(&draws)
      let whole = FrameFeed.of(bytes, limits)
      var cut = FrameFeed(limits)
      var start = 0
      while start < bytes.count {
        let end = min(bytes.count, start + .random(in: 1...20, using: &draws))
        cut.take(Array(bytes[start..<end]))
        start = end
      }
      #expect(cut == whole, "seed \(seed)")
      var single = FrameFeed(limits)
      for byte in bytes { single.take([byte]) }
      #expect(single == whole, "seed \(seed), byte by byte")
      refused += whole.refusal == nil ? 0 : 1
    }
    // Both kinds of streams were there.
    #expect(refused > 40 && refused < 360, "\(refused) of 400 were refused, seed \(seed)")
  }

  private let limits = FrameLimits(payloadBytes: 300, messageBytes: 500)

  /// Some good frames, and sometimes a changed byte or noise.
  private func stream(_ draws: inout SeededDraws) -> [UInt8] {
    var bytes: [UInt8] = []
    var isOpen = false
    for _ in 0..<Int.random(in: 1...8, using: &draws) {
      let isControl = Int.random(in: 0..<4, using: &draws) == 0
      let count = Int.random(in: 0...(isControl ? 125 : 140), using: &draws)
      let isFinal = isControl || Bool.random(using: &draws)
      let opcode: Opcode = isControl ? .ping : isOpen ? .continuation : .text
      if !isControl { isOpen = !isFinal }
      let text = (0..<count / 3).map { _ in "가나다あé€".randomElement(using: &draws) ?? "a" }
      bytes += ClientFrame(opcode, Array(String(text).utf8.prefix(125)), isFinal: isFinal).bytes
    }
    if Int.random(in: 0..<3, using: &draws) == 0 {
      let place = Int.random(in: 0..<bytes.count, using: &draws)
      bytes[place] ^= UInt8.random(in: 1...255, using: &draws)
    }
    return bytes
  }
}

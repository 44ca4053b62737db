// A count integrated over time against adding it up second by second.

import SeededTests
import Testing

@testable import VirtualTime

@Suite("A count integrated over time") struct LevelIntegralTests {
  @Test("equals the sum over all seconds between two cuts", arguments: 1...20)
  func equalsSumOverSeconds(seed: UInt64) {
    var random = SeededDraws(seed: seed)
    var integral = LevelIntegral()
    var (level, sum, now): (Int64, Int64, Int64) = (0, 0, 0)
    for _ in 0..<500 {
      let span = Int64.random(in: 0...3, using: &random)
      for _ in 0..<span { sum += level }
      now += span
      switch Int.random(in: 0..<5, using: &random) {
      case 0:
        #expect(integral.cut(now) == sum, "seed \(seed)")
        sum = 0
      case 1 where level > 0:
        integral.end(now)
        level -= 1
      default:
        integral.begin(now)
        level += 1
      }
      #expect(integral.count == level, "seed \(seed)")
    }
    #expect(integral.cut(now) == sum, "seed \(seed)")
  }

  @Test("is exact where single terms pass the range of 64 bits")
  func wrapsWithoutHarm() {
    var integral = LevelIntegral()
    let begin = Int64.max / 2
    for _ in 0..<7 { integral.begin(begin) }
    _ = integral.cut(begin)
    #expect(integral.cut(begin + 1_000) == 7_000)
  }
}

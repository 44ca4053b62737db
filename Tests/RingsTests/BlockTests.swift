// A block keeps what is written and grows without losing it.

import Rings
import SeededTests
import Testing

@Suite("a block of trivial values")
struct BlockTests {
  @Test("begins with one value at every place", arguments: [0, 1, 2, 7, 1000])
  func filled(_ count: Int) {
    let block = Block<Int32>(count: count, repeating: -5)
    #expect(block.count == count)
    #expect((0..<count).allSatisfy { block[$0] == -5 })
  }

  @Test("begins with an array's values, in their order", arguments: [0, 1, 2, 3, 65])
  func fromArray(_ count: Int) {
    let values = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37) }
    let block = Block(values)
    #expect(block.count == count)
    #expect((0..<count).map { block[$0] } == values)
  }

  @Test("agrees with an array whatever is written, filled and grown", arguments: 1...8)
  func model(_ capacity: Int) {
    var draws = SeededDraws(seed: RandomTests.seed &+ UInt64(capacity))
    var block = Block<UInt64>(count: capacity, repeating: 0)
    var model = [UInt64](repeating: 0, count: capacity)
    for step in 0..<400 {
      let value = draws.next()
      switch draws.below(40) {
      case 0:
        block.fill(with: value)
        model = Array(repeating: value, count: model.count)
      case 1:
        // Smaller than it is changes nothing.
        let count = draws.below(model.count + 3)
        block.grow(to: count, repeating: value)
        model += Array(repeating: value, count: max(0, count - model.count))
      default:
        let place = draws.below(model.count)
        block[place] = value
        model[place] = value
      }
      let same = block.count == model.count && model.indices.allSatisfy { block[$0] == model[$0] }
      guard same else {
        Issue.record("step \(step), capacity \(capacity), SANGDAM_SEED=\(RandomTests.seed)")
        return
      }
    }
  }
}

// A pool hands each place out once, last given back first.

import Rings
import SeededTests
import Testing

@Suite("a pool of places")
struct IndexPoolTests {
  @Test("hands out its lowest places first and says when it is empty", arguments: 0...4)
  func order(_ capacity: Int) {
    var pool = IndexPool(capacity: capacity)
    for place in 0..<capacity { #expect(pool.take() == place) }
    #expect(pool.take() == nil)
    #expect(pool.taken == capacity)
  }

  @Test("hands out first what was given back last")
  func lastFirst() {
    var pool = IndexPool(capacity: 5)
    for _ in 0..<4 { _ = pool.take() }
    pool.give(back: 2)
    pool.give(back: 0)
    #expect(pool.take() == 0)
    #expect(pool.take() == 2)
    #expect(pool.take() == 4)
  }

  @Test("hands out new places first after it has grown, lowest first")
  func grown() {
    var pool = IndexPool(capacity: 2)
    #expect(pool.take() == 0)
    pool.grow(to: 4)
    #expect((0..<3).map { _ in pool.take() } == [2, 3, 1])
    #expect(pool.take() == nil)
  }

  @Test("never hands a place out twice, as a set would not", arguments: 1...6)
  func model(_ capacity: Int) {
    var draws = SeededDraws(seed: RandomTests.seed &+ UInt64(capacity))
    var pool = IndexPool(capacity: capacity)
    var free = Set(0..<capacity)
    var taken: [Int] = []
    for step in 0..<600 {
      var isRight = true
      switch draws.below(50) {
      case 0:
        let larger = pool.capacity + draws.below(3)
        free.formUnion(pool.capacity..<larger)
        pool.grow(to: larger)
      case 1:
        pool.reset()
        free = Set(0..<pool.capacity)
        taken = []
      case 2..<26 where !taken.isEmpty:
        let place = taken.remove(at: draws.below(taken.count))
        pool.give(back: place)
        free.insert(place)
      default:
        let place = pool.take()
        isRight = place.map { free.remove($0) != nil } ?? free.isEmpty
        if let place { taken.append(place) }
      }
      guard isRight, pool.taken == taken.count, pool.capacity == free.count + taken.count else {
        Issue.record("step \(step) of \(capacity), SANGDAM_SEED=\(RandomTests.seed)")
        return
      }
    }
  }
}

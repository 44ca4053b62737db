// The event queue against a sorted array.

import SeededTests
import Testing

@testable import VirtualTime

@Suite("The event queue") struct EventHeapTests {
  /// The obvious slow queue.
  struct SortedTimers {
    var set: [(time: Int64, timer: Int)] = []

    mutating func set(_ timer: Int, at time: Int64) {
      clear(timer)
      let place = set.firstIndex { (time, timer) < ($0.time, $0.timer) } ?? set.count
      set.insert((time, timer), at: place)
    }
    mutating func clear(_ timer: Int) { set.removeAll { $0.timer == timer } }
  }

  /// One random operation on both, and whether they agree after it.
  static func step(
    _ heap: inout EventHeap, _ model: inout SortedTimers, timers: Int, latest: Int64,
    _ random: inout SeededDraws
  ) -> Bool {
    let timer = Int.random(in: 0..<timers, using: &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1:  // Clearing a timer that is not set is allowed.
      heap.clear(timer)
      model.clear(timer)
    case 2 where !model.set.isEmpty:  // The engine's way: the next one runs out.
      let next = model.set[0].timer
      heap.clear(next)
      model.clear(next)
    default:
      let time = Int64.random(in: 0...latest, using: &random)
      heap.set(timer, at: time)
      model.set(timer, at: time)
    }
    return agree(heap, model) && heap.isSet(timer) == model.set.contains { $0.timer == timer }
  }

  static func agree(_ heap: borrowing EventHeap, _ model: SortedTimers) -> Bool {
    guard let first = model.set.first else { return heap.nextTime == .max && heap.count == 0 }
    return heap.count == model.set.count && heap.nextTime == first.time
      && heap.nextTimer == first.timer
  }

  @Test(
    "agrees with a sorted array over 100,000 operations",
    arguments: [(1, 2), (2, 1), (3, 3), (4, 2), (5, 9), (8, 4), (17, 30), (64, 1_000), (100, 50)])
  func agreesWithSortedArray(timers: Int, latest: Int64) {
    let seed = UInt64(timers) * 1_000 + UInt64(latest)
    var random = SeededDraws(seed: seed)
    var heap = EventHeap(timers: timers)
    var model = SortedTimers()
    for operation in 0..<12_000 {
      let isRight = Self.step(&heap, &model, timers: timers, latest: latest, &random)
      if !isRight {
        Issue.record("seed \(seed): wrong after operation \(operation)")
        return
      }
    }
  }

  @Test("gives all timers back in the order of times, then of numbers")
  func drainsInOrder() {
    var random = SeededDraws(seed: 5)
    var heap = EventHeap(timers: 300)
    var model = SortedTimers()
    for timer in 0..<300 {
      let time = Int64.random(in: 0..<100, using: &random)
      heap.set(timer, at: time)
      model.set(timer, at: time)
    }
    while let first = model.set.first {
      guard heap.nextTime == first.time, heap.nextTimer == first.timer else {
        Issue.record("seed 5: \(heap.nextTimer) instead of \(first.timer)")
        return
      }
      heap.clear(first.timer)
      model.clear(first.timer)
    }
    #expect(heap.count == 0)
  }

  @Test("keeps its timers when it grows, and none after a reset")
  func growsAndResets() {
    var heap = EventHeap(timers: 2)
    heap.set(0, at: 20)
    heap.set(1, at: 10)
    heap.grow(timers: 9)
    heap.set(8, at: 5)
    #expect(heap.nextTimer == 8)
    heap.clear(8)
    #expect(heap.nextTimer == 1)
    heap.reset()
    #expect(heap.nextTime == .max)
    heap.set(8, at: 7)
    #expect(heap.nextTimer == 8 && heap.count == 1)
  }
}

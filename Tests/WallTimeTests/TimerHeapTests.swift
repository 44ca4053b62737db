// The timers against a list that is sorted anew, and places that come back from other threads.

import SeededTests
import Synchronization
import Testing

@testable import WallTime

struct TimerHeapTests {
  @Test("the next timer is the earliest, of equals the lowest", arguments: [1, 2, 5, 40])
  func model(timers: Int) {
    var heap = TimerHeap(timers: timers)
    var slow: [Int: Int64] = [:]
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededDraws(seed: seed)
    for _ in 0..<4_000 {
      let timer = Int.random(in: 0..<timers, using: &random)
      if Int.random(in: 0..<3, using: &random) > 0 {
        let time = Int64.random(in: 0..<20, using: &random)
        heap.set(timer, at: time)
        slow[timer] = time
      } else {
        heap.clear(timer)
        slow[timer] = nil
      }
      let next = slow.min { ($0.value, $0.key) < ($1.value, $1.key) }
      #expect(heap.count == slow.count, "seed \(seed)")
      #expect(heap.nextTime == next?.value ?? .max, "seed \(seed)")
      if let next { #expect(heap.nextTimer == next.key, "seed \(seed)") }
      #expect(heap.isSet(timer) == (slow[timer] != nil), "seed \(seed)")
    }
  }

  @Test("a place that several threads give back comes back once")
  func returned() async {
    let range = 4_000
    let places = Returned(ReturnedPlaces(owners: 1, range: range))
    let found = await withTaskGroup(of: [Int].self) { group in
      for half in 0..<2 {
        group.addTask {
          for place in stride(from: half, to: range, by: 2) { places.chain.give(place) }
          return []
        }
      }
      group.addTask {
        var found: [Int] = []
        while found.count < range {
          var next = places.chain.takeAll(0)
          while let place = next {
            next = places.chain.next(place)
            found.append(place)
          }
        }
        return found
      }
      var all: [Int] = []
      for await part in group { all += part }
      return all
    }
    #expect(found.sorted() == Array(0..<range))
  }
}

// Safety: made for several threads that give and one that takes, as above.
private final class Returned: @unchecked Sendable {
  let chain: ReturnedPlaces
  init(_ chain: consuming ReturnedPlaces) { self.chain = chain }
}

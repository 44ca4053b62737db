// The wheel of timers against a list of times.

import SeededTests
import Testing

@testable import ChatRelay

struct TimerWheelTests {
  private static let tick: Int64 = 1 << TimerWheel.tickShift

  @Test("every timer rings once, not before its time and at most a tick after")
  func rings() {
    var wheel = TimerWheel(timers: 50, now: 1_000)
    let times = (0..<50).map { Int64($0) * 37_000_000 + 5 }
    for (timer, time) in times.enumerated() { wheel.set(timer, at: time) }
    var rung: [Int] = []
    for step in 0..<200 {
      let now = 1_000 + Int64(step) * 11_000_000
      while let timer = wheel.takeRinging(by: now) {
        #expect(times[timer] <= now)
        #expect(now - times[timer] < 2 * Self.tick + 11_000_000)
        rung.append(timer)
      }
    }
    #expect(rung.sorted() == Array(0..<50))
    #expect(wheel.count == 0)
    #expect(wheel.nextTime == nil)
  }

  @Test("a timer that is moved or cleared does not ring at its old time")
  func moves() {
    var wheel = TimerWheel(timers: 3, now: 0)
    wheel.set(0, at: 3 * Self.tick)
    wheel.set(1, at: 3 * Self.tick)
    wheel.set(2, at: 3 * Self.tick)
    wheel.set(1, at: 9 * Self.tick)
    wheel.clear(2)
    #expect(wheel.takeRinging(by: 5 * Self.tick) == 0)
    #expect(wheel.takeRinging(by: 5 * Self.tick) == nil)
    #expect(wheel.takeRinging(by: 10 * Self.tick) == 1)
    #expect(wheel.count == 0)
  }

  @Test("random sets, moves and clears ring as a list of times says")
  func random() {
    let seed = UInt64.random(in: .min ... .max)
    var draws = SeededDraws(seed: seed)
    var wheel = TimerWheel(timers: 16, now: 0)
    var times: [Int: Int64] = [:]
    var now: Int64 = 0
    for _ in 0..<5_000 {
      let timer = Int.random(in: 0..<16, using: &draws)
      switch Int.random(in: 0..<4, using: &draws) {
      case 0:
        wheel.clear(timer)
        times[timer] = nil
      case 1: now += .random(in: 0...3 * Self.tick, using: &draws)
      default:
        times[timer] = now + .random(in: 0...20 * Self.tick, using: &draws)
        wheel.set(timer, at: times[timer] ?? 0)
      }
      var rung: Set<Int> = []
      while let timer = wheel.takeRinging(by: now) { rung.insert(timer) }
      let due = times.filter { $0.value >> TimerWheel.tickShift < now >> TimerWheel.tickShift }
      #expect(rung == Set(due.keys), "seed \(seed)")
      for timer in rung { times[timer] = nil }
      #expect(wheel.count == times.count, "seed \(seed)")
    }
  }

  @Test("a time beyond the wheel's turn rings early, never late")
  func far() {
    var wheel = TimerWheel(timers: 1, now: 0)
    wheel.set(0, at: 5_000 * Self.tick)
    var now: Int64 = 0
    while wheel.takeRinging(by: now) == nil { now += Self.tick }
    #expect(now < 1_030 * Self.tick && now > 1_000 * Self.tick)
  }
}

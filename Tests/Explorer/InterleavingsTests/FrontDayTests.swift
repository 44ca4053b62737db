// Customers who come back stand ahead of all others: what the front of their line says in the
// evening, after searches and others who come back have met.

import Consulting
import Interleavings
import Testing

@testable import ScheduledCore

/// Customers who come back to the front line of one class, and one who waits in the back line of
/// another; agents who answer both each take one of them.
private final class FrontDay: Interplay {
  let threads: [String]
  private let returning: Int
  private var router: Router<AtomicMemory>
  private var given: [Int]
  /// In the back line; before him, in the front line, waits the one whose number is one less.
  private var last: Int { given.count - 1 }

  /// - Parameters:
  ///   - agents: how many search.
  ///   - returning: how many come back meanwhile.
  init(agents: Int, returning: Int) {
    self.returning = returning
    threads =
      (0..<returning).map { "back \($0)" } + (0..<agents).map { "agent \($0)" }
    given = Array(repeating: 0, count: returning + 2)
    router = Router(
      DayPlan(kind: .release, slots: agents, requests: 0, classes: 2).table,
      requests: returning + 2)
  }

  func begin() {
    router.restart()
    for request in 0..<last {
      expectWaiting(router.arrive(id(request), class: 0, at: .zero, draw: 0))
    }
    while take() != nil {}
    comeBack(last - 1)
    expectWaiting(router.arrive(id(last), class: 1, at: .zero, draw: 0))
    for request in given.indices { given[request] = 0 }
  }

  func run(_ thread: Int) {
    if thread < returning { comeBack(thread) } else { _ = take() }
  }

  private func id(_ request: Int) -> RequestID { RequestID(request) }

  private func comeBack(_ request: Int) {
    expectWaiting(router.comeBack(id(request), class: 0, at: .zero, draw: 0))
  }

  private func expectWaiting(_ placement: Placement) {
    if placement != .waiting { failExploration("nobody is on duty, and yet \(placement)") }
  }

  private func take() -> Int? {
    while true {
      let best = router.bestWaiting(for: 0, router.roster.state(0))
      if best.isNobody { return nil }
      if router.take(best, for: 0) {
        given[best.request] += 1
        return best.request
      }
    }
  }

  func verdict() -> String? {
    for request in given.indices where given[request] + (waits(request) ? 1 : 0) != 1 {
      return "customer \(request) was given \(given[request]) times, waits: \(waits(request))"
    }
    // Whoever searches now has all of them before him, and nobody is in the middle of anything.
    var waiting = given.indices.count { waits($0) }
    while let request = take() {
      waiting -= 1
      if request == last, waiting > 0 {
        return "the last of all was taken before one who came back"
      }
    }
    return waiting == 0 ? router.damage() : "\(waiting) wait and are not found"
  }

  private func waits(_ request: Int) -> Bool { router.isWaiting(id(request)) }

  func name(of address: UInt) -> String? { router.name(of: address) }
}

struct FrontDayTests {
  @Test(
    "whoever came back is found before all others once nobody is in between",
    arguments: [(1, 1), (2, 1), (1, 2)])
  func fronts(_ agents: Int, _ returning: Int) {
    let bound = ExploredDay.isLong ? 4 : 2
    let exploration = Explorer(FrontDay(agents: agents, returning: returning))
      .explore(preemptions: bound)
    #expect(exploration.failure == nil, "\(exploration)")
    #expect(exploration.isExhaustive || exploration.preemptions == bound)
    if ExploredDay.isLong { print("FrontDay: \(exploration)") }
  }
}

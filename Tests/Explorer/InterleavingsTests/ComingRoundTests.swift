// A line comes round: as many customers come and are taken as its ring has cells, while another
// thread stands between the load of an end of the line and the cell there.

import Consulting
import Interleavings
import Testing

@testable import ScheduledCore

/// One thread that brings the line round, and one that is slow.
private final class ComingRound: Interplay {
  /// What the slow thread does.
  enum Slow: String, CaseIterable {
    case arrives, searches
  }

  let threads: [String]
  private let slow: Slow
  private var router: Router<AtomicMemory>
  /// The first waits already, the second comes again and again, three stay, the last is slow.
  private static let requests = 6
  private static let capacity = 128
  private var came = Array(repeating: 0, count: requests)
  private var given = Array(repeating: 0, count: requests)
  /// When a customer's last arrival began and ended, in steps of the day.
  private var began = Array(repeating: 0, count: requests)
  private var ended = Array(repeating: 0, count: requests)
  private var step = 0
  /// Whom the slow thread took, and when his arrival had begun.
  private var taken: (request: Int, began: Int)?

  init(_ slow: Slow) {
    self.slow = slow
    threads = ["round", slow.rawValue]
    router = Router(
      DayPlan(kind: .release, slots: 1, requests: 1).table, requests: Self.requests,
      lineCapacity: Self.capacity)
  }

  func begin() {
    router.restart()
    for request in came.indices { (came[request], given[request]) = (0, 0) }
    (step, taken) = (0, nil)
    come(0)
  }

  func run(_ thread: Int) {
    switch (thread, slow) {
    case (0, _): goRound()
    case (_, .arrives): come(5)
    case (_, .searches):
      if let request = take() { taken = (request, began[request]) }
    }
  }

  /// The three who stay have the last positions of one round and the first two of the next: those
  /// of the cells that the slow thread may be about to look at.
  private func goRound() {
    _ = take()
    for _ in 0..<Self.capacity - 2 {
      come(1)
      while let request = take(), request != 1 {}
    }
    for request in 2...4 { come(request) }
  }

  private func come(_ request: Int) {
    came[request] += 1
    began[request] = step
    step += 1
    let placement = router.arrive(RequestID(request), class: 0, at: .zero, draw: 0)
    if placement != .waiting { failExploration("customer \(request): \(placement)") }
    ended[request] = step
    step += 1
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
    for request in came.indices {
      let waits = router.isWaiting(RequestID(request)) ? 1 : 0
      if given[request] + waits != came[request] {
        return "customer \(request) came \(came[request]) times, was given \(given[request]) "
          + "times, waits: \(waits)"
      }
      if let taken, waits == 1, ended[request] < taken.began {
        return "customer \(taken.request) was taken before \(request), who had come first"
      }
    }
    return router.damage() ?? disorder()
  }

  /// All who still wait, found one after the other, in the order in which they came.
  private func disorder() -> String? {
    var waiting = came.indices.count { router.isWaiting(RequestID($0)) }
    var latest = -1
    while let request = take() {
      waiting -= 1
      if ended[request] < latest { return "customer \(request) came first and is found later" }
      latest = max(latest, began[request])
    }
    return waiting == 0 ? nil : "\(waiting) wait and are not found"
  }

  func name(of address: UInt) -> String? { router.name(of: address) }
}

struct ComingRoundTests {
  @Test(
    "an entry of another round is neither written over nor taken for one's own",
    arguments: ["arrives", "searches"])
  func round(_ slow: String) throws {
    let day = ComingRound(try #require(ComingRound.Slow(rawValue: slow)))
    let exploration = Explorer(day, limits: Limits(operations: 10_000)).explore(preemptions: 1)
    #expect(exploration.failure == nil, "\(exploration)")
    #expect(exploration.preemptions == 1 && exploration.longest > 1_000)
  }
}

// The waiting lines alone: customers come and leave while agents search, and nobody is free to be
// found. What must hold in the evening is counted apart from the router's own books.

import Consulting
import Interleavings

@testable import ScheduledCore

/// Customers who arrive, some of whom leave again, and agents who each take one of them.
final class WaitingDay: Interplay {
  /// How large the day is.
  struct Size: Sendable, CustomStringConvertible {
    /// Searches, by an agent each.
    var slots: Int
    var requests: Int
    /// The first customers who leave as soon as they wait.
    var abandoning = 0
    /// Customers who were there, and left, before the day began: their entries are dead.
    var gone = 0
    /// Customers who come again once they left: their old entries are of an earlier epoch.
    var returning = 0
    /// The last customers whose ring opens as soon as they wait.
    var widening = 0

    var description: String {
      "\(slots) × \(requests), \(abandoning) abandoning, \(gone) gone, \(returning) returning, "
        + "\(widening) widening"
    }
  }

  let size: Size
  let threads: [String]
  private var router: Router<AtomicMemory>
  /// Times that a customer came, was given to somebody, and left.
  private var came: [Int]
  private var given: [Int]
  private var left: [Int]
  /// When a customer's last arrival began and ended, in steps of the day.
  private var began: [Int]
  private var ended: [Int]
  private var step = 0

  init(_ size: Size) {
    self.size = size
    let plan = DayPlan(kind: .release, slots: max(size.slots, 1), requests: size.requests)
    var table = plan.table
    if size.widening > 0 { table.rings = [.init(documentDigits: 0, location: nil)] }
    router = Router(table, requests: size.requests + size.gone)
    came = Array(repeating: 0, count: size.requests)
    given = came
    left = came
    began = came
    ended = came
    threads =
      (0..<size.requests).map { "customer \($0)" } + (0..<size.slots).map { "agent \($0)" }
  }

  func begin() {
    router.restart()
    for request in came.indices {
      came[request] = 0
      given[request] = 0
      left[request] = 0
    }
    step = 0
    // Those who left stand before those who stay: their entries are still in the line.
    for gone in 0..<size.gone { _ = arrive(size.requests + gone) }
    for gone in (0..<size.gone).reversed() {
      _ = router.abandon(RequestID(size.requests + gone))
    }
  }

  func run(_ thread: Int) {
    if thread < size.requests { visit(thread) } else { search(thread - size.requests) }
  }

  private func visit(_ request: Int) {
    come(request)
    if request >= size.requests - size.widening {
      _ = router.widen(RequestID(request), at: .zero, draw: 0)
    }
    guard request < size.abandoning else { return }
    leave(request)
    if request < size.returning, left[request] == 1 { come(request) }
  }

  private func come(_ request: Int) {
    came[request] += 1
    began[request] = step
    step += 1
    _ = arrive(request)
    ended[request] = step
    step += 1
  }

  private func arrive(_ request: Int) -> Bool {
    let placement = router.arrive(RequestID(request), class: 0, at: .zero, draw: 0)
    if placement != .waiting { failExploration("customer \(request): \(placement)") }
    return placement == .waiting
  }

  private func leave(_ request: Int) {
    switch router.abandon(RequestID(request)) {
    case .left: left[request] += 1
    case .tooLate: break
    case .leftOffer: failExploration("customer \(request) left an offer that nobody made")
    }
  }

  private func search(_ agent: Int) {
    guard let request = take(for: agent) else { return }
    let index = Int(request.index)
    if index >= size.requests { return failExploration("one who had left was given to \(agent)") }
    given[index] += 1
  }

  /// The best waiting customer, taken for an agent whose places are no concern here.
  private func take(for agent: Int) -> RequestID? {
    while true {
      let best = router.bestWaiting(for: agent, router.roster.state(agent))
      if best.isNobody { return nil }
      if router.take(best, for: agent) { return RequestID(best.request) }
    }
  }

  func verdict() -> String? {
    for request in came.indices {
      let waits = router.isWaiting(RequestID(request)) ? 1 : 0
      if given[request] + left[request] + waits != came[request] {
        return "customer \(request) came \(came[request]) times, was given \(given[request]) "
          + "times, left \(left[request]) times, waits: \(waits)"
      }
    }
    return router.damage() ?? disorder()
  }

  /// One agent alone looks for all who still wait: whoever came before another is found first.
  private func disorder() -> String? {
    var waiting = came.indices.count { router.isWaiting(RequestID($0)) }
    var latest = -1
    while let request = take(for: 0) {
      waiting -= 1
      let index = Int(request.index)
      if index >= size.requests || waiting < 0 { return "one who had left is found" }
      if ended[index] < latest { return "customer \(index) came first and is found later" }
      latest = max(latest, began[index])
    }
    return waiting == 0 ? nil : "\(waiting) wait and are not found"
  }

  func name(of address: UInt) -> String? { router.name(of: address) }
}

// A run of the stress test: rounds of random operations, and between them everything is counted.

import Consulting
import Foundation
import Rings
import Routing

/// What came of a run.
struct StressOutcome: Sendable {
  var calls = 0
  var overlaps = 0
  var restingPoints = 0
  var faults: [String] = []
}

/// Several hands on one floor.
struct StressRun {
  let scene: StressScene
  let threads: Int
  let seed: UInt64
  /// Operations of each thread between two resting points.
  let operations: Int
  /// Resting points; ten times as many if calls hardly overlap, as on a busy machine.
  let rounds: Int

  /// Runs on atomic memory of a kind; ends early at the first resting point with faults.
  func outcome<Memory: MemoryOperations & SendableMetatype>(on memory: Memory.Type) -> StressOutcome
  {
    let floor = StressFloor<Memory>(scene, threads: threads)
    let books = Books(threads: threads, rounds: rounds, floor)
    let barrier = Barrier(threads: threads)
    let (operations, seed) = (operations, seed)
    onThreads(threads) { number in
      var hand = StressHand(floor, number: number, seed: seed)
      while true {
        for _ in 0..<operations { hand.act() }
        books.enter(hand)
        barrier.wait()
        if number == 0 { books.check() }
        barrier.wait()
        if books.isClosed { break }
      }
    }
    var outcome = books.outcome
    outcome.faults = floor.faultList
    return outcome
  }
}

/// What the hands had at a resting point. Behind a lock of Foundation, which the thread sanitizer
/// sees; `Mutex` it does not.
///
/// Safety: the state is touched under the lock only.
private final class Books<Memory: MemoryOperations>: @unchecked Sendable {
  private struct Page: Sendable {
    var chats: [(request: Int, agent: Int)] = []
    var offers: [(request: Int, offer: Offer)] = []
    var calls = 0
    var overlaps = 0
  }

  private struct State: Sendable {
    var pages: [Page]
    var checks = 0
    var isClosed = false

    var calls: Int { pages.reduce(0) { $0 + $1.calls } }
    var overlaps: Int { pages.reduce(0) { $0 + $1.overlaps } }
  }

  private let floor: StressFloor<Memory>
  private let rounds: Int
  private let lock = NSLock()
  private var state: State

  init(threads: Int, rounds: Int, _ floor: StressFloor<Memory>) {
    self.floor = floor
    self.rounds = rounds
    state = State(pages: Array(repeating: Page(), count: threads))
  }

  func enter(_ hand: StressHand<Memory>) {
    let page = Page(
      chats: hand.chats, offers: hand.offers, calls: hand.calls, overlaps: hand.overlaps)
    lock.withLock { state.pages[hand.number] = page }
  }

  func check() {
    lock.withLock {
      var hands = Array(repeating: 0, count: floor.stages.count)
      var open = Array(repeating: 0, count: floor.groups.count)
      for page in state.pages {
        for (request, agent) in page.chats {
          hands[request] += 1
          open[agent] += 1
        }
      }
      var offered: Set<Int> = []
      for (request, offer) in state.pages.flatMap(\.offers)
      where floor.router.holds(RequestID(request), offer) && offered.insert(request).inserted {
        hands[request] += 1
        open[Int(offer.agent.index)] += 1
      }
      floor.checkAtRest(hands: hands, open: open)
      state.checks += 1
      let isEnough = state.overlaps >= state.calls / 1000 || state.checks >= rounds * 10
      state.isClosed = !floor.faultList.isEmpty || (state.checks >= rounds && isEnough)
    }
  }

  var isClosed: Bool { lock.withLock { state.isClosed } }

  var outcome: StressOutcome {
    lock.withLock {
      StressOutcome(
        calls: state.calls, overlaps: state.overlaps, restingPoints: state.checks)
    }
  }
}

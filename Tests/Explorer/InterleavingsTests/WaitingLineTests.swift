// The waiting lines of the shipped source, in every interleaving.

import Foundation
import Interleavings
import Testing

/// A day and how far it is explored.
struct ExploredDay: Sendable, CustomStringConvertible {
  let size: WaitingDay.Size
  /// In every run; nil is all interleavings.
  let preemptions: Int?
  /// With `SANGDAM_LONG=1`.
  let inLongRuns: Int?

  static let isLong = ProcessInfo.processInfo.environment["SANGDAM_LONG"] == "1"
  var bound: Int? { Self.isLong ? inLongRuns : preemptions }
  var description: String {
    "\(size), " + (bound.map { "\($0) preemptions" } ?? "all interleavings")
  }

  /// Slots × requests, each with customers who leave, who had left before, who come again.
  static let all: [ExploredDay] =
    [(1, 1, nil, nil), (1, 2, 2, nil), (2, 1, 2, nil), (2, 2, 1, 3), (2, 3, 1, 2), (3, 2, 1, 2)]
    .flatMap { slots, requests, preemptions, inLongRuns in
      [(0, 0, 0), (1, 0, 0), (0, 1, 0), (1, 1, 0), (1, 0, 1)].map { abandoning, gone, returning in
        ExploredDay(
          size: WaitingDay.Size(
            slots: slots, requests: requests, abandoning: abandoning, gone: gone,
            returning: returning),
          preemptions: preemptions, inLongRuns: inLongRuns)
      }
    } + [
      ExploredDay(
        size: WaitingDay.Size(slots: 0, requests: 3, abandoning: 1, returning: 1),
        preemptions: 2, inLongRuns: 3)
    ]
}

struct WaitingLineTests {
  @Test("each customer is given once, leaves once, or waits in turn where a search finds him")
  func days() {
    // Small days first, and none after one that failed.
    for day in ExploredDay.all {
      let limits = Limits(executions: ExploredDay.isLong ? 100_000_000 : 200_000)
      let explorer = Explorer(WaitingDay(day.size), limits: limits)
      let exploration =
        day.bound.map { explorer.explore(preemptions: $0) } ?? explorer.exploreAll()
      #expect(exploration.failure == nil, "\(day)")
      if exploration.failure != nil { break }
      #expect(exploration.isExhaustive || exploration.preemptions == day.bound, "\(day)")
      #expect(exploration.completed > 10, "\(day)")
      if ExploredDay.isLong { print("\(day): \(exploration)") }
    }
  }

  @Test("a customer whose ring opens while he is taken is given once")
  func widening() {
    let day = WaitingDay(WaitingDay.Size(slots: 1, requests: 1, widening: 1))
    let exploration = Explorer(day).explore(preemptions: 3)
    #expect(exploration.failure == nil, "\(exploration)")
  }
}

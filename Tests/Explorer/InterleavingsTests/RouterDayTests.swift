// Arrivals and releases of the shipped router, in every interleaving.

import Interleavings
import Testing

struct RouterDayTests {
  @Test(
    "customers who need not wait are given to one agent each, who is then free again",
    arguments: [
      DayPlan(kind: .circulation, slots: 2, requests: 2, together: 2),
      DayPlan(kind: .circulation, slots: 3, requests: 2, together: 3),
    ])
  func circulation(_ plan: DayPlan) {
    let bound = ExploredDay.isLong ? 5 : 3
    let exploration = Explorer(RouterDay(plan)).explore(preemptions: bound)
    #expect(exploration.failure == nil)
    #expect(exploration.isExhaustive || exploration.preemptions == bound)
  }

  /// Slots × requests, agents apart or in one group, with and without one who leaves.
  static let open: [DayPlan] = [(1, 2), (2, 2), (2, 3), (3, 2)].flatMap { slots, requests in
    [0, 1].flatMap { abandoning in
      [1, slots].map { together in
        DayPlan(
          kind: .release, slots: slots, requests: requests, abandoning: abandoning,
          together: together)
      }
    }
  }

  @Test("arrivals and releases that meet: nobody is left beside a free agent", arguments: open)
  func meeting(_ plan: DayPlan) {
    let bound = ExploredDay.isLong ? 3 : 2
    let exploration = Explorer(RouterDay(plan)).explore(preemptions: bound)
    #expect(exploration.failure == nil, "\(exploration)")
    #expect(exploration.isExhaustive || exploration.preemptions == bound)
  }

  @Test(
    "the same with lines that are compared by their fronts, and with two chats at once",
    arguments: [
      DayPlan(kind: .release, slots: 1, requests: 2, classes: 2),
      DayPlan(kind: .release, slots: 1, requests: 2, abandoning: 1, classes: 2),
      DayPlan(kind: .release, slots: 2, requests: 2, together: 2, classes: 2),
      DayPlan(kind: .release, slots: 2, requests: 2, concurrency: 2),
      DayPlan(kind: .release, slots: 2, requests: 2, concurrency: 2, classes: 2),
    ])
  func fronts(_ plan: DayPlan) { meeting(plan) }

  /// Slots × requests of offers: all accepted, one lapses, one customer leaves, both.
  static let offered: [DayPlan] = [(1, 1), (1, 2), (2, 1), (2, 2)].flatMap { slots, requests in
    [(0, 0), (1, 0), (0, 1), (1, 1)].map { lapsing, abandoning in
      DayPlan(
        kind: .release, slots: slots, requests: requests, abandoning: abandoning,
        together: slots, offers: true, lapsing: lapsing)
    }
  }

  @Test("offers that are accepted, lapse or are left end once", arguments: offered)
  func offers(_ plan: DayPlan) {
    let bound = ExploredDay.isLong ? 3 : 2
    let exploration = Explorer(RouterDay(plan)).explore(preemptions: bound)
    #expect(exploration.failure == nil, "\(exploration)")
    #expect(exploration.isExhaustive || exploration.preemptions == bound)
  }
}

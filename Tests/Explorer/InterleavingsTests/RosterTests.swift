// The roster alone: places given and given back in every interleaving, and who is free is found.

import Consulting
import Interleavings
import Testing

@testable import ScheduledCore

/// One agent with some chats open: some threads claim a place of his, others end a chat.
private final class RosterDay: Interplay {
  let threads: [String]
  private var router: Router<AtomicMemory>
  private let places: Int
  private let ends: Int
  private var open = 0

  init(places: Int, claims: Int, ends: Int) {
    self.places = places
    self.ends = ends
    threads = (0..<claims).map { "claim \($0)" } + (0..<ends).map { "end \($0)" }
    var plan = DayPlan(kind: .release, slots: places, requests: 1)
    plan.concurrency = places
    router = Router(plan.table, requests: 1)
  }

  func begin() {
    router.restart()
    router.signOn(AgentID(0), at: .zero)
    open = 0
    for _ in 0..<ends where router.roster.claim(0) != .refused { open += 1 }
  }

  func run(_ thread: Int) {
    if threads[thread].hasPrefix("end") {
      open -= 1
      _ = router.roster.giveBack(0)
    } else if router.claimAgent(view: 0, without: .init(-1), at: .zero, draw: 0).agent == 0 {
      open += 1
      if open > places { failExploration("\(open) chats") }
    }
  }

  func verdict() -> String? {
    let state = router.roster.state(0)
    if state.open != open || state.room != places - open { return "the state is \(state.bits)" }
    let isHinted = router.roster.hints.load(0) & 1 != 0
    return isHinted || open == places ? nil : "he has room and no hint says so"
  }

  func name(of address: UInt) -> String? { router.name(of: address) }
}

struct RosterTests {
  @Test(
    "a place is given once, and an agent with room is hinted at",
    arguments: [(1, 2, 0), (1, 1, 1), (1, 2, 1), (2, 2, 1), (2, 1, 2), (2, 3, 0)])
  func claims(places: Int, claims: Int, ends: Int) {
    let day = RosterDay(places: places, claims: claims, ends: ends)
    let exploration = Explorer(day).explore(preemptions: 4)
    #expect(exploration.failure == nil, "\(exploration)")
    #expect(exploration.completed > 1)
  }
}

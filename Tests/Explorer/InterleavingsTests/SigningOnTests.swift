// An agent signs on and searches a line that changes under him: the one ahead leaves, another
// joins behind and, because the one ahead had looked, does not look himself.

import Consulting
import Interleavings
import ScheduledCore
import Testing

/// One agent who signs on, one customer who waits and leaves, one who arrives.
private final class SigningOn: Interplay {
  let threads = ["agent", "who leaves", "who arrives"]
  private var router: Router<AtomicMemory>
  private let agent = AgentID(0)
  private let leaving = RequestID(0)
  private let arriving = RequestID(1)
  private var given = [0, 0]
  private var hasLeft = false

  init() {
    router = Router(
      DayPlan(kind: .release, slots: 1, requests: 2).table, requests: given.count + 3)
  }

  /// The evening before: of three customers the first was served, the last left behind the second,
  /// who was taken. His entry is dead, and at the head: who searches begins there.
  func begin() {
    router.restart()
    (given, hasLeft) = ([0, 0], false)
    router.signOn(agent, at: .zero)
    for before in given.count..<given.count + 3 { _ = arrive(RequestID(before)) }
    _ = router.abandon(RequestID(given.count + 2))
    _ = router.endChat(agent, then: .free, at: .zero)
    router.signOff(agent)
    _ = router.endChat(agent, then: .free, at: .zero)
    _ = arrive(leaving)
  }

  func run(_ thread: Int) {
    switch thread {
    case 0:
      router.signOn(agent, at: .zero)
      takeAll()
    case 1: hasLeft = router.abandon(leaving) == .left
    default:
      switch arrive(arriving) {
      case .assigned, .assignedWithRoom: given[1] += 1
      case .takenElsewhere: takeAll()
      case .waiting: break
      case .blocked, .lineFull: failExploration("the customer was turned away")
      }
    }
  }

  private func arrive(_ request: RequestID) -> Placement {
    router.arrive(request, class: 0, at: .zero, draw: 0)
  }

  private func takeAll() {
    while let next = router.takeNext(agent, at: .zero) {
      let index = Int(next.index)
      if index >= given.count { return failExploration("one who was gone was taken") }
      given[index] += 1
    }
  }

  func verdict() -> String? {
    let waits = given.indices.map { router.isWaiting(RequestID($0)) ? 1 : 0 }
    if given[0] + waits[0] + (hasLeft ? 1 : 0) != 1 || given[1] + waits[1] != 1 {
      return "given \(given), left \(hasLeft), waiting \(waits)"
    }
    if router.openCount(agent) != given[0] + given[1] { return "the router's books differ" }
    return router.strandedCount() == 0 ? nil : "a customer waits beside a free agent"
  }

  func name(of address: UInt) -> String? { router.name(of: address) }
}

struct SigningOnTests {
  @Test("who joins behind one who leaves is found by the agent who signs on meanwhile")
  func signingOn() {
    let bound = ExploredDay.isLong ? 5 : 3
    let exploration = Explorer(SigningOn()).explore(preemptions: bound)
    #expect(exploration.failure == nil, "\(exploration)")
    #expect(exploration.isExhaustive || exploration.preemptions == bound)
    if ExploredDay.isLong { print("SigningOn: \(exploration)") }
  }
}

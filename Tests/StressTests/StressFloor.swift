// What the threads of a stress test share: the router under test, and what is known beside it.

import Consulting
import Rings
import Routing

/// What must never happen.
enum StressFault: Int, CaseIterable {
  /// A customer was given to two agents, or to one while already gone.
  case doubleAssignment
  /// An agent has more than he has places.
  case overCapacity
  /// An agent was given a customer whose language he does not speak.
  case wrongLanguage
  /// A customer waits while an agent who may answer has room.
  case stranded
  /// A customer is in nobody's hands, or in two.
  case lost
  /// What the router says of an agent is not what he was given.
  case miscounted
}

/// The router and the books beside it.
///
/// Safety: the words are atomic, the router is made for several threads, the rest is constant.
@safe final class StressFloor<Memory: MemoryOperations>: @unchecked Sendable {
  let scene: StressScene
  let threads: Int
  let router: Router<Memory>
  let groups: [Int]
  /// Per request where it is (`Stage`).
  let stages: Words<AtomicMemory>
  /// Per request its class, and the agent who asks through it.
  let classes: Words<AtomicMemory>
  let askers: Words<AtomicMemory>
  /// Per request 1 while a thread makes one of the calls that come one after the other.
  let turns: Words<AtomicMemory>
  /// Per agent the places that chats, offers and wrap-ups take.
  let held: Words<AtomicMemory>
  let faults = Words<AtomicMemory>(count: StressFault.allCases.count)
  /// Per thread, a stride of 16: odd while inside the router.
  let inside: Words<AtomicMemory>

  enum Stage {
    static var absent: UInt64 { 0 }
    static var queued: UInt64 { 1 }
    static var served: UInt64 { 2 }
  }

  init(_ scene: StressScene, threads: Int) {
    self.scene = scene
    self.threads = threads
    let requests = threads * scene.requestsPerThread
    router = Router<Memory>(scene.table, requests: requests, lineCapacity: 128)
    groups = scene.groups
    stages = Words(count: requests)
    classes = Words(count: requests)
    askers = Words(count: requests)
    turns = Words(count: requests)
    held = Words(count: scene.agents)
    inside = Words(count: threads * 16)
  }

  /// Whether this thread may now make the calls about a request that the router wants one after the
  /// other (arrive, widen, abandon, come back, leave): the customer's own thread and that of the
  /// agent who passes him on both do. Whoever may says so with `endTurn` when it is done.
  func takeTurn(_ request: Int) -> Bool {
    turns.compareExchange(request, expected: 0, desired: 1)
  }

  func endTurn(_ request: Int) { turns.store(request, 0) }

  func report(_ fault: StressFault) { faults.fetchAdd(fault.rawValue, 1) }

  /// Faults by name, for a message; empty if there are none.
  var faultList: [String] {
    StressFault.allCases.compactMap {
      let count = faults.load($0.rawValue)
      return count == 0 ? nil : "\($0): \(count)"
    }
  }

  /// Holds the router against the books while nobody is inside.
  ///
  /// - Parameters:
  ///   - hands: per request how many threads say that they serve it, or 1 if any holds its offer.
  ///   - open: per agent the chats and offers that the threads say he has.
  func checkAtRest(hands: [Int], open: [Int]) {
    if router.strandedCount() != 0 { report(.stranded) }
    for agent in 0..<groups.count {
      let id = AgentID(agent)
      if router.heldCount(id) != Int(held.load(agent)) || router.openCount(id) != open[agent] {
        report(.miscounted)
      }
    }
    if scene.table.inSystemLimit != nil { checkLimits() }
    for request in 0..<stages.count {
      let stage = stages.load(request)
      let isWaiting = router.isWaiting(RequestID(request))
      let expected = stage == Stage.served || (stage == Stage.queued && !isWaiting) ? 1 : 0
      if hands[request] != expected || (isWaiting && stage != Stage.queued) { report(.lost) }
      if isWaiting, isStranded(request) { report(.stranded) }
    }
  }

  /// Customers at each location, those who ask for a colleague's help not counted.
  private func checkLimits() {
    var counts = Array(repeating: 0, count: scene.table.locations)
    for request in 0..<stages.count
    where stages.load(request) != Stage.absent && askers.load(request) == 0 {
      counts[scene.table.classes[Int(classes.load(request))].location] += 1
    }
    for (location, count) in counts.enumerated()
    where router.inSystemCount(location: location) != count { report(.miscounted) }
  }

  /// Whether some agent could have a waiting customer, by a look at each of them.
  private func isStranded(_ request: Int) -> Bool {
    groups.indices.contains { agent in
      let id = AgentID(agent)
      return router.isSignedOn(id)
        && router.heldCount(id) < scene.table.groups[groups[agent]].concurrency
        && UInt64(agent + 1) != askers.load(request)
        && router.scoreBillionths(id, for: RequestID(request)) >= 0
    }
  }
}

// What the fast routers and the slow one have in common, so that one driver can ask all of them.

import Consulting
import Rings
import Routing

/// What became of a customer who wants to leave; one type for routers of any memory.
enum Leaving: Equatable {
  case left
  case leftOffer(Int)
  case tooLate
}

/// Who has the customer after a lapse, and whom the agent has.
struct Lapse: Equatable {
  var customer: Placement
  var agent: Int?
}

/// The operations of a router; times are whole seconds, agents and requests plain numbers.
protocol RequestRouting: AnyObject {
  func arrive(_ request: Int, class classIndex: Int, preferring: Int?, at now: Int, draw: UInt64)
    -> Placement
  func ask(_ request: Int, class classIndex: Int, by asker: Int, at now: Int, draw: UInt64)
    -> Placement
  func comeBack(_ request: Int, class classIndex: Int, at now: Int, draw: UInt64) -> Placement
  func widen(_ request: Int, at now: Int, draw: UInt64) -> Placement
  func abandon(_ request: Int) -> Leaving
  func accept(_ request: Int)
  func lapse(_ request: Int, at now: Int, draw: UInt64) -> Lapse
  func leave(_ request: Int)
  func endChat(_ agent: Int, wrapUp: Bool, at now: Int) -> Int?
  func endWrapUp(_ agent: Int, at now: Int) -> Int?
  func takeNext(_ agent: Int, at now: Int) -> Int?
  func signOn(_ agent: Int, at now: Int)
  func signOff(_ agent: Int)
  func reset()
  func score(_ agent: Int, for request: Int) -> Int
  func open(_ agent: Int) -> Int
  func held(_ agent: Int) -> Int
  func isOnDuty(_ agent: Int) -> Bool
  func isWaiting(_ request: Int) -> Bool
  func stranded() -> Int
}

/// The router as shipped, which makes room itself where a line is full.
final class FastRouter<Memory: MemoryOperations>: RequestRouting {
  private var router: Router<Memory>
  private var requestClasses: [Int]
  private var rings: [Int]
  private var cameBack: [Bool]
  /// How often a line was full.
  private(set) var fullLines = 0

  init(_ table: RoutingTable, requests: Int) {
    // Half of the places come later, as in a pool that grows.
    router = Router(table, requests: requests / 2)
    router.grow(requests: requests)
    requestClasses = Array(repeating: 0, count: requests)
    rings = Array(repeating: 0, count: requests)
    cameBack = Array(repeating: false, count: requests)
  }

  private func time(_ seconds: Int) -> SimulationTime {
    SimulationTime(nanoseconds: Int64(seconds) * 1_000_000_000)
  }

  private func note(_ request: Int, class classIndex: Int, cameBack back: Bool) {
    requestClasses[request] = classIndex
    rings[request] = 0
    cameBack[request] = back
  }

  /// Tries again once room is made.
  private func placing(_ request: Int, ring: Int, _ attempt: () -> Placement) -> Placement {
    let placement = attempt()
    guard placement == .lineFull else { return placement }
    fullLines += 1
    let hasRoom = router.makeRoom(
      forClass: requestClasses[request], ring: ring, isFront: cameBack[request])
    return hasRoom ? attempt() : placement
  }

  func arrive(_ request: Int, class classIndex: Int, preferring: Int?, at now: Int, draw: UInt64)
    -> Placement
  {
    note(request, class: classIndex, cameBack: false)
    return placing(request, ring: 0) {
      router.arrive(
        RequestID(request), class: classIndex, at: time(now),
        preferring: preferring.map { AgentID($0) } ?? .none, draw: draw)
    }
  }

  func ask(_ request: Int, class classIndex: Int, by asker: Int, at now: Int, draw: UInt64)
    -> Placement
  {
    note(request, class: classIndex, cameBack: false)
    return placing(request, ring: 0) {
      router.ask(
        RequestID(request), class: classIndex, by: AgentID(asker), at: time(now), draw: draw)
    }
  }

  func comeBack(_ request: Int, class classIndex: Int, at now: Int, draw: UInt64) -> Placement {
    note(request, class: classIndex, cameBack: true)
    return placing(request, ring: 0) {
      router.comeBack(RequestID(request), class: classIndex, at: time(now), draw: draw)
    }
  }

  func widen(_ request: Int, at now: Int, draw: UInt64) -> Placement {
    rings[request] += 1
    return placing(request, ring: rings[request]) {
      router.widen(RequestID(request), at: time(now), draw: draw)
    }
  }

  func abandon(_ request: Int) -> Leaving {
    switch router.abandon(RequestID(request)) {
    case .left: .left
    case .leftOffer(let agent): .leftOffer(Int(agent.index))
    case .tooLate: .tooLate
    }
  }

  func accept(_ request: Int) {
    let id = RequestID(request)
    precondition(router.accept(id, router.offer(of: id)), "the offer stands")
  }

  func lapse(_ request: Int, at now: Int, draw: UInt64) -> Lapse {
    let id = RequestID(request)
    guard let (customer, agent) = router.lapse(id, router.offer(of: id), at: time(now), draw: draw)
    else { preconditionFailure("the offer stands") }
    return Lapse(customer: customer, agent: agent.map { Int($0.index) })
  }

  func leave(_ request: Int) { router.leave(RequestID(request)) }

  func endChat(_ agent: Int, wrapUp: Bool, at now: Int) -> Int? {
    router.endChat(AgentID(agent), then: wrapUp ? .wrapUp : .free, at: time(now))
      .map { Int($0.index) }
  }

  func endWrapUp(_ agent: Int, at now: Int) -> Int? {
    router.endWrapUp(AgentID(agent), at: time(now)).map { Int($0.index) }
  }

  func takeNext(_ agent: Int, at now: Int) -> Int? {
    router.takeNext(AgentID(agent), at: time(now)).map { Int($0.index) }
  }

  func signOn(_ agent: Int, at now: Int) { router.signOn(AgentID(agent), at: time(now)) }
  func signOff(_ agent: Int) { router.signOff(AgentID(agent)) }
  func reset() { router.reset() }

  func score(_ agent: Int, for request: Int) -> Int {
    Int(router.scoreBillionths(AgentID(agent), for: RequestID(request)))
  }
  func open(_ agent: Int) -> Int { router.openCount(AgentID(agent)) }
  func held(_ agent: Int) -> Int { router.heldCount(AgentID(agent)) }
  func isOnDuty(_ agent: Int) -> Bool { router.isSignedOn(AgentID(agent)) }
  func isWaiting(_ request: Int) -> Bool { router.isWaiting(RequestID(request)) }
  func stranded() -> Int { router.strandedCount() }
}

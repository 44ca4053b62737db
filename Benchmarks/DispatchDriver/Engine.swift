// What the loops drive: the routing core, or a control in its place.

import Consulting
import Rings
import Routing

/// Something that brings customers and agents together.
///
/// Requests and agents are numbers; −1 is nobody. No object: a count of references that threads
/// share would cost more than what is measured.
protocol DispatchEngine: ~Copyable, SendableMetatype {
  init(_ asked: DispatchCase, requests: Int)
  /// A customer comes.
  func arrive(_ request: Int, class classIndex: Int, at now: SimulationTime, draw: UInt64)
    -> Arrival
  /// A chat ends; the request whom the agent takes next.
  func endChat(of agent: Int, _ request: Int, at now: SimulationTime) -> Int
  /// The request whom an agent takes who may have room; to be called until nobody.
  func takeNext(_ agent: Int, at now: SimulationTime) -> Int
}

/// What became of a customer who came.
struct Arrival {
  /// The agent who has the customer.
  var agent = -1
  /// An agent for whom `takeNext` is to follow.
  var mayHaveRoom = -1
  /// Whether there was no room for the customer to wait.
  var isTurnedAway = false
}

/// The routing core.
struct RouterEngine<Memory: MemoryOperations & SendableMetatype>: ~Copyable, DispatchEngine {
  let router: Router<Memory>

  init(_ asked: DispatchCase, requests: Int) {
    router = Router(
      asked.topology.table(asked.choice, ties: asked.ties), requests: requests,
      lineCapacity: asked.lineCapacity)
    for agent in 0..<asked.topology.agents { router.signOn(AgentID(agent), at: .zero) }
  }

  @inline(__always)
  func arrive(_ request: Int, class classIndex: Int, at now: SimulationTime, draw: UInt64)
    -> Arrival
  {
    switch router.arrive(RequestID(request), class: classIndex, at: now, draw: draw) {
    case .assigned(let agent): Arrival(agent: Int(agent.index))
    case .assignedWithRoom(let agent):
      Arrival(agent: Int(agent.index), mayHaveRoom: Int(agent.index))
    case .takenElsewhere(let agent): Arrival(mayHaveRoom: Int(agent.index))
    case .waiting: Arrival()
    case .blocked, .lineFull: Arrival(isTurnedAway: true)
    }
  }

  @inline(__always)
  func endChat(of agent: Int, _ request: Int, at now: SimulationTime) -> Int {
    router.leave(RequestID(request))
    return router.endChat(AgentID(agent), then: .free, at: now).map { Int($0.index) } ?? -1
  }

  @inline(__always) func takeNext(_ agent: Int, at now: SimulationTime) -> Int {
    guard Memory.isShared else { return -1 }
    return router.takeNext(AgentID(agent), at: now).map { Int($0.index) } ?? -1
  }
}

/// What the loops cost by themselves: every customer is given away at once, to anybody.
struct NothingEngine: ~Copyable, DispatchEngine {
  private let agents: Int

  init(_ asked: DispatchCase, requests: Int) { agents = asked.topology.agents }

  @inline(__always)
  func arrive(_ request: Int, class classIndex: Int, at now: SimulationTime, draw: UInt64)
    -> Arrival
  { Arrival(agent: Int(draw % UInt64(agents))) }
  @inline(__always)
  func endChat(of agent: Int, _ request: Int, at now: SimulationTime) -> Int { -1 }
  @inline(__always) func takeNext(_ agent: Int, at now: SimulationTime) -> Int { -1 }
}

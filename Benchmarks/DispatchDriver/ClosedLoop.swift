// The closed loop of the dispatch figures: customers come and chats end so that about as many are
// in the system as was asked for. The peers' controls run the same loop.

import Consulting
import Rings
import Routing

/// A router and the threads' shared facts.
///
/// Safety: the router is made for the threads that use it, the rest is constant.
@safe final class DispatchFloor<Memory: MemoryOperations>: @unchecked Sendable {
  let router: Router<Memory>
  let topology: Topology
  let threads: Int
  let spread: Spread
  /// Customers in the system that a thread aims at.
  let target: Int
  /// Requests that a thread has of its own.
  let requestsPerThread: Int

  init(_ asked: DispatchCase) {
    topology = asked.topology
    threads = asked.threads
    spread = asked.spread
    target = Int(Double(topology.agents * Topology.chats) * asked.load) / threads
    requestsPerThread = target + 128
    router = Router(
      topology.table(asked.choice, ties: asked.ties), requests: requestsPerThread * threads,
      lineCapacity: asked.lineCapacity)
    for agent in 0..<topology.agents { router.signOn(AgentID(agent), at: .zero) }
  }
}

/// Which classes the customers of a thread ask for.
public enum Spread: String, Sendable, CaseIterable {
  /// All of them.
  case shared
  /// Those of the thread's own locations.
  case affine
}

/// One thread of the loop.
struct DispatchHand<Memory: MemoryOperations>: ~Copyable {
  let floor: DispatchFloor<Memory>
  var draws: XorShift
  /// Chats that are open: request and agent, and how many.
  let chats: Block<Chat>
  var chatCount = 0
  /// Requests that are free, and how many.
  let free: Block<UInt32>
  var freeCount: Int
  /// Customers that this thread brought and nobody sent away yet.
  var inSystem = 0
  var matches = 0
  var turnedAway = 0
  var now = SimulationTime.zero
  /// Classes from which it draws.
  let classes: Range<Int>

  struct Chat: BitwiseCopyable {
    var request: UInt32
    var agent: UInt32
  }

  init(_ floor: DispatchFloor<Memory>, number: Int) {
    self.floor = floor
    draws = XorShift(seed: UInt64(number + 7))
    let all = floor.requestsPerThread * floor.threads
    chats = Block(count: all, repeating: Chat(request: 0, agent: 0))
    free = Block(count: all, repeating: 0)
    freeCount = floor.requestsPerThread
    let locations = max(floor.topology.locations / floor.threads, 1)
    classes =
      floor.spread == .shared
      ? 0..<floor.topology.classes
      : number * locations * floor.topology.classesPerLocation
        ..< (number + 1) * locations * floor.topology.classesPerLocation
    for place in 0..<freeCount { free[place] = UInt32(number * freeCount + place) }
  }

  /// One step: somebody comes, or a chat ends.
  @inline(__always) mutating func step() {
    if chatCount == 0 || inSystem < floor.target
      || (draws.next() & 1 == 1 && inSystem <= floor.target + 64)
    {
      arrive()
    } else {
      endAnyChat()
    }
    if inSystem > floor.target + 64, chatCount > 0 { endAnyChat() }
  }

  @inline(__always) mutating func arrive() {
    now = now + SimulationTime(nanoseconds: 100)
    let classIndex = classes.lowerBound + draws.below(classes.count)
    guard freeCount > 0 else { return turnedAway += 1 }
    freeCount -= 1
    let request = free[freeCount]
    inSystem += 1
    switch floor.router.arrive(
      RequestID(Int(request)), class: classIndex, at: now, draw: draws.next())
    {
    case .assigned(let agent): begin(request, agent)
    case .assignedWithRoom(let agent):
      begin(request, agent)
      lookOn(agent)
    case .takenElsewhere(let agent): lookOn(agent)
    case .waiting: break
    case .blocked, .lineFull:
      turnedAway += 1
      inSystem -= 1
      free[freeCount] = request
      freeCount += 1
    }
  }

  @inline(__always) mutating func begin(_ request: UInt32, _ agent: AgentID) {
    matches += 1
    chats[chatCount] = Chat(request: request, agent: agent.index)
    chatCount += 1
  }

  /// The agent may have room for another of those who wait.
  @inline(__always) mutating func lookOn(_ agent: AgentID) {
    guard Memory.isShared else { return }
    while let next = floor.router.takeNext(agent, at: now) { begin(next.index, agent) }
  }

  @inline(__always) mutating func endAnyChat() {
    now = now + SimulationTime(nanoseconds: 100)
    let place = draws.below(chatCount)
    let chat = chats[place]
    chatCount -= 1
    chats[place] = chats[chatCount]
    inSystem -= 1
    floor.router.leave(RequestID(Int(chat.request)))
    free[freeCount] = chat.request
    freeCount += 1
    let agent = AgentID(Int(chat.agent))
    if let next = floor.router.endChat(agent, then: .free, at: now) {
      begin(next.index, agent)
      lookOn(agent)
    }
  }
}

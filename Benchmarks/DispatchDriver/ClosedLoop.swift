// The closed loop of the dispatch figures: customers come and chats end so that about as many are
// in the system as was asked for. The peers' controls run the same loop.

import Consulting
import Glibc
import Rings

/// An engine and what its threads share.
///
/// Safety: the engine and the returned requests are made for several threads, the rest is constant.
@safe final class DispatchFloor<Engine: DispatchEngine & ~Copyable>: @unchecked Sendable {
  let engine: Engine
  let topology: Topology
  let threads: Int
  let spread: Spread
  /// Customers in the system that a thread aims at.
  let target: Int
  /// Requests that a thread has of its own.
  let requestsPerThread: Int
  let returned: ReturnedRequests
  /// Per thread its `inSystem` and `chatCount`, a stride of 16.
  let books: Words<AtomicMemory>

  init(_ asked: DispatchCase) {
    topology = asked.topology
    threads = asked.threads
    spread = asked.spread
    target = Int(Double(topology.agents * Topology.chats) * asked.load) / threads
    // With several threads some are always on their way home.
    requestsPerThread = threads == 1 ? target + 128 : target * 2 + 4096
    books = Words(count: threads * 16)
    returned = ReturnedRequests(threads: threads, requestsPerThread: requestsPerThread)
    engine = Engine(asked, requests: requestsPerThread * threads)
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
struct DispatchHand<Engine: DispatchEngine & ~Copyable>: ~Copyable {
  let floor: DispatchFloor<Engine>
  let number: Int
  var draws: XorShift
  /// Chats that are open: request and agent, and how many.
  let chats: Block<Chat>
  var chatCount = 0
  /// Requests that are free, and how many.
  let free: Block<UInt32>
  var freeCount: Int
  /// Per other thread how many requests came back from it.
  let taken: Block<UInt64>
  /// Customers whom this thread brought less those whose chats it ended, whoever brought them: of
  /// all threads together those in the system.
  var inSystem = 0
  var matches = 0
  var turnedAway = 0
  /// Steps in which all of the thread's requests were on their way, or no chat was its own.
  var missed = 0
  /// Customers whom the other threads brought less those whose chats they ended, as of some steps
  /// ago, less those that all threads aim at.
  private var others = 0
  /// A bit for each of four draws: whether somebody comes rather than that a chat ends. Every other
  /// time, and more often as long as this thread has fewer chats than the others, so that all have
  /// some to end.
  private var wishes: UInt64 = 0b1010
  /// How many more than are aimed at may be in the system.
  private let slack: Int
  /// Steps until the others are asked again.
  private var stepsToReckon = 0
  var now = SimulationTime.zero
  /// Classes from which it draws.
  let classes: Range<Int>

  struct Chat: BitwiseCopyable {
    var request: UInt32
    var agent: UInt32
  }

  init(_ floor: DispatchFloor<Engine>, number: Int) {
    self.floor = floor
    self.number = number
    slack = 64 * floor.threads
    taken = Block(count: floor.threads, repeating: 0)
    draws = XorShift(seed: UInt64(number + 7))
    chats = Block(
      count: floor.requestsPerThread * floor.threads, repeating: Chat(request: 0, agent: 0))
    free = Block(count: floor.requestsPerThread, repeating: 0)
    freeCount = floor.requestsPerThread
    let locations = max(floor.topology.locations / floor.threads, 1)
    classes =
      floor.spread == .shared
      ? 0..<floor.topology.classes
      : number * locations * floor.topology.classesPerLocation..<(number + 1) * locations
        * floor.topology.classesPerLocation
    for place in 0..<freeCount { free[place] = UInt32(number * freeCount + place) }
  }

  /// One step: somebody comes, or a chat ends.
  @inline(__always) mutating func step() {
    stepsToReckon &-= 1
    if stepsToReckon < 0 { reckon() }
    if surplus < 0 || (wishes &>> (draws.next() & 3) & 1 == 1 && surplus <= slack) {
      arrive()
    } else {
      endAnyChat()
    }
    if surplus > slack, chatCount > 0 { endAnyChat() }
  }

  /// Customers in the system beyond those that all threads aim at. If each thread went by its own
  /// books, one would come to bring customers and others to end their chats, by chance alone
  /// (whoever ends a chat takes a customer whom another brought), until a thread has none to end
  /// and brings more and more.
  @inline(__always) private var surplus: Int { inSystem &+ others }

  /// Tells the other threads whom this one brought and sent away, and hears it from them.
  @inline(never) private mutating func reckon() {
    stepsToReckon = floor.threads == 1 ? .max : 16
    // One that ends more chats than it brings customers has fewer than none.
    floor.books.store(number * 16, UInt64(bitPattern: Int64(inSystem)))
    floor.books.store(number * 16 + 1, UInt64(chatCount))
    others = 0 - floor.target * floor.threads
    var chats = chatCount
    for thread in 0..<floor.threads where thread != number {
      others += Int(Int64(bitPattern: floor.books.load(thread * 16)))
      chats += Int(floor.books.load(thread * 16 + 1))
    }
    let ahead = chatCount - chats / floor.threads
    wishes = abs(ahead) < 32 ? 0b1010 : ahead < 0 ? 0b1110 : 0b1000
  }

  /// Somebody else has all the chats: only he can go on.
  @inline(never) private mutating func waitForOthers() {
    missed += 1
    stepsToReckon = 0
    sched_yield()
  }

  @inline(__always) mutating func arrive() {
    now = now + SimulationTime(nanoseconds: 100)
    let classIndex = classes.lowerBound + draws.below(classes.count)
    if freeCount == 0 { gather() }
    guard freeCount > 0 else { return missed += 1 }
    freeCount -= 1
    let request = free[freeCount]
    inSystem += 1
    let arrival = floor.engine.arrive(
      Int(request), class: classIndex, at: now, draw: draws.next())
    if arrival.agent >= 0 { begin(Int(request), arrival.agent) }
    if arrival.mayHaveRoom >= 0 { look(for: arrival.mayHaveRoom) }
    if arrival.isTurnedAway {
      turnedAway += 1
      inSystem -= 1
      free[freeCount] = request
      freeCount += 1
    }
  }

  @inline(__always) mutating func begin(_ request: Int, _ agent: Int) {
    matches += 1
    chats[chatCount] = Chat(
      request: UInt32(truncatingIfNeeded: request), agent: UInt32(truncatingIfNeeded: agent))
    chatCount += 1
  }

  /// An agent who may have room takes whom he can.
  @inline(__always) mutating func look(for agent: Int) {
    while true {
      let next = floor.engine.takeNext(agent, at: now)
      guard next >= 0 else { return }
      begin(next, agent)
    }
  }

  @inline(__always) mutating func endAnyChat() {
    guard chatCount > 0 else { return waitForOthers() }
    now = now + SimulationTime(nanoseconds: 100)
    let place = draws.below(chatCount)
    let chat = chats[place]
    chatCount -= 1
    chats[place] = chats[chatCount]
    inSystem -= 1
    let next = floor.engine.endChat(of: Int(chat.agent), Int(chat.request), at: now)
    giveBack(chat.request)
    guard next >= 0 else { return }
    begin(next, Int(chat.agent))
    look(for: Int(chat.agent))
  }

  @inline(__always) private mutating func giveBack(_ request: UInt32) {
    if floor.threads > 1, Int(request) / floor.requestsPerThread != number {
      return floor.returned.give(request, from: number)
    }
    free[freeCount] = request
    freeCount += 1
  }

  /// Takes what the other threads gave back.
  @inline(never) private mutating func gather() {
    for other in 0..<floor.threads where other != number {
      while let request = floor.returned.take(from: other, to: number, taken: taken[other]) {
        taken[other] += 1
        free[freeCount] = request
        freeCount += 1
      }
    }
  }
}

// What all workers share: the routing core, the pool of customers, and words that tell what is
// wrong or how many wait.

import Consulting
import Population
import Rings
import Routing
import Synchronization

// Safety: the words are atomic and the router is made for several threads. A customer's record is
// written by the owner of the place before the router gets the request and read by who has the
// request then; the router's own handover, or that of `returned`, is between the two. Everything
// else is written before the threads start.

/// The floor on which customers and agents are brought together.
@safe final class Floor<Memory: MemoryOperations>: @unchecked Sendable {
  let model: ProfileModel
  let router: Router<Memory>
  let reach: Reach
  let tables = DrawTables()
  let workers: Int
  /// Places of the pool that each worker owns.
  let range: Int
  let customers: Block<Customer>
  /// When a customer was seen to stand in a line; 0 = not yet.
  let enqueued: Words<AtomicMemory>
  /// How many agents have a customer; never more than one.
  let holders: Words<AtomicMemory>
  /// Places of an agent that chats and wrap-ups take; never more than he has.
  let held: Words<AtomicMemory>
  /// By worker, a stride of 16: who came to wait there less who was taken or left there.
  let waiting: Words<AtomicMemory>
  /// By worker, a stride of 16: customers given to an agent.
  let progress: Words<AtomicMemory>
  let returned: ReturnedPlaces
  let isStopped = Atomic<Bool>(false)
  /// Workers that are ready to begin, and those that have ended.
  let ready = Atomic<Int>(0)
  let done = Atomic<Int>(0)
  /// When the run begins by the monotonic clock; 0 = not yet, −1 = never.
  let origin = Atomic<Int64>(0)

  init(_ model: ProfileModel, workers: Int, range: Int) {
    self.model = model
    self.workers = workers
    self.range = range
    let requests = workers * range
    var router = Router<Memory>(
      model.routing, requests: requests,
      lineCapacity: Self.lineCapacity(model.routing, requests: requests))
    reach = Reach(model.routing, asking: router)
    router.reset()
    self.router = router
    customers = Block(count: requests, repeating: .vacant)
    enqueued = Words(count: requests)
    holders = Words(count: requests)
    held = Words(count: model.agentCount)
    waiting = Words(count: workers * Self.stride)
    progress = Words(count: workers * Self.stride)
    returned = ReturnedPlaces(owners: workers, range: range)
  }

  /// Words of a worker that share no pair of cache lines with another's.
  static var stride: Int { 16 }
  /// Entries that all lines together have at most, as far as each can have the least.
  private static var mostEntries: Int { 1 << 22 }
  private static var leastCapacity: Int { 128 }

  /// Room in each line for all places of the pool and as many who have left, as far as there is
  /// memory for it; who finds his line full is turned away.
  private static func lineCapacity(_ table: RoutingTable, requests: Int) -> Int {
    let lines = table.classes.count * (table.rings.count + 1) * 2
    var capacity = Self.leastCapacity
    while capacity < 2 * requests + 128, capacity * 2 * lines <= Self.mostEntries { capacity *= 2 }
    return capacity
  }

  /// How many wait in all lines, as far as the workers have said so.
  var waitingCount: Int64 {
    (0..<workers).reduce(0) { $0 &+ Int64(bitPattern: waiting.load($1 * Self.stride)) }
  }

  /// How many customers have got an agent, as far as the workers have said so.
  var dispatchCount: Int64 {
    (0..<workers).reduce(0) { $0 &+ Int64(bitPattern: progress.load($1 * Self.stride)) }
  }

  /// Ends the run before its time.
  func stop() {
    // Ordering: relaxed; the workers need to see it some time, nothing else hangs on it.
    isStopped.store(true, ordering: .relaxed)
  }

  /// Whether the run is to end.
  var mustStop: Bool {
    // Ordering: relaxed, as in `stop`.
    isStopped.load(ordering: .relaxed)
  }
}

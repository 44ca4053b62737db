// One worker: his streams, his timers, his part of the pool. What events do stands in the aspects.

import CPlatform
import Consulting
import Measures
import Population
import Rings
import Routing
import Scenarios
import Tallies

/// Plays customers and agents on one thread, through the core that all workers share.
///
/// A match belongs to the worker whose call made it: he starts the chat's timer and ends the chat.
/// Everything is sized at the start; no allocation after it.
struct Worker<Memory: MemoryOperations>: ~Copyable {
  // The first word stands for the worker where the thread sanitizer sees a place of a block
  // assigned to: it must lead to what is the worker's alone, not to the floor of all.
  let streams: Block<StreamModel>
  let floor: Floor<Memory>
  let index: Int
  /// The first of the worker's places of the pool.
  let first: Int
  let isSaturated: Bool
  let picksAtRandom: Bool
  let speed: Double
  let warmup: Int64
  let end: Int64
  /// Timers: arrivals of the own streams, the sampler, the agenda, own places, chats.
  var timers: TimerHeap
  /// Stream of each own source, and the key of the customer it gave last.
  let ownStreams: Block<UInt32>
  var sources: Block<ArrivalSource>
  let nextKeys: Block<CustomerKey>
  let groups: Block<GroupModel>
  let groupOf: Block<UInt32>
  /// Speed by group and open chats − 1.
  let speeds: Block<Double>
  let ringTimes: Block<Int64>
  var pool: IndexPool
  let waits: Block<Waiting>
  var chatPool: IndexPool
  let chats: Block<Chat>
  /// Matches of this event, delivered when the clock is read next.
  let fresh: Block<UInt32>
  var freshCount = 0
  /// Saturated: chats to be ended, the oldest first, and places to be used again.
  let ready: Block<UInt32>
  var readyFirst = 0
  var readyCount = 0
  var idlePlaces: IndexPool
  /// Saturated: somebody was turned away, so that a chat ends before the next one comes.
  var isCrowded = false
  /// Saturated: the stream of each place.
  let placeStreams: Block<UInt16>
  let agenda: Agenda
  var agendaIndex = 0
  let signedOn: Block<Bool>
  let depths: Block<WallClockTally.Depth>
  var depthCount = 0

  var now: Int64 = 0
  /// The customer who joined a line in this event; −1 = none.
  var joined = -1
  var waitingHere: Int64 = 0
  var events: Int64 = 0
  var entered: Int64 = 0
  var ended: Int64 = 0
  var dispatches: Int64 = 0
  var lastDelivered: Int64 = 0
  var linesFull: Int64 = 0
  var neverSent: Int64 = 0
  /// By the wall's clock, in polling for the next event and in events.
  var idleNanoseconds: Int64 = 0
  var busyNanoseconds: Int64 = 0
  var invariants = InvariantTally()
  var log: EventLog
  var decisions: DecisionLog
  var book: SpanBook
  let counts: CustomerCounts

  init(_ floor: Floor<Memory>, index: Int, share: WorkShare) {
    let model = floor.model
    let plan = model.plan
    self.floor = floor
    self.index = index
    first = index * floor.range
    isSaturated = model.isSaturated
    picksAtRandom = plan.routing.chooseAgent.pick(plan.routing.ties) != .longestIdle
    (speed, warmup, end) = (model.speed, model.warmup, model.end)
    let tables = floor.tables
    let (own, places) = (share.streams[index], model.placeCount)
    ownStreams = Block(own.map { UInt32($0) })
    sources = Block(
      own.map {
        ArrivalSource(stream: plan.demand[$0], plan: plan, replication: 0, tables: tables)
      })
    nextKeys = Block(own.map { _ in Customer.vacant.key })
    streams = Block(
      zip(plan.demand, model.classes).map {
        StreamModel($0, classIndex: $1, seed: plan.seed, tables: tables)
      })
    let compiled = GroupModel.all(of: plan, tables: tables)
    groups = Block(compiled)
    groupOf = Block(
      compiled.enumerated().flatMap {
        Array(repeating: UInt32($0.offset), count: $0.element.agents)
      })
    speeds = Block(
      plan.agents.flatMap { group in
        (0..<Limits.concurrency).map { group.speed[min($0, group.speed.count - 1)] }
      })
    ringTimes = Block(plan.routing.rings.map { model.scaled($0.after) } + [.max])
    pool = IndexPool(capacity: floor.range)
    waits = Block(count: floor.range, repeating: Waiting())
    chatPool = IndexPool(capacity: places)
    chats = Block(count: places, repeating: Chat())
    fresh = Block(count: places, repeating: 0)
    ready = Block(count: places, repeating: 0)
    idlePlaces = IndexPool(capacity: isSaturated ? floor.range : 0)
    placeStreams = Block(isSaturated ? share.placeStreams(floor.range, of: index) : [])
    agenda = Agenda(model, isSaturated: isSaturated)
    signedOn = Block(count: model.agentCount, repeating: false)
    depths = Block(count: Self.samples + 8, repeating: WallClockTally.Depth())
    timers = TimerHeap(timers: own.count + 2 + floor.range + places)
    log = EventLog(capacity: share.loggedEvents)
    decisions = DecisionLog(capacity: model.keepsDecisions ? share.loggedEvents / 2 : 0)
    book = SpanBook(streams: plan.demand.count)
    counts = CustomerCounts(model.layout)
  }

  /// Samples of how many wait, in all.
  static var samples: Int { 400 }

  @inline(__always) var samplerTimer: Int { ownStreams.count }
  @inline(__always) var agendaTimer: Int { ownStreams.count &+ 1 }
  @inline(__always) var firstPlaceTimer: Int { ownStreams.count &+ 2 }
  @inline(__always) var firstChatTimer: Int { firstPlaceTimer &+ pool.capacity }
  @inline(__always) var time: SimulationTime { SimulationTime(nanoseconds: now) }
}

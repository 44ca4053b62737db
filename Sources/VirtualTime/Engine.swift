// The event loop of one thread: its state, and the loop itself. What events do stands beside it.

import Scenarios
import Consulting
import Measures
import Population
import Rings
import Routing
import Tallies

/// Runs replications of a model one after another, as fast as one thread can.
///
/// Everything is sized at the start; pools that turn out too small grow by doubling. No allocation
/// per contact.
struct Engine: ~Copyable {
  let model: SimulationModel
  let control: RunControl
  /// What samplers and sources point into; each thread has its own.
  let tables: DrawTables
  var router: Router<PlainMemory>
  /// Timers of agents (chat that ends next), then of requests (patience, ring, offer, return).
  var timers: EventHeap
  /// Next arrival of each stream.
  var arrivals: NextArrivals
  var sources: Block<ArrivalSource>
  var upcoming: Block<Upcoming>
  var pool: IndexPool
  var customers: Block<Customer>
  var clocks: Block<AgentClock>
  /// Open chats by agent, `model.mostOpen` places each.
  let chats: Block<UInt32>
  /// Speed by group and open chats − 1.
  let speeds: Block<Double>
  var streams: Block<StreamModel>
  var groups: Block<GroupModel>
  let loads: Block<GroupLoad>
  let agentLoads: Block<AgentLoad>
  let signedOn: Block<Int32>
  let isOpen: Block<Bool>
  let ringTimes: Block<Int64>
  let counts: Counts
  /// Waits, and waits + times to the first answer.
  var waits: CellHistograms
  var firstResponses: CellHistograms
  /// Who waits by age, where assignments are measured.
  var ages: WaitingAges
  /// Customers who ended, until they are held against the best in hindsight.
  var hindsight: HindsightWindow
  /// Customers who ended, on their way to the sink.
  var contacts: ContactBuffer
  let rules: EngineRules
  var batch: Batch

  var now: Int64 = 0
  var period = 0
  var agendaIndex = 0
  var agendaTime: Int64 = 0
  var nextExternal: Int64 = 0
  /// When the next batch is, `Int64.max` = none; and when the last one was.
  var nextBatch: Int64 = .max
  var lastBatch: Int64 = -1
  var replication = 0
  var events: Int64 = 0
  var entered: Int64 = 0
  var ended: Int64 = 0
  var invariants = InvariantTally()
  var toldContacts: Int64 = 0
  var toldMillionths = 0

  /// Places in the pool of requests at the start.
  static var initialRequests: Int { 1 << 10 }

  init(_ model: SimulationModel, control: RunControl, contacts sink: ContactSink?) {
    let plan = model.plan
    self.model = model
    self.control = control
    let tables = DrawTables()
    self.tables = tables
    let requests = Self.initialRequests
    router = Router(model.routing, requests: requests)
    timers = EventHeap(timers: model.agentCount + requests)
    arrivals = NextArrivals(streams: plan.demand.count)
    sources = Block(
      plan.demand.map {
        ArrivalSource(stream: $0, plan: plan, replication: 0, tables: tables)
      })
    upcoming = Block(
      plan.demand.map {
        var first: Int64 = 0
        var source = ArrivalSource(stream: $0, plan: plan, replication: 0, tables: tables)
        return Upcoming(&source, first: &first)
      })
    pool = IndexPool(capacity: requests)
    customers = Block(count: requests, repeating: .vacant)
    clocks = Block(count: model.agentCount, repeating: AgentClock())
    chats = Block(count: model.agentCount * model.mostOpen, repeating: .max)
    let mostOpen = model.mostOpen
    speeds = Block(
      plan.agents.flatMap { group in
        (0..<mostOpen).map { group.speed[min($0, group.speed.count - 1)] }
      })
    streams = Block(
      zip(plan.demand, model.classes).map { StreamModel($0, classIndex: $1, tables: tables) })
    groups = Block(GroupModel.all(of: plan, tables: tables))
    loads = Block(count: plan.agents.count, repeating: GroupLoad())
    agentLoads = Block(count: model.agentCount, repeating: AgentLoad())
    signedOn = Block(count: plan.agents.count, repeating: 0)
    isOpen = Block(count: plan.locations.count, repeating: true)
    ringTimes = Block(plan.routing.rings.map(\.after.nanoseconds) + [.max])
    hindsight = HindsightWindow(ringTimes: plan.routing.rings.map(\.after.nanoseconds))
    counts = Counts(model.layout)
    waits = CellHistograms(model.layout)
    firstResponses = CellHistograms(model.layout.countsFirstResponses ? model.layout : nil)
    ages = WaitingAges(model, requests: requests)
    contacts = ContactBuffer(sink, streams: plan.demand.count, requests: requests)
    rules = EngineRules(model, recordsContacts: sink != nil)
    batch = Batch(model, lines: router.lineCount)
  }

  /// Runs one replication to its end; false if the run was cancelled meanwhile.
  mutating func run(replication: Int) -> Bool {
    prepare(replication)
    var left = RunControl.eventsBetweenLooks
    while true {
      let timer = timers.nextTime
      // At equal times: what is known beforehand, arrivals, timers by their number, the batch.
      if timer < nextExternal {
        now = timer
        expire(timers.nextTimer)
      } else if nextExternal < .max {
        now = nextExternal
        advanceExternal()
      } else {
        break
      }
      events &+= 1
      left &-= 1
      if left == 0 {
        left = RunControl.eventsBetweenLooks
        if tellProgress() { return false }
      }
    }
    close()
    contacts.handOver(replication, isLast: true)
    _ = tellProgress()
    return true
  }

  /// Tells the observer what was done since the last time; whether the run is to end.
  private mutating func tellProgress() -> Bool {
    let passed = min(1_000_000, Int(Double(now) / Double(rules.length) * 1e6))
    defer { (toldContacts, toldMillionths) = (entered, passed) }
    return control.look(contacts: entered - toldContacts, passed: passed - toldMillionths)
  }

  /// The agenda's next item, the next arrival or the batch.
  @inline(__always) private mutating func advanceExternal() {
    if _slowPath(now > nextBatch) {
      matchBatch()
    } else if agendaTime > now {
      arrive(stream: arrivals.stream)
    } else {
      happen(model.agenda[agendaIndex].kind)
      agendaIndex &+= 1
      agendaTime = nextAgendaTime
    }
    nextExternal = min(arrivals.time, agendaTime, batchDue)
  }

  /// When the agenda's next item is due; `Int64.max` after the last.
  var nextAgendaTime: Int64 {
    agendaIndex < model.agenda.count ? model.agenda[agendaIndex].time : .max
  }

  /// A timer has run out.
  @inline(__always) private mutating func expire(_ timer: Int) {
    if timer < rules.agentCount {
      chatEnds(agent: timer)
    } else {
      requestTimer(timer &- rules.agentCount)
    }
  }

  /// The timer of a request.
  @inline(__always) func timer(_ request: Int) -> Int { rules.agentCount &+ request }

  /// A place of the pool; nil when the pool has reached its limit.
  @inline(__always) mutating func takePlace() -> Int? {
    if let place = pool.take() { return place }
    return growPool()
  }

  @inline(never) private mutating func growPool() -> Int? {
    let capacity = pool.capacity * 2
    guard capacity <= Router<PlainMemory>.largestRequestCount / 4 else { return nil }
    pool.grow(to: capacity)
    customers.grow(to: capacity, repeating: .vacant)
    if rules.recordsContacts { contacts.grow(requests: capacity) }
    if rules.measuresAssignments { ages.grow(requests: capacity) }
    router.grow(requests: capacity)
    timers.grow(timers: rules.agentCount + capacity)
    return pool.take()
  }

  /// Gives a place of the pool back.
  @inline(__always) mutating func release(_ request: Int) {
    if rules.measuresAssignments { ages.remove(request) }
    pool.give(back: request)
  }
}

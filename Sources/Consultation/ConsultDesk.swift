// The consult server's decisions: who waits, who talks with whom, and what they are told. No
// socket, no clock, no text of the protocol: those stand around it.

public import Consulting
import Rings
import Routing
public import Scenarios

/// The state of a consultation service behind its connections.
///
/// One thread owns it. Each call carries the time since the start, which never goes back; what has
/// become due by then is done first, then the call. What it has to say is appended to the notices,
/// which the caller takes after each call and hands on in their order. A session without a
/// connection is told nothing but its end; when it comes back it is told all.
///
/// Whoever signs in is on duty: staffing, shifts, absence and opening hours of the plan are for
/// simulations. So are patience, effort and acceptance. Of a wrap-up the mean is its longest time.
///
/// Memory is bounded by the limits and the plan: nothing grows with the number of consultations.
public struct ConsultDesk: ~Copyable {
  let limits: DeskLimits
  /// The locations that are answered here; nil = all.
  let locations: Set<Int>?
  let pages: PageClasses
  var router: Router<PlainMemory>
  /// Customers and questions, by their place in the router's pool.
  var contacts: [Contact?]
  /// How often each place was taken.
  var rounds: [UInt64]
  var pool: IndexPool
  var agents: [Agent]
  let agentsByName: [String: Int]
  var dialogues: [DialogueNumber: Dialogue] = [:]
  /// How many agents wrap a dialogue up.
  var wrapUpsOfDialogue: [DialogueNumber: Int] = [:]
  var room: ReadingRoom
  var queues: [CustomerQueue]
  /// The queue of each class.
  let queueOfClass: [Int]
  let rules: DeskRules
  /// Agents on duty, by group.
  var onDuty: [Int]
  /// Times of agents, contacts, queues, the round of readers and each reader, in this order.
  var due: DueTimes
  var now: Int64 = 0
  var isClosing = false
  var lastDialogue: UInt32 = 0
  var lastOffer: UInt32 = 0
  var lastInvitation: UInt32 = 0
  var sequence: UInt64 = 0
  var draws: UInt64 = 0
  var questions = 0
  /// Agents whose standing may have changed in this call.
  var touchedAgents: [Int] = []
  var notices: [DeskNotice] = []
  /// What was counted so far.
  public internal(set) var counts = DeskCounts()
  /// Which start of the server this is, for those who join from now on; 0 = none is counted.
  public var run: UInt32 = 0

  /// A desk where nobody waits and all agents are offline.
  ///
  /// - Parameters:
  ///   - plan: streams, groups and rules of routing.
  ///   - furtherCodes: pages that are served beside those of the streams; one that no group can
  ///     answer is not.
  ///   - locations: of the plan, those that are answered here: agents of others cannot sign in, and
  ///     pages of others are not served. Nil = all.
  ///   - seed: of the draws of `random` and `ties: any`.
  /// - Throws: `DeskFault`
  /// - Complexity: O(classes × groups × rings).
  public init(
    _ plan: Plan, furtherCodes: [IdentificationCode] = [], limits: DeskLimits = DeskLimits(),
    locations: Set<Int>? = nil, seed: UInt64 = 1
  ) throws(DeskFault) {
    let pages = try PageClasses(plan, furtherCodes: furtherCodes)
    let places = limits.customers + limits.questions
    precondition(places <= Router<PlainMemory>.largestRequestCount, "the core has that many places")
    let router = Router<PlainMemory>(pages.table, requests: places)
    let queues = Self.queues(of: pages.table, router)
    let agents = Self.agents(of: plan)
    self.limits = limits
    self.locations = locations
    self.pages = pages
    self.queues = queues.all
    queueOfClass = queues.ofClass
    contacts = Array(repeating: nil, count: places)
    rounds = Array(repeating: 0, count: places)
    pool = IndexPool(capacity: places)
    self.agents = agents
    agentsByName = Dictionary(
      uniqueKeysWithValues: agents.enumerated().map { ($1.facts.name, $0) })
    rules = DeskRules(plan, seed: seed)
    onDuty = Array(repeating: 0, count: plan.agents.count)
    room = ReadingRoom(
      capacity: limits.readers, groups: Self.groups(of: pages.table, router, ring: 0),
      groupCount: plan.agents.count)
    due = DueTimes(count: agents.count + places + queues.all.count + 1 + limits.readers)
    self.router = router
  }

  /// Agents are named after their group: `seoul-1`, `seoul-2`, …
  private static func agents(of plan: Plan) -> [Agent] {
    plan.agents.enumerated().flatMap { index, group in
      (1...max(group.largestCount, 1)).map {
        Agent(
          facts: AgentFacts(
            name: "\(group.name)-\($0)", group: index, location: group.location,
            chats: group.concurrency))
      }
    }
  }

  /// One queue for all classes that the same groups may answer once all rings have opened.
  private static func queues(
    of table: RoutingTable, _ router: borrowing Router<PlainMemory>
  ) -> (all: [CustomerQueue], ofClass: [Int]) {
    var indexes: [[Int]: Int] = [:]
    var queues: [CustomerQueue] = []
    var ofClass: [Int] = []
    for groups in Self.groups(of: table, router, ring: table.rings.count) {
      let index = indexes[groups] ?? queues.count
      if index == queues.count { queues.append(CustomerQueue(groups: groups)) }
      indexes[groups] = index
      ofClass.append(index)
    }
    return (queues, ofClass)
  }

  /// The groups that may answer each class once so many rings have opened.
  private static func groups(
    of table: RoutingTable, _ router: borrowing Router<PlainMemory>, ring: Int
  ) -> [[Int]] {
    var all: [[Int]] = []
    for classIndex in table.classes.indices {
      var groups: [Int] = []
      for group in table.groups.indices
      where router.scoreBillionths(group: group, class: classIndex, ring: ring) >= 0 {
        groups.append(group)
      }
      all.append(groups)
    }
    return all
  }

  /// What there is to say since the last time; nothing is kept.
  public mutating func takeNotices() -> [DeskNotice] {
    let taken = notices
    notices.removeAll(keepingCapacity: true)
    return taken
  }

  /// Whether a page with this code is served here.
  public func serves(_ code: IdentificationCode) -> Bool { classIndex(of: code) != nil }

  /// The class of a code; nil if no such page is served.
  func classIndex(of code: IdentificationCode) -> Int? {
    guard answers(at: code.location), let index = pages.classIndex(of: code),
      !queues[queueOfClass[index]].groups.isEmpty
    else { return nil }
    return index
  }

  /// Whether questions for a location are answered here.
  func answers(at location: Int) -> Bool { locations?.contains(location) ?? true }

  /// Random bits for a choice among equals; only `random` and `ties: any` look at them.
  mutating func draw() -> UInt64 {
    draws &+= 1
    // SplitMix64 (Steele, Lea & Flood 2014).
    var mixed = rules.seed &+ draws &* 0x9e37_79b9_7f4a_7c15
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  var time: SimulationTime { SimulationTime(nanoseconds: now) }
}

// The routing core: its state, and how it is made. What it does stands in the aspects beside it.

public import Consulting
public import Rings
public import Synchronization

/// The routing core: brings waiting customers and free agents together.
///
/// Time, draws and buffers come in as arguments; decisions go out. Calls carry a `now` that never
/// goes back. Every operation is O(words of hints of the view) or O(lines of the group) at worst,
/// without allocation; the exceptions say so.
///
/// Under threads the calls about one request (arrive, widen, abandon, come back, leave) come one
/// after the other, as those of the customer who asks; `accept`, `lapse` and whatever an agent
/// does may meet them at any time. At most 64 threads are inside at once.
public struct Router<Memory: MemoryOperations>: ~Copyable {
  @usableFromInline let eligibility: Eligibility
  @usableFromInline var lines: WaitingLines<Memory>
  @usableFromInline let roster: AgentRoster<Memory>
  /// Words of each request (`RequestWord`).
  @usableFromInline var requests: Words<Memory>
  /// Waiting or in service, a stride of 16 words per location.
  @usableFromInline let inSystem: Words<Memory>
  /// Waiting per class, for `longest-queue`.
  @usableFromInline let classWaiting: Words<Memory>
  @usableFromInline let classLocation: Block<UInt32>
  /// Priority per class; with ageing, as the nanoseconds of waiting that it is worth.
  @usableFromInline let classPriority: Block<Int64>
  /// Per class the place of its priority among all, 0 = the highest, times 2⁵⁸.
  @usableFromInline let classRank: Block<UInt64>
  @usableFromInline let rules: Rules
  /// Times that room was made in a full line. An atomic is never moved: it also keeps the compiler
  /// from copying the router's 400 bytes around every call (a third of an arrival's time).
  @usableFromInline let enlargements = Atomic<Int>(0)

  /// What of the table the hot path asks.
  @usableFromInline struct Rules: BitwiseCopyable {
    @usableFromInline var chooseCustomer: CustomerChoice
    @usableFromInline var pick: AgentChoice.Pick
    @usableFromInline var countsClasses: Bool
    /// Whether lines are compared by their fronts: agents have many, and the customers of each
    /// stand in the order in which they entered.
    @usableFromInline var usesFronts: Bool
    @usableFromInline var offers: Bool
    /// Whether requests and agents wait until somebody gives pairs away.
    @usableFromInline var isBatched: Bool
    @usableFromInline var rings: Int
    @usableFromInline var isAgeing: Bool
    @usableFromInline var hasLimit: Bool
    @usableFromInline var inSystemLimit: UInt64

    /// - Parameter mostViews: the most views that an agent may answer.
    init(_ table: RoutingTable, mostViews: Int) {
      chooseCustomer = table.chooseCustomer
      pick = table.chooseAgent.pick(table.ties)
      countsClasses = table.chooseCustomer == .longestQueue
      offers = table.offering == .accepted
      isBatched = table.matching == .inBatches
      rings = table.rings.count + 1
      isAgeing = table.ageingPerMinute > 0
      usesFronts =
        mostViews > 1 && Set(table.classes.map(\.priority)).count <= 64 && rings == 1
        && chooseCustomer == .oldest && !isAgeing && !offers && !isBatched
      hasLimit = table.inSystemLimit != nil
      inSystemLimit = table.inSystemLimit.map { UInt64($0) } ?? .max
    }
  }

  /// Lines of a view: one ahead of everyone for those who come back, and one for all others.
  @inlinable static var sides: Int { 2 }

  /// Requests that the pool can ever hold.
  public static var largestRequestCount: Int { 1 << 24 - 1 }

  /// A router where nobody waits and all agents are away.
  ///
  /// - Parameters:
  ///   - table: classes, groups and rules.
  ///   - requests: places in the pool of requests; `grow(requests:)` adds more.
  ///   - lineCapacity: entries of each line, a power of two; a sole owner can make more room.
  /// - Complexity: O(classes × rings × groups).
  public init(
    _ table: RoutingTable, requests capacity: Int, lineCapacity: Int = Memory.isShared ? 256 : 64
  ) {
    let mostOpen = table.groups.map(\.concurrency).max() ?? 1
    precondition(mostOpen >= 1 && mostOpen <= 16, "an agent has 1 to 16 chats at once")
    precondition(
      table.matching == .atOnce || !Memory.isShared, "pairs are given away by a sole owner")
    precondition(
      table.groups.reduce(0) { $0 + $1.agents } < Int(RequestState.nobody), "too many agents")
    let roster = AgentRoster<Memory>(
      table.groups.map { ($0.location, $0.agents, $0.concurrency) },
      TurnRule(table.chooseAgent.levelOrder),
      keepsTurns: table.chooseAgent.pick(table.ties) == .longestIdle
        || table.matching == .inBatches)
    let eligibility = Eligibility(
      table, viewsPerWord: WaitingLines<Memory>.viewsPerWord,
      hints: roster.hintsByGroup(table.groups.count))
    rules = Rules(table, mostViews: eligibility.mostViews)
    roster.setMasks(eligibility)
    self.roster = roster
    lines = WaitingLines(views: eligibility.views, capacity: lineCapacity)
    self.eligibility = eligibility
    requests = Words(count: capacity * RequestWord.stride)
    inSystem = Words(count: table.locations * 16)
    classWaiting = Words(count: table.classes.count)
    classLocation = Block(table.classes.map { UInt32($0.location) })
    let priorities = Set(table.classes.map(\.priority)).sorted(by: >)
    classRank = Block(
      table.classes.map { UInt64(priorities.firstIndex(of: $0.priority) ?? 0) << 58 })
    classPriority = Block(
      table.classes.map { Self.priority($0.priority, ageingPerMinute: table.ageingPerMinute) })
  }

  /// A priority as the hot path compares it: points, or with ageing the nanoseconds of waiting
  /// that gain as many points, whole, so that equal urgency is equal.
  private static func priority(_ points: Int, ageingPerMinute: Double) -> Int64 {
    guard ageingPerMinute > 0 else { return Int64(points) }
    // A quarter of the range leaves room for every time of entry; it is 73 years of waiting.
    let most = Double(Int64.max / 4)
    return Int64(min(max(Double(points) * 60e9 / ageingPerMinute, -most), most).rounded())
  }

  /// Places in the pool of requests.
  @inlinable public var requestCapacity: Int { requests.count / RequestWord.stride }

  /// How often room had to be made in a full line.
  public var enlargementCount: Int {
    // Ordering: relaxed; a number to show.
    enlargements.load(ordering: .relaxed)
  }

  /// Adds places to the pool of requests; for a sole owner.
  public mutating func grow(requests capacity: Int) {
    requests.grow(to: capacity * RequestWord.stride)
  }

  /// As new: nobody waits, all agents are away.
  public mutating func reset() {
    lines.reset()
    roster.reset()
    requests.fill(with: 0)
    inSystem.fill(with: 0)
    classWaiting.fill(with: 0)
  }

  /// Makes room in the line that a request would join, after `.lineFull`; for a sole owner.
  ///
  /// - Returns: false if the lines have reached their limit: the customer is turned away.
  public mutating func makeRoom(forClass classIndex: Int, ring: Int, isFront: Bool) -> Bool {
    // Ordering: relaxed; a number to show.
    enlargements.add(1, ordering: .relaxed)
    let line = line(classIndex, ring: ring, side: isFront ? .front : .back)
    let capacity = requestCapacity
    return lines.makeRoom(in: line) { entry in
      let request = Int(entry & 0xFF_FFFF)
      guard request < capacity else { return false }
      let state = RequestState(bits: requests.load(request * RequestWord.stride))
      return state.epoch == entry >> 32
        && (state.phase == RequestState.waiting || state.phase == RequestState.offered)
    }
  }
}

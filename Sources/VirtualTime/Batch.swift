// One batch: who waits and where there is room as a transportation problem, and its pairs.

import Assignment
import Consulting
import Rings
import Routing
import Scenarios

/// The pairs of one instant: as many as possible, of the most urgent customers, with the greatest
/// sum of match scores; equal sums go to who entered first, then to the agents whose turn it is.
///
/// Customers of one line are a row, agents with room of one group a column, as all of them score
/// alike. An agent who waits for help has a column to himself, because his question may go to the
/// others only; questions of one agent in one line are a row.
///
/// - Complexity: O(words of hints + agents with room of the groups in question + the solving), of
///   `mostRequests` customers and `mostCells` rows × columns at most.
struct Batch {
  /// Customers of one batch; whoever comes after them in the order waits for the next.
  static var mostRequests: Int { 1_024 }
  /// Rows × columns of one batch.
  static var mostCells: Int { 1 << 16 }

  /// A customer and the agent for him.
  struct Pair {
    var request: Int
    var agent: Int
    /// The group whose agents were alike to the batch; −1 where it was that very agent.
    var group: Int
  }

  private typealias Waiting = Router<PlainMemory>.Waiting

  private struct Row {
    var line: Int
    var asker: AgentID
    var count = 0
  }

  /// The pairs of the last batch, in the order of the customers.
  private(set) var pairs: [Pair] = []
  /// Whether somebody who waits was left out of the last batch.
  private(set) var isCut = false

  private var queue = BatchQueue()
  private var waiting: [(who: Waiting, row: Int, level: Int)] = []
  private var rows: [Row] = []
  /// The row of the customers of each line; −1 = none.
  private var rowOfLine: [Int]
  private var groupsWithRoom: [Int] = []
  private var places: BatchPlaces
  private var problem = Transportation()
  private var left: [Int] = []

  init(_ model: SimulationModel, lines: Int) {
    rowOfLine = Array(repeating: -1, count: lines)
    places = BatchPlaces(model)
  }

  /// Works out the pairs of this moment.
  mutating func match(
    _ router: borrowing Router<PlainMemory>, _ groups: borrowing Block<GroupModel>,
    at now: SimulationTime
  ) {
    pairs.removeAll(keepingCapacity: true)
    isCut = false
    gather(router, groups)
    guard !waiting.isEmpty else { return }
    groupsWithRoom.removeAll { group in
      !rows.contains { router.scoreBillionths(group: group, line: $0.line) >= 0 }
    }
    places.gather(router, groups, groupsWithRoom, most: waiting.count, at: now)
    pose(router)
    let made = problem.solve()
    readPairs(made)
  }

  // MARK: Who waits

  private mutating func gather(
    _ router: borrowing Router<PlainMemory>, _ groups: borrowing Block<GroupModel>
  ) {
    for row in rows where row.asker == .none { rowOfLine[row.line] = -1 }
    rows.removeAll(keepingCapacity: true)
    waiting.removeAll(keepingCapacity: true)
    places.begin()
    findGroupsWithRoom(router, groups)
    var room: Int?
    queue.begin(router, groups: groupsWithRoom)
    var level = 0
    var least: Waiting?
    while let next = queue.next() {
      guard waiting.count < Self.mostRequests, let row = row(of: next) else {
        isCut = true
        return
      }
      if let before = least, next.isLess(urgentThan: before) { level += 1 }
      if least.map({ next.isLess(urgentThan: $0) }) ?? true { least = next }
      rows[row].count += 1
      waiting.append((next, row, level))
      guard let behind = router.nextWaiting(behind: next) else { continue }
      // Nobody is served before all who stand in front of him: no more than there are places.
      if next.asker == .none {
        room = room ?? self.room(router, groups)
        guard rows[row].count < room ?? 0 else { continue }
      }
      queue.insert(behind)
    }
  }

  private mutating func findGroupsWithRoom(
    _ router: borrowing Router<PlainMemory>, _ groups: borrowing Block<GroupModel>
  ) {
    groupsWithRoom.removeAll(keepingCapacity: true)
    for group in 0..<groups.count {
      let first = groups[group].firstAgent
      guard router.nextAvailable(from: first, until: first + groups[group].agents) != nil
      else { continue }
      groupsWithRoom.append(group)
    }
  }

  /// Places of all groups, counted until there are more than a batch fills.
  private func room(
    _ router: borrowing Router<PlainMemory>, _ groups: borrowing Block<GroupModel>
  ) -> Int {
    var room = 0
    for group in groupsWithRoom {
      var next = groups[group].firstAgent
      let end = next + groups[group].agents
      while room <= Self.mostRequests, let agent = router.nextAvailable(from: next, until: end) {
        room += router.room(of: AgentID(agent))
        next = agent + 1
      }
    }
    return room
  }

  /// The row of somebody; nil if there would be too many.
  private mutating func row(of next: Waiting) -> Int? {
    if next.asker == .none, rowOfLine[next.line] >= 0 { return rowOfLine[next.line] }
    if next.asker != .none,
      let row = rows.firstIndex(where: { $0.line == next.line && $0.asker == next.asker })
    {
      return row
    }
    let questions = rows.count { $0.asker != .none }
    guard (rows.count + 1) * (groupsWithRoom.count + questions + 1) <= Self.mostCells else {
      return nil
    }
    if next.asker == .none {
      rowOfLine[next.line] = rows.count
    } else {
      places.setApart(next.asker)
    }
    rows.append(Row(line: next.line, asker: next.asker))
    return rows.count - 1
  }

  /// Whether an agent has a column to himself.
  func isAlone(_ agent: Int) -> Bool { places.alone.contains(agent) }

  // MARK: What it is worth

  // Bits of what one pair is worth, from the right: whose turn it is among the agents, who entered
  // first, the match score, the urgency. Each has room for the sum over a whole batch.
  private static var turnBits: Int { 32 }
  private static var ageBits: Int { 20 }
  private static var scoreBits: Int { 40 }

  private mutating func pose(_ router: borrowing Router<PlainMemory>) {
    problem.begin(rows: rows.count, columns: places.columns.count)
    for (index, row) in rows.enumerated() {
      for (number, column) in places.columns.enumerated() {
        let score = router.scoreBillionths(group: column.group, line: row.line)
        guard score >= 0, row.asker == .none || row.asker != column.agent else { continue }
        problem.allow(
          row: index, column: number,
          worth: Transportation.Worth(score) << (Self.turnBits + Self.ageBits))
      }
    }
    let levels = waiting.last?.level ?? 0
    for (order, customer) in waiting.enumerated() {
      let age = Transportation.Worth(waiting.count - 1 - order) << Self.turnBits
      let urgency = Transportation.Worth(levels - customer.level)
      problem.addUnit(
        ofRow: customer.row,
        worth: urgency << (Self.turnBits + Self.ageBits + Self.scoreBits) + age)
    }
    for (number, column) in places.columns.enumerated() {
      for place in column.places {
        problem.addUnit(
          ofColumn: number, worth: Transportation.Worth(places.count - 1 - places.rank(place)))
      }
    }
  }

  // MARK: Who goes to whom

  /// Of a row the first in line are served; each gets the earliest turn that is left to his row.
  private mutating func readPairs(_ made: Int) {
    let columns = places.columns.count
    left.removeAll(keepingCapacity: true)
    for row in rows.indices {
      for column in 0..<columns { left.append(problem.pairs(row: row, column: column)) }
    }
    for customer in waiting where pairs.count < made {
      var best: (column: Int, rank: Int)?
      for column in 0..<columns where left[customer.row * columns + column] > 0 {
        let rank = places.rank(places.columns[column].next)
        if best.map({ rank < $0.rank }) ?? true { best = (column, rank) }
      }
      guard let best else { continue }
      left[customer.row * columns + best.column] -= 1
      let agent = places.take(from: best.column)
      let column = places.columns[best.column]
      pairs.append(
        Pair(
          request: Int(customer.who.request.index), agent: agent,
          group: column.agent == .none ? column.group : -1))
    }
  }
}

extension Router.Waiting {
  /// Whether others come first whoever entered earlier.
  fileprivate func isLess(urgentThan other: Self) -> Bool {
    urgency < other.urgency || urgency == other.urgency && other.isFront && !isFront
  }
}

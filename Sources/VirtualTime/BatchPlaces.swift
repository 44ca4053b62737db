// The places of a batch: who has room, in columns of like agents, in the order of their turns.

import Consulting
import Rings
import Routing
import Scenarios

/// The places that a batch may fill.
struct BatchPlaces {
  /// Agents who are alike to a batch.
  struct Column {
    var group: Int
    /// The one agent of the column, who asks for help himself; `.none` = all others of the group.
    var agent: AgentID
    /// Places in the order in which they are filled, and the next of them.
    var places: Range<Int>
    var next: Int
  }

  private struct Place {
    var agent: Int
    /// Whose turn it is, lower first; never falls within a column.
    var turn: UInt64
    var order: Int
    /// Of the group; lower first.
    var precedence: Double
    var rank = 0
  }

  /// An agent who can be given one more.
  private struct Turn: Comparable {
    var turn: UInt64
    var agent: Int
    var given: Int

    static func < (a: Self, b: Self) -> Bool { (a.turn, a.agent) < (b.turn, b.agent) }
  }

  private(set) var columns: [Column] = []
  /// Agents with a column to themselves.
  private(set) var alone: [Int] = []
  private var all: [Place] = []
  private var inOrder: [Int] = []
  private var turns = LeastFirst<Turn>()
  /// Which groups come first among equal scores.
  private let precedences: [Double]

  init(_ model: SimulationModel) {
    let choice = model.plan.routing.chooseAgent
    precedences = model.plan.agents.map { choice.precedence(score: 0, rank: $0.rank) }
  }

  /// Places of all columns.
  var count: Int { all.count }

  /// Where a place stands among all, by the policy: 0 = first.
  func rank(_ place: Int) -> Int { all[place].rank }

  /// Fills the next place of a column; its agent.
  mutating func take(from column: Int) -> Int {
    defer { columns[column].next += 1 }
    return all[columns[column].next].agent
  }

  /// Nobody has a column to himself.
  mutating func begin() { alone.removeAll(keepingCapacity: true) }

  /// An agent who waits for help gets a column to himself.
  mutating func setApart(_ agent: AgentID) {
    if !alone.contains(Int(agent.index)) { alone.append(Int(agent.index)) }
  }

  /// Finds the places of some groups.
  ///
  /// - Parameter most: places of one column that can be filled.
  /// - Complexity: O(agents with room of the groups + places · log places).
  mutating func gather(
    _ router: borrowing Router<PlainMemory>, _ groups: borrowing Block<GroupModel>,
    _ withRoom: [Int], most: Int, at now: SimulationTime
  ) {
    columns.removeAll(keepingCapacity: true)
    all.removeAll(keepingCapacity: true)
    for group in withRoom {
      let first = groups[group].firstAgent
      let end = first + groups[group].agents
      turns.removeAll()
      var next = first
      while let agent = router.nextAvailable(from: next, until: end) {
        next = agent + 1
        if !alone.contains(agent) { insert(agent, after: 0, router, at: now) }
      }
      addColumn(group, of: .none, most, router, at: now)
      for agent in alone
      where (first..<end).contains(agent) && router.room(of: AgentID(agent)) > 0 {
        insert(agent, after: 0, router, at: now)
        addColumn(group, of: AgentID(agent), most, router, at: now)
      }
    }
    setRanks()
  }

  private mutating func insert(
    _ agent: Int, after given: Int, _ router: borrowing Router<PlainMemory>, at now: SimulationTime
  ) {
    let turn = router.turn(of: AgentID(agent), after: given, at: now)
    turns.insert(Turn(turn: turn, agent: agent, given: given))
  }

  /// A column of those who were inserted, as the policy would take them one after the other.
  private mutating func addColumn(
    _ group: Int, of agent: AgentID, _ most: Int, _ router: borrowing Router<PlainMemory>,
    at now: SimulationTime
  ) {
    let first = all.count
    var last: (turn: UInt64, order: Int) = (0, 0)
    while all.count - first < most, let next = turns.popLeast() {
      if next.turn > last.turn {
        last = (next.turn, next.agent)
      } else {
        last.order = max(last.order, next.agent)
      }
      all.append(
        Place(
          agent: next.agent, turn: last.turn, order: last.order, precedence: precedences[group]))
      if next.given + 1 < router.room(of: AgentID(next.agent)) {
        insert(next.agent, after: next.given + 1, router, at: now)
      }
    }
    turns.removeAll()
    guard all.count > first else { return }
    columns.append(Column(group: group, agent: agent, places: first..<all.count, next: first))
  }

  /// Ranks all places by precedence of the group, turn and number of the agent; those of one column
  /// keep their order.
  private mutating func setRanks() {
    inOrder.removeAll(keepingCapacity: true)
    inOrder.append(contentsOf: all.indices)
    inOrder.sort { one, other in
      let (a, b) = (all[one], all[other])
      return (a.precedence, a.turn, a.order, one) < (b.precedence, b.turn, b.order, other)
    }
    for (rank, place) in inOrder.enumerated() { all[place].rank = rank }
  }
}

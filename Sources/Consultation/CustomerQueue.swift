// The customers who wait for the same agents, in their turns: positions and expected waits.

import Consulting

/// Everyone who waits for the same groups of agents, whatever the page.
///
/// The position is exact under `oldest` where groups of agents answer the same classes or none in
/// common: there agents take customers in this order. Where they overlap, or under another policy
/// of choice, it is the place by age among those with the same agents, and somebody behind may be
/// taken first. The expected wait is position × mean time between starts. It knows nothing of who
/// will give up (so it is rather too long), of agents who come and go, and of questions between
/// agents.
struct CustomerQueue {
  /// The groups of agents that may answer, once all rings have opened.
  let groups: [Int]
  /// Those who wait or are offered, in their turns.
  private(set) var turns: [QueueTurn] = []
  /// When the last round of telling the customers began.
  var toldAt = Int64.min / 2
  /// The last turn that the present round has come to; nil = no round is under way.
  var toldTo: QueueTurn?
  /// Positions have changed since the present round began.
  var changesInRound = false
  private var pace = StartPace()

  init(groups: [Int]) { self.groups = groups }

  /// Somebody joins.
  ///
  /// - Complexity: O(waiting), a move of memory.
  mutating func insert(_ turn: QueueTurn, at now: Int64) {
    if turns.isEmpty { pace.noteFilled(at: now) }
    turns.insert(turn, at: index(of: turn))
  }

  /// Somebody is given to an agent or gives up.
  mutating func remove(_ turn: QueueTurn) {
    let place = index(of: turn)
    precondition(place < turns.count && turns[place] == turn, "somebody who stands here")
    turns.remove(at: place)
  }

  /// Somebody who has waited is given to an agent.
  mutating func noteStart(at now: Int64) { pace.noteStart(at: now) }

  /// 1 is next.
  ///
  /// - Complexity: O(log waiting).
  func position(of turn: QueueTurn) -> Int { index(of: turn) + 1 }

  /// Whole seconds until whoever has that position is taken; nil while nothing is known.
  func expectedSeconds(position: Int) -> Int64? {
    pace.nanoseconds.map { Int64((Double(position) * $0 / 1e9).rounded()) }
  }

  /// Where the present round goes on.
  var placeInRound: Int {
    guard let toldTo else { return 0 }
    let place = index(of: toldTo)
    return place < turns.count && turns[place] == toldTo ? place + 1 : place
  }

  /// Where a turn stands, or would stand.
  private func index(of turn: QueueTurn) -> Int {
    var (low, high) = (0, turns.count)
    while low < high {
      let middle = (low + high) / 2
      if turns[middle] < turn { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

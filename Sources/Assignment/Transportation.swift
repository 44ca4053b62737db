// The transportation problem: many like customers, many like places, and what each pair is worth.

/// Pairs units of rows with units of columns: as many pairs as possible, and of all ways to make so
/// many one that is worth most in all.
///
/// A pair is worth what its row and its column are worth together, plus what the row's unit and the
/// column's unit are worth by themselves. The units of a row are taken in their order, and so are
/// those of a column; what they are worth may only fall. All sums are exact integers; the caller
/// keeps them apart by their bits where one thing comes before another, and below 2¹²⁶ in all.
///
/// Successive shortest paths over potentials: N. Tomizawa, “On some techniques useful for solution
/// of transportation network problems”, Networks 1 (1971), 173–194; J. Edmonds and R. M. Karp,
/// “Theoretical improvements in algorithmic efficiency for network flow problems”, Journal of the
/// ACM 19 (1972), 248–264. Whoever has been paired stays paired; with whom may change.
///
/// - Complexity: of `solve` O(pairs · (rows + columns)²) at worst, O(rows · columns) memory that
///   is kept from one problem to the next.
public struct Transportation: Sendable {
  /// What something is worth.
  public typealias Worth = Int128

  /// The worth of a pair that must not be.
  public static var forbidden: Worth { .min }
  private static var unreachable: Worth { .max }
  private static var nothing: Int32 { -1 }

  /// One side of the problem.
  private struct Side: Sendable {
    /// The next unit of each row or column that is not paired; −1 = none is left.
    var next: [Int32] = []
    /// The last unit that was added.
    var last: [Int32] = []
    var potential: [Worth] = []
    // Of the search for one pair.
    var distance: [Worth] = []
    /// Where the shortest path comes from, on the other side; −1 = from the outside.
    var from: [Int32] = []
    var isSettled: [Bool] = []
    /// What each unit is worth, and the next one of the same row or column.
    var unitWorths: [Worth] = []
    var unitsNext: [Int32] = []

    mutating func begin(_ count: Int) {
      unitWorths.removeAll(keepingCapacity: true)
      unitsNext.removeAll(keepingCapacity: true)
      next.replace(count, with: nothing)
      last.replace(count, with: nothing)
      potential.replace(count, with: 0)
      distance.replace(count, with: unreachable)
      from.replace(count, with: nothing)
      isSettled.replace(count, with: false)
    }

    mutating func addUnit(to place: Int, worth: Worth) {
      let unit = Int32(unitWorths.count)
      if last[place] == nothing {
        next[place] = unit
      } else {
        let before = Int(last[place])
        precondition(worth <= unitWorths[before], "what units are worth never rises")
        unitsNext[before] = unit
      }
      last[place] = unit
      unitWorths.append(worth)
      unitsNext.append(nothing)
    }

    /// What the next unit is worth; nil if none is left.
    func nextWorth(_ place: Int) -> Worth? {
      next[place] == nothing ? nil : unitWorths[Int(next[place])]
    }

    /// The next unit is paired.
    mutating func takeUnit(of place: Int) { next[place] = unitsNext[Int(next[place])] }
  }

  /// Rows of the problem.
  public private(set) var rows = 0
  /// Columns of the problem.
  public private(set) var columns = 0
  /// Row by row.
  private var worths: [Worth] = []
  private var flows: [Int32] = []
  private var above = Side()
  private var below = Side()
  /// Potential of the end of every path.
  private var endPotential: Worth = 0
  /// Length of the path that was found last.
  private var pathLength: Worth = 0

  /// No problem yet.
  public init() {}

  /// A new problem: no units, every pair forbidden.
  public mutating func begin(rows: Int, columns: Int) {
    (self.rows, self.columns) = (rows, columns)
    worths.replace(rows * columns, with: Self.forbidden)
    flows.replace(rows * columns, with: 0)
    above.begin(rows)
    below.begin(columns)
    endPotential = 0
  }

  /// Allows the pairs of a row and a column, each worth so much.
  public mutating func allow(row: Int, column: Int, worth: Worth) {
    worths[row * columns + column] = worth
  }

  /// One more unit of a row, worth no more than the one before.
  public mutating func addUnit(ofRow row: Int, worth: Worth) {
    above.addUnit(to: row, worth: worth)
  }

  /// One more unit of a column, worth no more than the one before.
  public mutating func addUnit(ofColumn column: Int, worth: Worth) {
    below.addUnit(to: column, worth: worth)
  }

  /// Pairs of a row and a column that `solve` made.
  public func pairs(row: Int, column: Int) -> Int { Int(flows[row * columns + column]) }

  /// Makes the pairs; how many.
  public mutating func solve() -> Int {
    layPotentials()
    var made = 0
    while let column = shortestPath() {
      lift()
      pair(upTo: column)
      made += 1
    }
    return made
  }

  /// Potentials of the paths that go down once: as if every distance from outside were known.
  private mutating func layPotentials() {
    endPotential = Self.unreachable
    for row in 0..<rows { above.potential[row] = above.nextWorth(row).map { -$0 } ?? 0 }
    for column in 0..<columns {
      var least = Self.unreachable
      for row in 0..<rows where above.next[row] != Self.nothing {
        let worth = worths[row * columns + column]
        if worth != Self.forbidden { least = min(least, above.potential[row] - worth) }
      }
      guard least != Self.unreachable else { continue }
      below.potential[column] = least
      guard let worth = below.nextWorth(column) else { continue }
      endPotential = min(endPotential, least - worth)
    }
    if endPotential == Self.unreachable { endPotential = 0 }
  }

  /// The column at the end of the shortest path to a unit that is free; nil if there is none.
  private mutating func shortestPath() -> Int? {
    for row in 0..<rows {
      above.isSettled[row] = false
      above.from[row] = Self.nothing
      above.distance[row] =
        above.nextWorth(row).map { -$0 - above.potential[row] } ?? Self.unreachable
    }
    for column in 0..<columns {
      below.isSettled[column] = false
      below.distance[column] = Self.unreachable
    }
    var end = (column: -1, distance: Self.unreachable)
    while true {
      var nearest = (row: -1, column: -1, distance: end.distance)
      for row in 0..<rows where !above.isSettled[row] && above.distance[row] < nearest.distance {
        nearest = (row, -1, above.distance[row])
      }
      for column in 0..<columns
      where !below.isSettled[column] && below.distance[column] < nearest.distance {
        nearest = (-1, column, below.distance[column])
      }
      if nearest.row >= 0 {
        settle(row: nearest.row)
      } else if nearest.column >= 0 {
        settle(column: nearest.column, end: &end)
      } else {
        break
      }
    }
    pathLength = end.distance
    return end.column < 0 ? nil : end.column
  }

  private mutating func settle(row: Int) {
    above.isSettled[row] = true
    let reached = above.distance[row] + above.potential[row]
    for column in 0..<columns where !below.isSettled[column] {
      let worth = worths[row * columns + column]
      guard worth != Self.forbidden else { continue }
      let distance = reached - worth - below.potential[column]
      guard distance < below.distance[column] else { continue }
      below.distance[column] = distance
      below.from[column] = Int32(row)
    }
  }

  private mutating func settle(column: Int, end: inout (column: Int, distance: Worth)) {
    below.isSettled[column] = true
    let distance = below.distance[column]
    if let worth = below.nextWorth(column) {
      let whole = distance + below.potential[column] - worth - endPotential
      if whole < end.distance { end = (column, whole) }
    }
    // A pair that was made costs nothing to undo: its reduced cost is 0.
    for row in 0..<rows
    where flows[row * columns + column] > 0 && distance < above.distance[row] {
      above.distance[row] = distance
      above.from[row] = Int32(column)
    }
  }

  /// Lifts the potentials by the distances, so that none is ever below 0.
  private mutating func lift() {
    for row in 0..<rows {
      above.potential[row] += above.isSettled[row] ? above.distance[row] : pathLength
    }
    for column in 0..<columns {
      below.potential[column] += below.isSettled[column] ? below.distance[column] : pathLength
    }
    endPotential += pathLength
  }

  /// Makes one more pair along the path that ends at a column.
  private mutating func pair(upTo last: Int) {
    below.takeUnit(of: last)
    var column = last
    while true {
      let row = Int(below.from[column])
      flows[row * columns + column] += 1
      let before = above.from[row]
      guard before != Self.nothing else {
        above.takeUnit(of: row)
        return
      }
      column = Int(before)
      flows[row * columns + column] -= 1
    }
  }
}

extension Array {
  /// So many of one value, in the memory that is there.
  fileprivate mutating func replace(_ count: Int, with value: Element) {
    removeAll(keepingCapacity: true)
    append(contentsOf: repeatElement(value, count: count))
  }
}

// The matching of greatest weight where each row may have a few of the columns.

/// Pairs rows with columns, each with one at most, so that the weights of the pairs sum up to the
/// most there is. A row may have the columns that it has a weight with.
///
/// Shortest augmenting paths over potentials, one row after the other, columns at equal distance
/// together: R. Jonker and A. Volgenant, “A shortest augmenting path algorithm for dense and sparse
/// linear assignment problems”, Computing 38 (1987), 325–340. Weights are integers, sums exact.
/// A search ends at the first free column at the least distance, or where some row costs as little
/// to leave alone: it is short where columns are plenty, long for a row that is too many.
///
/// - Complexity: of `solve` O(rows · weights) at worst; memory O(weights), kept from one problem to
///   the next.
public struct SparseMatching: Sendable {
  private static var nobody: Int32 { -1 }
  private static var unreachable: Int64 { .max }

  private struct Row: Sendable {
    /// Where its weights stand.
    var weights: Range<Int>
    /// −1 = unpaired.
    var column: Int32 = -1
    var potential: Int64 = 0
  }

  private struct Weight: Sendable {
    var column: Int32
    var weight: Int32
  }

  private struct Column: Sendable {
    var row: Int32 = -1
    var potential: Int64 = 0
    // Of the search for one row.
    var distance: Int64 = .max
    var from: Int32 = -1
    /// Where it stands in `reached`.
    var place: Int32 = -1
    var isSettled = false
  }

  private var rows: [Row] = []
  private var columns: [Column] = []
  private var weights: [Weight] = []
  /// Columns that the present search has come to: `settled` for good, then those up to `level` at
  /// the least distance, then all others.
  private var reached: [Int32] = []
  private var settled = 0
  private var level = 0
  /// A column on the level that has no row.
  private var free: Int?

  /// No problem yet.
  public init() {}

  /// A new problem without rows.
  public mutating func begin(columns count: Int) {
    rows.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
    columns.removeAll(keepingCapacity: true)
    columns.append(contentsOf: repeatElement(Column(), count: count))
  }

  /// One more row.
  public mutating func addRow() {
    rows.append(Row(weights: weights.count..<weights.count))
  }

  /// The last row may have a column, once for each; the weight is 0 or more.
  public mutating func addWeight(_ weight: Int32, of column: Int) {
    precondition(weight >= 0, "A weight is 0 or more.")
    weights.append(Weight(column: Int32(column), weight: weight))
    rows[rows.count - 1].weights = rows[rows.count - 1].weights.lowerBound..<weights.count
  }

  /// Pairs rows and columns; the sum of the weights.
  public mutating func solve() -> Int64 {
    for row in rows.indices { pair(row) }
    return rows.reduce(0) { sum, row in
      let pair = weights[row.weights].first { $0.column == row.column }
      return sum + Int64(pair?.weight ?? 0)
    }
  }

  /// The column of a row; nil if it has none.
  public func column(of row: Int) -> Int? { rows[row].column < 0 ? nil : Int(rows[row].column) }

  /// No matching weighs more, whatever it is: the sum of what rows and columns are priced at, if
  /// no pair weighs more than its prices; nil if one does. A matching of that weight is the best.
  ///
  /// - Complexity: O(weights).
  public var bound: Int64? {
    for row in rows {
      for pair in weights[row.weights] {
        let prices = -row.potential - columns[Int(pair.column)].potential
        guard Int64(pair.weight) <= prices else { return nil }
      }
    }
    guard rows.allSatisfy({ $0.potential <= 0 }), columns.allSatisfy({ $0.potential <= 0 })
    else { return nil }
    return -rows.reduce(0) { $0 + $1.potential } - columns.reduce(0) { $0 + $1.potential }
  }

  // MARK: One row

  /// Pairs one more row: the shortest path to a column that is free, or to a row that gives up its
  /// column, or nothing if the row is best alone.
  private mutating func pair(_ start: Int) {
    reached.removeAll(keepingCapacity: true)
    (settled, level, free) = (0, 0, nil)
    // Who stays alone costs 0.
    var alone = (row: start, distance: Int64(0))
    scan(start, at: 0, offset: 0)
    var end: Int?
    while end == nil {
      if settled == level { findLevel() }
      guard settled < level else { break }
      let column = Int(reached[settled])
      let distance = columns[column].distance
      guard distance < alone.distance else { break }
      end = free
      guard end == nil else { break }
      columns[column].isSettled = true
      settled += 1
      let row = Int(columns[column].row)
      let givingUp = distance - rows[row].potential
      if givingUp < alone.distance { alone = (row, givingUp) }
      scan(row, at: distance, offset: distance - rows[row].potential)
    }
    lift(start, by: end.map { columns[$0].distance } ?? alone.distance)
    if let end {
      flip(from: end, to: start)
    } else if alone.row != start {
      let column = Int(rows[alone.row].column)
      rows[alone.row].column = Self.nobody
      flip(from: column, to: start)
    }
    for column in reached {
      columns[Int(column)].distance = Self.unreachable
      columns[Int(column)].isSettled = false
    }
  }

  /// Comes to the columns of a row that is reached at a distance.
  private mutating func scan(_ number: Int, at distance: Int64, offset: Int64) {
    for index in rows[number].weights {
      let column = Int(weights[index].column)
      guard !columns[column].isSettled else { continue }
      let whole = offset - Int64(weights[index].weight) - columns[column].potential
      guard whole < columns[column].distance else { continue }
      if columns[column].distance == Self.unreachable {
        columns[column].place = Int32(reached.count)
        reached.append(Int32(column))
      }
      columns[column].distance = whole
      columns[column].from = Int32(number)
      if whole == distance, settled > 0 { putOnLevel(column) }
    }
  }

  /// Finds the columns at the least distance among those that are not settled.
  private mutating func findLevel() {
    var least = Self.unreachable
    for place in settled..<reached.count {
      let distance = columns[Int(reached[place])].distance
      if distance < least {
        least = distance
        (level, free) = (settled, nil)
      }
      if distance == least { putOnLevel(Int(reached[place])) }
    }
  }

  private mutating func putOnLevel(_ column: Int) {
    if columns[column].row == Self.nobody { free = column }
    let place = Int(columns[column].place)
    let other = Int(reached[level])
    reached[place] = Int32(other)
    columns[other].place = Int32(place)
    reached[level] = Int32(column)
    columns[column].place = Int32(level)
    level += 1
  }

  /// Prices after a search of some length: settled columns cost more, their rows less.
  private mutating func lift(_ start: Int, by length: Int64) {
    for place in 0..<settled {
      let column = Int(reached[place])
      let rise = length - columns[column].distance
      columns[column].potential -= rise
      if columns[column].row != Self.nobody {
        rows[Int(columns[column].row)].potential += rise
      }
    }
    rows[start].potential = length
  }

  /// Gives a column to the row that the path came from, and so on to the start.
  private mutating func flip(from end: Int, to start: Int) {
    var column = end
    while true {
      let row = Int(columns[column].from)
      let before = rows[row].column
      columns[column].row = Int32(row)
      rows[row].column = Int32(column)
      if row == start { return }
      column = Int(before)
    }
  }
}

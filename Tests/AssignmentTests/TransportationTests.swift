// The transportation solver against trying everything, and against the proof that an optimum has.

import Assignment
import SeededTests
import Testing

/// A problem in plain arrays.
struct PlainProblem: CustomStringConvertible {
  var rowUnits: [[Int]]
  var columnUnits: [[Int]]
  /// Nil = forbidden.
  var worths: [[Int?]]

  var description: String { "rows \(rowUnits), columns \(columnUnits), worths \(worths)" }

  /// - Parameter spread: worths are 0…spread, small ones make many ties.
  static func random(
    _ generator: inout SeededDraws, rows: Int, columns: Int, units: Int, spread: Int
  ) -> PlainProblem {
    func side(_ count: Int) -> [[Int]] {
      (0..<count).map { _ in
        (0..<generator.number(0...units)).map { _ in generator.number(-spread...spread) }
          .sorted(by: >)
      }
    }
    let rowUnits = side(rows)
    let columnUnits = side(columns)
    let worths = (0..<rows).map { _ in
      (0..<columns).map { _ in
        generator.number(0...3) == 0 ? nil : generator.number(0...spread)
      }
    }
    return PlainProblem(rowUnits: rowUnits, columnUnits: columnUnits, worths: worths)
  }

  /// Most pairs, and what they are worth at most, by trying every pairing of single units.
  var best: (pairs: Int, worth: Int) {
    let rows = rowUnits.enumerated().flatMap { row, units in units.map { (row, $0) } }
    let columns = columnUnits.enumerated().flatMap { column, units in units.map { (column, $0) } }
    var best = (pairs: 0, worth: 0)
    func pair(_ next: Int, _ used: Set<Int>, _ pairs: Int, _ worth: Int) {
      if (pairs, worth) > best { best = (pairs, worth) }
      guard next < rows.count else { return }
      pair(next + 1, used, pairs, worth)
      for (index, unit) in columns.enumerated() where !used.contains(index) {
        guard let together = worths[rows[next].0][unit.0] else { continue }
        pair(next + 1, used.union([index]), pairs + 1, worth + rows[next].1 + unit.1 + together)
      }
    }
    pair(0, [], 0, 0)
    return best
  }

  func pose(_ problem: inout Transportation) {
    problem.begin(rows: rowUnits.count, columns: columnUnits.count)
    for (row, units) in rowUnits.enumerated() {
      for unit in units { problem.addUnit(ofRow: row, worth: Transportation.Worth(unit)) }
      for (column, worth) in worths[row].enumerated() {
        guard let worth else { continue }
        problem.allow(row: row, column: column, worth: Transportation.Worth(worth))
      }
    }
    for (column, units) in columnUnits.enumerated() {
      for unit in units { problem.addUnit(ofColumn: column, worth: Transportation.Worth(unit)) }
    }
  }

  /// What the pairs of a solved problem are worth; nil if they are not allowed.
  func worth(of problem: Transportation) -> (pairs: Int, worth: Int)? {
    var sum = (pairs: 0, worth: 0)
    var columnPairs = [Int](repeating: 0, count: columnUnits.count)
    for row in rowUnits.indices {
      var rowPairs = 0
      for column in columnUnits.indices {
        let pairs = problem.pairs(row: row, column: column)
        guard pairs > 0 else { continue }
        guard let worth = worths[row][column] else { return nil }
        sum = (sum.pairs + pairs, sum.worth + pairs * worth)
        rowPairs += pairs
        columnPairs[column] += pairs
      }
      guard rowPairs <= rowUnits[row].count else { return nil }
      sum.worth += rowUnits[row].prefix(rowPairs).reduce(0, +)
    }
    for (column, pairs) in columnPairs.enumerated() {
      guard pairs <= columnUnits[column].count else { return nil }
      sum.worth += columnUnits[column].prefix(pairs).reduce(0, +)
    }
    return sum
  }
}

@Suite("The transportation problem") struct TransportationTests {
  @Test("is solved as trying every pairing solves it", arguments: [2, 1_000_000])
  func bruteForce(spread: Int) throws {
    var problem = Transportation()
    for seed in UInt64(0)..<3_000 {
      var generator = SeededDraws(seed: seed)
      let plain = PlainProblem.random(
        &generator, rows: generator.number(1...4), columns: generator.number(1...4), units: 2,
        spread: spread)
      guard plain.rowUnits.joined().count <= 6 else { continue }
      plain.pose(&problem)
      let made = problem.solve()
      let found = try #require(plain.worth(of: problem), "seed \(seed): \(plain)")
      #expect(found == plain.best, "seed \(seed): \(plain)")
      #expect(made == found.pairs, "seed \(seed)")
    }
  }

  @Test("of a larger size cannot be bettered: no circle of changes is worth anything")
  func certificate() throws {
    var problem = Transportation()
    for seed in UInt64(0)..<40 {
      var generator = SeededDraws(seed: seed)
      let plain = PlainProblem.random(
        &generator, rows: 30, columns: 20, units: 12, spread: [3, 1_000_000][Int(seed % 2)])
      plain.pose(&problem)
      let made = problem.solve()
      let found = try #require(plain.worth(of: problem))
      #expect(found.pairs == made)
      #expect(Residual(plain, problem).isOptimal, "seed \(seed)")
    }
  }

  @Test("with a hundred like customers and places has the pairs that both sides allow")
  func likeUnits() {
    var problem = Transportation()
    problem.begin(rows: 1, columns: 2)
    for _ in 0..<100 { problem.addUnit(ofRow: 0, worth: 0) }
    for _ in 0..<60 { problem.addUnit(ofColumn: 0, worth: 0) }
    for _ in 0..<70 { problem.addUnit(ofColumn: 1, worth: 0) }
    problem.allow(row: 0, column: 0, worth: 5)
    problem.allow(row: 0, column: 1, worth: 7)
    #expect(problem.solve() == 100)
    #expect(problem.pairs(row: 0, column: 0) == 30)
    #expect(problem.pairs(row: 0, column: 1) == 70)
  }

  @Test("more pairs come before any worth")
  func cardinality() {
    var problem = Transportation()
    problem.begin(rows: 2, columns: 2)
    for row in 0..<2 { problem.addUnit(ofRow: row, worth: 0) }
    for column in 0..<2 { problem.addUnit(ofColumn: column, worth: 0) }
    problem.allow(row: 0, column: 0, worth: 1_000)
    problem.allow(row: 0, column: 1, worth: 0)
    problem.allow(row: 1, column: 0, worth: 0)
    #expect(problem.solve() == 2)
    #expect(problem.pairs(row: 0, column: 1) == 1 && problem.pairs(row: 1, column: 0) == 1)
  }
}

/// What could be changed about some pairs, as an independent proof that nothing should be: a flow
/// is of least cost for its amount if, and only if, its residual graph has no circle below 0, and
/// of the greatest amount if the end cannot be reached any more (Ahuja, Magnanti and Orlin,
/// Network Flows, 1993, theorems 6.4 and 9.1).
struct Residual {
  private var edges: [(from: Int, to: Int, cost: Int)] = []
  private let nodes: Int
  private let start: Int
  private let end: Int

  init(_ plain: PlainProblem, _ problem: Transportation) {
    let (rows, columns) = (plain.rowUnits.count, plain.columnUnits.count)
    (start, end, nodes) = (rows + columns, rows + columns + 1, rows + columns + 2)
    var columnPairs = [Int](repeating: 0, count: columns)
    for row in 0..<rows {
      var rowPairs = 0
      for column in 0..<columns {
        let pairs = problem.pairs(row: row, column: column)
        rowPairs += pairs
        columnPairs[column] += pairs
        guard let worth = plain.worths[row][column] else { continue }
        edges.append((row, rows + column, -worth))
        if pairs > 0 { edges.append((rows + column, row, worth)) }
      }
      let units = plain.rowUnits[row]
      if rowPairs < units.count { edges.append((start, row, -units[rowPairs])) }
      if rowPairs > 0 { edges.append((row, start, units[rowPairs - 1])) }
    }
    for (column, pairs) in columnPairs.enumerated() {
      let units = plain.columnUnits[column]
      if pairs < units.count { edges.append((rows + column, end, -units[pairs])) }
      if pairs > 0 { edges.append((end, rows + column, units[pairs - 1])) }
    }
  }

  var isOptimal: Bool {
    // Bellman and Ford from everywhere at once: after as many rounds as nodes nothing may change.
    var distances = [Int](repeating: 0, count: nodes)
    var hasChanged = true
    for _ in 0...nodes where hasChanged {
      hasChanged = false
      for edge in edges where distances[edge.from] + edge.cost < distances[edge.to] {
        distances[edge.to] = distances[edge.from] + edge.cost
        hasChanged = true
      }
    }
    var reached: Set<Int> = [start]
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for edge in edges where reached.contains(edge.from) && !reached.contains(edge.to) {
        reached.insert(edge.to)
        isGrowing = true
      }
    }
    return !hasChanged && !reached.contains(end)
  }
}

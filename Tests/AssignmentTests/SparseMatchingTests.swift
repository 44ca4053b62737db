// The sparse matching against trying everything, and against its own prices as a proof.

import Assignment
import SeededTests
import Testing

/// Rows with spans in plain arrays.
struct PlainSpans {
  var columns: Int
  /// The first column of each row, and the weights from there on; nil = forbidden.
  var rows: [(first: Int, weights: [Int?])]

  /// - Parameter spread: weights are 0…spread, small ones make many ties.
  static func random(
    _ generator: inout SeededDraws, rows: Int, columns: Int, longest: Int, spread: Int
  ) -> PlainSpans {
    let all = (0..<rows).map { _ in
      let first = generator.number(0...columns)
      let length = min(columns - first, generator.number(0...longest))
      let weights: [Int?] = (0..<length).map { _ in
        generator.number(0...4) == 0 ? nil : generator.number(0...spread)
      }
      return (first, weights)
    }
    return PlainSpans(columns: columns, rows: all)
  }

  /// The greatest weight, by trying every pairing.
  var best: Int {
    func best(_ row: Int, _ taken: Set<Int>) -> Int {
      guard row < rows.count else { return 0 }
      var most = best(row + 1, taken)
      for (index, weight) in rows[row].weights.enumerated() {
        let column = rows[row].first + index
        guard let weight, !taken.contains(column) else { continue }
        most = max(most, weight + best(row + 1, taken.union([column])))
      }
      return most
    }
    return best(0, [])
  }

  func pose(_ matching: inout SparseMatching) {
    matching.begin(columns: columns)
    for row in rows {
      matching.addRow()
      for (place, weight) in row.weights.enumerated() {
        guard let weight else { continue }
        matching.addWeight(Int32(weight), of: row.first + place)
      }
    }
  }

  /// The weight of a solved problem's pairs; nil if they are not allowed.
  func weight(of matching: SparseMatching) -> Int? {
    var taken: Set<Int> = []
    var sum = 0
    for (number, row) in rows.enumerated() {
      guard let column = matching.column(of: number) else { continue }
      guard row.weights.indices.contains(column - row.first),
        let weight = row.weights[column - row.first], taken.insert(column).inserted
      else { return nil }
      sum += weight
    }
    return sum
  }
}

@Suite("The sparse matching") struct SparseMatchingTests {
  @Test("weighs what trying every pairing finds", arguments: [2, 1_000_000])
  func bruteForce(spread: Int) throws {
    var matching = SparseMatching()
    for seed in UInt64(0)..<4_000 {
      var generator = SeededDraws(seed: seed)
      let plain = PlainSpans.random(
        &generator, rows: generator.number(1...6), columns: generator.number(1...6),
        longest: generator.number(1...6), spread: spread)
      plain.pose(&matching)
      let sum = matching.solve()
      #expect(Int(sum) == plain.best, "seed \(seed): \(plain)")
      #expect(plain.weight(of: matching) == plain.best, "seed \(seed): \(plain)")
      #expect(matching.bound == sum, "seed \(seed): \(plain)")
    }
  }

  @Test("of a larger size is proved the best by its prices", arguments: [1, 9, 1_000_000_000])
  func prices(spread: Int) throws {
    var matching = SparseMatching()
    for seed in UInt64(0)..<12 {
      var generator = SeededDraws(seed: seed)
      let plain = PlainSpans.random(
        &generator, rows: 160, columns: [120, 160, 200][Int(seed % 3)],
        longest: seed % 2 == 0 ? 200 : 20, spread: spread)
      plain.pose(&matching)
      let sum = matching.solve()
      #expect(plain.weight(of: matching).map(Int64.init) == sum, "seed \(seed)")
      #expect(matching.bound == sum, "seed \(seed)")
    }
  }
}

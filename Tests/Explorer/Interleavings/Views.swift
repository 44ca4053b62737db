// Views: how far along each location's history somebody has come. Rows of one flat table, each
// with a hash that is kept up as it changes.

/// Rows of positions, one column per location; 0 is the value before the first store.
///
/// - Complexity: O(columns) to join or copy, no allocation once the table has grown.
struct Views {
  /// Columns that a row has room for.
  static let width = 512

  private var places: [UInt16] = []
  private var hashes: [UInt64] = []
  /// Rows in use.
  private(set) var rows = 0
  /// Columns in use.
  var columns = 0

  /// A row that has seen nothing.
  mutating func addRow() -> Int {
    if rows == hashes.count {
      places += [UInt16](repeating: 0, count: Self.width)
      hashes.append(0)
    } else {
      clear(rows)
    }
    rows += 1
    return rows - 1
  }

  /// Only that many rows remain.
  mutating func keep(rows count: Int) { rows = count }

  mutating func clear(_ row: Int) {
    for place in row * Self.width..<row * Self.width + columns { places[place] = 0 }
    hashes[row] = 0
  }

  func hash(_ row: Int) -> UInt64 { hashes[row] }

  subscript(_ row: Int, _ column: Int) -> Int {
    get { Int(places[row * Self.width + column]) }
    set {
      let before = places[row * Self.width + column]
      hashes[row] = hashes[row] &- Self.weight(column, before) &+ Self.weight(column, newValue)
      places[row * Self.width + column] = UInt16(newValue)
    }
  }

  /// The row has come at least as far as another.
  mutating func join(_ row: Int, with other: Int) {
    for column in 0..<columns {
      let theirs = self[other, column]
      if theirs > self[row, column] { self[row, column] = theirs }
    }
  }

  mutating func copy(_ row: Int, from other: Int) {
    let (to, start) = (row * Self.width, other * Self.width)
    for column in 0..<columns { places[to + column] = places[start + column] }
    hashes[row] = hashes[other]
  }

  /// A store was put into a history at that position: what stood there is one further on.
  mutating func makeRoom(_ column: Int, at position: Int) {
    for row in 0..<rows where self[row, column] >= position {
      self[row, column] += 1
    }
  }

  private static func weight(_ column: Int, _ position: some BinaryInteger) -> UInt64 {
    position == 0 ? 0 : mixed(UInt64(column) << 16 | UInt64(position))
  }
}

/// Bits well stirred (the finaliser of SplitMix64, Steele, Lea and Flood 2014).
func mixed(_ value: UInt64) -> UInt64 {
  var bits = value &+ 0x9E37_79B9_7F4A_7C15
  bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
  bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
  return bits ^ bits >> 31
}

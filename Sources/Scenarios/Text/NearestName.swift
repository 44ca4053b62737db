// Which known name somebody probably meant.

/// Searches by edit distance.
enum NearestName {
  /// The known name within a third of its length (at least 1 edit) of the given one; the first of
  /// the nearest.
  static func of(_ name: String, among known: [String]) -> String? {
    guard name.utf8.count <= 64 else { return nil }
    let folded = fold(name)
    var best: (name: String, distance: Int)?
    for candidate in known where candidate.utf8.count <= 64 {
      let allowed = max(1, (max(candidate.utf8.count, folded.count) + 1) / 3)
      guard abs(candidate.utf8.count - folded.count) <= allowed else { continue }
      let distance = edits(from: folded, to: fold(candidate))
      if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// Lower case, `_` and blank as `-`.
  private static func fold(_ name: String) -> [UInt8] {
    name.lowercased().utf8.map {
      $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: " ") ? UInt8(ascii: "-") : $0
    }
  }

  /// Insertions, removals, replacements and swaps of neighbours that turn one into the other.
  static func edits(from a: [UInt8], to b: [UInt8]) -> Int {
    var before: [Int] = []
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
        row.append(cost)
      }
      before = last
      last = row
    }
    return last[b.count]
  }
}

// The largest streams, or groups of agents, of a result document: a page shows no others.

/// The cells with most customers, largest first; equal ones by name.
struct LargestCells: Decodable {
  /// How many are read in full; of the others only how large they are.
  static let kept = 50

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private enum Volume: String, CodingKey {
    case offered, answered
  }

  let cells: [(name: String, figures: ReadFigures)]
  /// How many there are in the document.
  let count: Int

  /// - Complexity: O(all · log all + kept · figures).
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Name.self)
    let all = try container.allKeys.map { name in
      let cell = try container.nestedContainer(keyedBy: Volume.self, forKey: name)
      let figure =
        try cell.decodeIfPresent(Figure.self, forKey: .offered)
        ?? cell.decodeIfPresent(Figure.self, forKey: .answered)
      return (name: name, volume: figure?.mean ?? 0)
    }
    let sorted = all.sorted { a, b in
      a.volume == b.volume ? a.name.stringValue < b.name.stringValue : a.volume > b.volume
    }
    count = sorted.count
    cells = try sorted.prefix(Self.kept).map { cell in
      (cell.name.stringValue, try container.decode(ReadFigures.self, forKey: cell.name))
    }
  }
}

// A name out of a scenario as a page may show it: whatever it holds, it stays a name.

/// A name that cannot turn the text around it: no control characters, no marks of direction.
struct ShownName: Hashable {
  /// The name alone, for an element that isolates it (`bdi`).
  let alone: String

  init(_ name: String) {
    alone = String(String.UnicodeScalarView(name.unicodeScalars.filter { !Self.turns($0) }))
  }

  /// The name for the middle of a sentence, set apart by U+2068 and U+2069 so that a name that
  /// runs from right to left leaves the sentence as it is.
  var amidst: String {
    alone.unicodeScalars.allSatisfy { $0.value < 0x590 } ? alone : "\u{2068}\(alone)\u{2069}"
  }

  /// The name cut to a number of columns, for a place in a picture.
  func fitted(to columns: Int) -> String { DisplayWidth.fitted(alone, to: columns) }

  private static func turns(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F: true
    case 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

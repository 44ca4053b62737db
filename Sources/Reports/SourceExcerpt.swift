// The line of a scenario that a fault is in, with a mark under the fault.

/// Lines of a scenario's text, to show where a fault is.
struct SourceExcerpt {
  /// The part of a line that fits, and where the mark stands under it.
  struct Window {
    let text: String
    let indent: Int
    let width: Int
  }

  private let bytes: [UInt8]
  /// Where each line begins.
  private let starts: [Int]

  /// A line that is longer is shown no more: it was written by a machine.
  private static let longestLine = 1 << 16

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == 10 { starts.append(index + 1) }
    self.starts = starts
  }

  /// The line around that place, at most so many columns wide; nil if there is nothing to show.
  ///
  /// - Parameters:
  ///   - line: counted from 1.
  ///   - column: counted from 1, in Unicode scalars.
  func window(line: Int, column: Int, columns: Int) -> Window? {
    guard starts.indices.contains(line - 1) else { return nil }
    let start = starts[line - 1]
    let end = line < starts.count ? starts[line] - 1 : bytes.count
    guard end - start <= Self.longestLine else { return nil }
    var scalars = Array(String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars)
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    // A key that is missing is told where its map begins; a comment there says nothing about it.
    let isComment = scalars.first { !$0.properties.isWhitespace } == "#"
    guard !scalars.isEmpty, !isComment, (1...scalars.count + 1).contains(column) else {
      return nil
    }
    return Self.window(scalars, fault: column - 1, columns: columns)
  }

  private static func window(
    _ scalars: [Unicode.Scalar], fault: Int, columns: Int
  ) -> Window {
    let tokenEnd = fault + tokenLength(scalars[fault...])
    // The fault with a third of the room before it.
    var begin = 0
    while begin < fault, width(scalars[begin..<tokenEnd]) > columns * 2 / 3,
      width(scalars[begin..<fault]) > columns / 3
    {
      begin += 1
    }
    if width(scalars[...]) <= columns { begin = 0 }
    let head = begin > 0 ? "…" : ""
    let text = DisplayWidth.fitted(head + PrintableText.pictured(scalars[begin...]), to: columns)
    let indent = DisplayWidth.of(head) + width(scalars[begin..<fault])
    let mark = min(width(scalars[fault..<tokenEnd]), max(columns - indent, 1))
    return Window(text: text, indent: indent, width: max(mark, 1))
  }

  private static func width(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
    DisplayWidth.of(PrintableText.pictured(scalars))
  }

  /// How much belongs to what begins here: a word, a quoted text, one bracket.
  private static func tokenLength(_ rest: ArraySlice<Unicode.Scalar>) -> Int {
    guard let first = rest.first else { return 0 }
    if first == "\"" || first == "'" {
      let closing = rest.dropFirst().firstIndex(of: first)
      return closing.map { $0 - rest.startIndex + 1 } ?? rest.count
    }
    if "[]{},".unicodeScalars.contains(first) { return 1 }
    var end = rest.startIndex
    while end < rest.endIndex, !endsWord(rest, at: end) { end += 1 }
    return max(end - rest.startIndex, 1)
  }

  private static func endsWord(_ rest: ArraySlice<Unicode.Scalar>, at index: Int) -> Bool {
    let scalar = rest[index]
    if scalar.properties.isWhitespace || ",]}#".unicodeScalars.contains(scalar) { return true }
    guard scalar == ":" else { return false }
    return index + 1 == rest.endIndex || rest[index + 1].properties.isWhitespace
  }
}

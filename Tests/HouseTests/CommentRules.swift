// What must stand under a comment that gives the reason, and what may not stand anywhere.

enum CommentRules {
  /// Lines that a comment reaches down, inside its own block.
  static let reach = 50

  /// Each `unsafe`, and each unchecked promise to the compiler, stands under `Safety:`. The
  /// attribute `@unsafe` passes the reason on to the callers.
  static func unsafeWithoutReason(in file: SourceText) -> [Finding] {
    let tokens = file.tokens
    let lines = tokens.indices.filter { index in
      let isAttribute = index > 0 && tokens[index - 1].text == "@"
      return tokens[index].text == (isAttribute ? "unchecked" : "unsafe")
    }
    return uncovered(lines.map { tokens[$0].line }, by: "Safety", in: file)
  }

  /// Each memory ordering stands under `Ordering:`.
  static func orderingWithoutReason(in file: SourceText) -> [Finding] {
    let orderings = [
      "relaxed", "acquiring", "releasing", "acquiringAndReleasing", "sequentiallyConsistent",
    ]
    let tokens = file.tokens
    let lines = tokens.indices.dropFirst().filter { index in
      tokens[index - 1].text == "." && orderings.contains(tokens[index].text)
    }
    return uncovered(lines.map { tokens[$0].line }, by: "Ordering", in: file)
  }

  /// Those lines that no comment covers. A comment covers what follows it in the block where it
  /// stands, blocks inside that block too, for at most `reach` lines.
  static func uncovered(_ lines: [Int], by mark: String, in file: SourceText) -> [Finding] {
    var covered = [Bool](repeating: false, count: file.lines.count)
    for start in covered.indices where begins(mark, file.comments[start]) {
      var depth = 0
      for line in start..<min(start + reach + 1, covered.count) {
        covered[line] = true
        for byte in file.code[line].utf8 {
          if byte == UInt8(ascii: "{") { depth += 1 }
          if byte == UInt8(ascii: "}") { depth -= 1 }
        }
        if depth < 0 { break }
      }
    }
    return Set(lines).sorted().filter { !covered[$0] }.map { line in
      Finding(path: file.path, line: line + 1, what: "stands under no `// \(mark):` comment")
    }
  }

  /// `Safety:`, or with its extent `Safety (all accesses):`.
  private static func begins(_ mark: String, _ comment: String) -> Bool {
    comment.hasPrefix("\(mark):") || (comment.hasPrefix("\(mark) (") && comment.contains("):"))
  }

  /// No `try!`, `try?` and `as!`: each drops the reason of a failure.
  static func droppedReasons(in file: SourceText) -> [Finding] {
    let tokens = file.tokens
    return tokens.indices.dropLast().compactMap { index in
      let pair = tokens[index].text + tokens[index + 1].text
      let line = tokens[index].line
      guard ["try!", "try?", "as!"].contains(pair), file.code[line].contains(pair) else {
        return nil
      }
      return Finding(path: file.path, line: line + 1, what: "`\(pair)`")
    }
  }

  /// Words of work left over, and paths that exist on one machine only.
  static func leftovers(in file: SourceText) -> [Finding] {
    let words = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
    let folders = ["home", "root", "work", "Users", "farm", "opt/swift"].map { "/\($0)/" }
    return file.lines.enumerated().flatMap { index, line -> [Finding] in
      let spoken = line.split { !$0.isLetter }.map(String.init)
      let paths = folders.filter { begins($0, in: line) }
      return (spoken.filter(words.contains) + paths).map { found in
        Finding(path: file.path, line: index + 1, what: "`\(found)`")
      }
    }
  }

  /// Whether a path begins so somewhere in the line (the middle of an address does not count).
  private static func begins(_ path: String, in line: String) -> Bool {
    line.ranges(of: path).contains { range in
      guard range.lowerBound > line.startIndex else { return true }
      let before = line[line.index(before: range.lowerBound)]
      return !before.isLetter && !before.isNumber && !"/._-~".contains(before)
    }
  }
}

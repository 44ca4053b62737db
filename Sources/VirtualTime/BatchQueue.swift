// The customers of a batch in their order: the heads of all lines, merged.

import Consulting
import Rings
import Routing

/// Who waits, line by line merged: urgency, who came back, time of entry; at equal times the class
/// named first, and within a class the wider ring. Within a line the order of the line counts.
struct BatchQueue {
  typealias Waiting = Router<PlainMemory>.Waiting

  private struct Head: Comparable {
    var waiting: Waiting

    static func < (a: Self, b: Self) -> Bool {
      let (a, b) = (a.waiting, b.waiting)
      if a.urgency != b.urgency { return a.urgency > b.urgency }
      if a.isFront != b.isFront { return a.isFront }
      if a.entered != b.entered { return a.entered < b.entered }
      if a.classIndex != b.classIndex { return a.classIndex < b.classIndex }
      return a.ring > b.ring
    }

    static func == (a: Self, b: Self) -> Bool { a.waiting.request == b.waiting.request }
  }

  private var heads = LeastFirst<Head>()
  /// A bit for each line to be looked at.
  private var lines: [UInt64] = []

  /// Begins with the lines that those groups may answer.
  ///
  /// - Complexity: O(words of lines of the groups + lines · log lines).
  mutating func begin(_ router: borrowing Router<PlainMemory>, groups: [Int]) {
    heads.removeAll()
    lines.removeAll(keepingCapacity: true)
    lines.append(contentsOf: repeatElement(0, count: router.lineSetWords))
    for group in groups { router.addLines(ofGroup: group, to: &lines) }
    for word in lines.indices {
      var bits = lines[word]
      while bits != 0 {
        let line = router.line(ofBit: bits.trailingZeroBitCount, word: word)
        bits &= bits &- 1
        if let first = router.firstWaiting(inLine: line) { heads.insert(Head(waiting: first)) }
      }
    }
  }

  /// The next in order; whoever stands behind him comes once he is inserted.
  mutating func next() -> Waiting? { heads.popLeast()?.waiting }

  /// The next of a line, behind those who were taken.
  mutating func insert(_ waiting: Waiting) { heads.insert(Head(waiting: waiting)) }
}

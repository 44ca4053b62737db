// The waiting lines: contiguous rings of entries by position. An entry counts as long as its
// request's state word says so; nothing is ever popped.

public import Rings

/// All waiting lines, one per (class, ring, side).
///
/// An entry is `epoch 32 | lap 8 | request 24`. Taking, leaving and widening change the request's
/// state word only; the head passes dead entries lazily. An offered request keeps its entry, and
/// so its place.
@usableFromInline struct WaitingLines<Memory: MemoryOperations>: ~Copyable {
  /// Per line, a stride of 16 words: head, tail.
  @usableFromInline let ends: Words<Memory>
  /// Two bits per line: it may hold somebody, and somebody is about to take that back. Both 0
  /// says that nobody waits, and is never wrong.
  @usableFromInline let hints: Words<Memory>
  /// Where each line's ring begins in `cells`, and its capacity − 1 and its logarithm.
  @usableFromInline let rings: Block<Ring>
  @usableFromInline var cells: Words<Memory>
  @usableFromInline var cellsTaken: Int
  @usableFromInline let count: Int

  @usableFromInline struct Ring: BitwiseCopyable {
    @usableFromInline var start: UInt32
    @usableFromInline var mask: UInt32
    @usableFromInline var shift: UInt32
  }

  @usableFromInline static var stride: Int { 16 }
  /// Entries of all lines together.
  @usableFromInline static var largestTotal: Int { 1 << 28 }

  /// What stands in a cell that no entry was written to: of no lap that comes first, of nobody.
  @usableFromInline static var unwritten: UInt64 { 0xFFFF_FFFF }

  /// Lines whose hints share a word.
  @usableFromInline static var linesPerWord: Int { 32 }
  /// Threads that may be inside at once: as many places of a shared line are kept for them.
  @usableFromInline static var mostThreads: UInt64 { 64 }

  /// Lines where nobody waits.
  ///
  /// - Parameter capacity: entries of a line, a power of two.
  init(count: Int, capacity: Int) {
    precondition(capacity.nonzeroBitCount == 1, "a line has a power of two entries")
    precondition(
      !Memory.isShared || capacity > Int(Self.mostThreads), "a shared line holds over 64 entries")
    self.count = count
    ends = Words(count: count * Self.stride)
    hints = Words(count: (count + Self.linesPerWord - 1) / Self.linesPerWord)
    rings = Block(
      (0..<count).map { line in
        Ring(
          start: UInt32(line * capacity), mask: UInt32(capacity - 1),
          shift: UInt32(capacity.trailingZeroBitCount))
      })
    cellsTaken = count * capacity
    cells = Words(count: count * capacity, repeating: Self.unwritten)
  }

  @inlinable @inline(__always) func headIndex(_ line: Int) -> Int { line &* Self.stride }
  @inlinable @inline(__always) func tailIndex(_ line: Int) -> Int { line &* Self.stride &+ 1 }

  @inlinable @inline(__always)
  func cellIndex(_ ring: Ring, _ position: UInt64) -> Int {
    Int(ring.start) &+ Int(truncatingIfNeeded: position & UInt64(ring.mask))
  }

  @inlinable @inline(__always)
  func entry(_ ring: Ring, _ position: UInt64, _ request: Int, epoch: UInt64) -> UInt64 {
    epoch &<< 32 | (position &>> UInt64(ring.shift) & 0xFF) &<< 24 | UInt64(request)
  }

  /// Whether one more entry fits, whatever the other threads do meanwhile.
  @inlinable @inline(__always) func hasRoom(_ line: Int) -> Bool {
    let slack = Memory.isShared ? Self.mostThreads : 0
    // The head first: one that is newer than the tail may have passed it.
    let head = ends.load(headIndex(line))
    return ends.load(tailIndex(line)) &- head &+ slack <= UInt64(rings[line].mask)
  }

  /// Appends a request to a line that has room; its position.
  ///
  /// The cell is claimed before the tail moves, and whoever finds the cell at the tail written
  /// moves the tail for its writer: a thread that stops in between stops nobody.
  /// - Complexity: O(1), no allocation.
  @inlinable @inline(__always)
  func append(_ request: Int, epoch: UInt64, to line: Int) -> UInt64 {
    let ring = rings[line]
    while true {
      let tail = ends.load(tailIndex(line))
      let cell = cellIndex(ring, tail)
      let entry = entry(ring, tail, request, epoch: epoch)
      guard Memory.isShared else {
        cells.store(cell, entry)
        ends.store(tailIndex(line), tail &+ 1)
        return tail
      }
      let seen = cells.load(cell)
      let ahead = (seen ^ entry) &>> 24 & 0xFF
      if ahead == 0 {
        moveTail(line, from: tail)
      } else if (seen &>> 24 &+ 1) & 0xFF == entry &>> 24 & 0xFF {
        // Ordering: the exchange of the cell publishes the entry; a reader that has loaded the
        // tail after it finds it. The state word was written before.
        guard cells.compareExchange(cell, expected: seen, desired: entry) else { continue }
        moveTail(line, from: tail)
        return tail
      }
    }
  }

  /// Moves the tail past a cell that is written, unless somebody did.
  @inlinable @inline(__always) func moveTail(_ line: Int, from tail: UInt64) {
    _ = ends.compareExchange(tailIndex(line), expected: tail, desired: tail &+ 1)
  }

  /// Moves the head past a dead entry, unless somebody did.
  @inlinable @inline(__always) func advanceHead(_ line: Int, from head: UInt64) {
    _ = ends.compareExchange(headIndex(line), expected: head, desired: head &+ 1)
  }

  @inlinable @inline(__always) func hintWord(_ line: Int) -> Int { line / Self.linesPerWord }
  /// The lower of a line's two bits: it may hold somebody.
  @inlinable @inline(__always) func hint(_ line: Int) -> UInt64 {
    1 << UInt64(line % Self.linesPerWord &* 2)
  }

  /// The lower bits of the lines that are announced or in doubt, of a word under a mask.
  @inlinable @inline(__always) func announced(_ word: Int, _ mask: UInt64) -> UInt64 {
    let bits = hints.load(word) & mask
    return Memory.isShared ? (bits | bits >> 1) & 0x5555_5555_5555_5555 : bits
  }

  /// Announces that a line may hold somebody.
  @inlinable @inline(__always) func raiseHint(_ line: Int) {
    // Ordering: a read-modify-write even when set, sequentially consistent: it is the publication
    // that the look at the agents must follow.
    hints.fetchOr(hintWord(line), hint(line))
  }

  /// Takes the announcement of a line back, with a doubt that stands for it until `endDoubt`;
  /// false if it is not announced, or in doubt already.
  @inlinable func doubt(_ line: Int) -> Bool {
    let (word, hint) = (hintWord(line), hint(line))
    while true {
      let bits = hints.load(word)
      guard bits & (hint &* 3) == hint else { return false }
      if hints.compareExchange(word, expected: bits, desired: bits ^ hint &* 3) { return true }
    }
  }

  /// The doubt is over.
  @inlinable func endDoubt(_ line: Int) {
    hints.fetchAnd(hintWord(line), ~(hint(line) << 1))
  }

  /// Nobody waits anywhere.
  func reset() {
    ends.fill(with: 0)
    hints.fill(with: 0)
    cells.fill(with: Self.unwritten)
  }
}

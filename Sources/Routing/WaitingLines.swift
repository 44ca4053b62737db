// The waiting lines: contiguous rings of entries by position. An entry counts as long as its
// request's state word says so; nothing is ever popped.

public import Rings

/// All waiting lines, one per (class, ring, side): those of the back first, then the front lines,
/// where hardly anybody stands.
///
/// An entry is `epoch 32 | lap 8 | request 24`. Taking, leaving and widening change the request's
/// state word only; the head passes dead entries lazily. An offered request keeps its entry, and
/// so its place.
@usableFromInline struct WaitingLines<Memory: MemoryOperations>: ~Copyable {
  /// Per line: head, tail, where its ring is, and its front. What a customer who joins or is taken
  /// writes of a line lies together: of many lines each is out of the cache.
  @usableFromInline let ends: Words<Memory>
  /// Two bits per line: it may hold somebody, and somebody is about to take that back. Both 0
  /// says that nobody waits, and is never wrong. A word has both lines of `viewsPerWord` views, so
  /// that an agent who looks for a customer reads one word where his classes lie together:
  /// `doubt, front lines 16 | front lines 16 | doubt, back lines 16 | back lines 16`.
  @usableFromInline let hints: Words<Memory>
  @usableFromInline var cells: Words<Memory>
  @usableFromInline var cellsTaken: Int
  @usableFromInline let count: Int
  /// Back lines, and as many front lines after them.
  @usableFromInline let views: Int

  /// Where a line's ring begins in `cells`, and the logarithm of its capacity, in one word.
  @usableFromInline struct Ring: BitwiseCopyable {
    @usableFromInline let bits: UInt64

    @inlinable @inline(__always) init(bits: UInt64) { self.bits = bits }

    init(start: Int, capacity: Int) {
      bits = UInt64(start) << 8 | UInt64(capacity.trailingZeroBitCount)
    }

    @inlinable @inline(__always) var start: Int { Int(truncatingIfNeeded: bits >> 8) }
    @inlinable @inline(__always) var shift: UInt64 { bits & 63 }
    @inlinable @inline(__always) var mask: UInt64 { 1 &<< shift &- 1 }
  }

  /// Words of a line among `ends`: two cache lines of its own while there are few. Of many lines
  /// it matters more that they are in the cache at all than that no two threads meet in one, and
  /// a sole owner meets nobody.
  @inlinable @inline(__always) var strideShift: Int { Memory.isShared ? sharedStrideShift : 2 }
  @usableFromInline let sharedStrideShift: Int
  /// Entries of all lines together.
  @usableFromInline static var largestTotal: Int { 1 << 28 }

  /// What stands in a cell that no entry was written to: of no lap that comes first, of nobody.
  @usableFromInline static var unwritten: UInt64 { 0xFFFF_FFFF }

  /// Views whose lines' hints share a word.
  @usableFromInline static var viewsPerWord: Int { 16 }
  /// From the bit of a back line to that of the front line of its view.
  @usableFromInline static var frontBit: Int { 32 }
  /// From a line's bit to its doubt.
  @usableFromInline static var doubtBit: UInt64 { 16 }
  /// Threads that may be inside at once: as many places of a shared line are kept for them.
  @usableFromInline static var mostThreads: UInt64 { 64 }

  /// Lines where nobody waits.
  ///
  /// - Parameters:
  ///   - views: each has a back line and a front line.
  ///   - capacity: entries of a line, a power of two.
  init(views: Int, capacity: Int) {
    precondition(capacity.nonzeroBitCount == 1, "a line has a power of two entries")
    precondition(
      !Memory.isShared || capacity > Int(Self.mostThreads), "a shared line holds over 64 entries")
    self.views = views
    count = views * 2
    sharedStrideShift = count <= 1024 ? 4 : 2
    ends = Words(count: count << (Memory.isShared ? sharedStrideShift : 2))
    hints = Words(count: (views + Self.viewsPerWord - 1) / Self.viewsPerWord)
    cellsTaken = count * capacity
    cells = Words(count: count * capacity, repeating: Self.unwritten)
    for line in 0..<count {
      setRing(line, Ring(start: line * capacity, capacity: capacity))
    }
  }

  @inlinable @inline(__always) func headIndex(_ line: Int) -> Int { line &<< strideShift }
  @inlinable @inline(__always) func tailIndex(_ line: Int) -> Int { line &<< strideShift &+ 1 }
  /// The ring of a line; only a sole owner changes it.
  @inlinable @inline(__always) func ring(_ line: Int) -> Ring {
    Ring(bits: ends.constant(line &<< strideShift &+ 2))
  }
  func setRing(_ line: Int, _ ring: Ring) { ends.store(line << strideShift + 2, ring.bits) }

  @inlinable @inline(__always)
  func cellIndex(_ ring: Ring, _ position: UInt64) -> Int {
    ring.start &+ Int(truncatingIfNeeded: position & ring.mask)
  }

  @inlinable @inline(__always)
  func entry(_ ring: Ring, _ position: UInt64, _ request: Int, epoch: UInt64) -> UInt64 {
    epoch &<< 32 | (position &>> ring.shift & 0xFF) &<< 24 | UInt64(request)
  }

  /// Whether one more entry fits, whatever the other threads do meanwhile.
  @inlinable @inline(__always) func hasRoom(_ line: Int) -> Bool {
    let slack = Memory.isShared ? Self.mostThreads : 0
    // The head first: one that is newer than the tail may have passed it (by fewer than the places
    // kept for threads, which the sum would forgive).
    let head = ends.load(headIndex(line))
    return ends.load(tailIndex(line)) &- head &+ slack <= ring(line).mask
  }

  /// Appends a request to a line that has room; its position.
  ///
  /// The cell is claimed before the tail moves, and whoever finds the cell at the tail written
  /// moves the tail for its writer: a thread that stops in between stops nobody.
  /// - Complexity: O(1), no allocation.
  @inlinable @inline(__always)
  func append(_ request: Int, epoch: UInt64, to line: Int) -> UInt64 {
    let ring = ring(line)
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

  @inlinable @inline(__always) func view(of line: Int) -> Int {
    line < views ? line : line &- views
  }
  @inlinable @inline(__always) func hintWord(_ line: Int) -> Int {
    view(of: line) &>> Self.viewsPerWord.trailingZeroBitCount
  }
  /// The bit of a line that says that it may hold somebody.
  @inlinable @inline(__always) func hint(_ line: Int) -> UInt64 {
    let bit = view(of: line) & (Self.viewsPerWord &- 1)
    return 1 &<< UInt64(truncatingIfNeeded: line < views ? bit : bit &+ Self.frontBit)
  }
  /// A line by its bit.
  @inlinable @inline(__always) func line(ofBit bit: Int, word: Int) -> Int {
    let view = word &* Self.viewsPerWord &+ bit & (Self.frontBit &- 1)
    return bit < Self.frontBit ? view : view &+ views
  }

  /// The bits of the lines under a mask that are announced or in doubt.
  @inlinable @inline(__always) func announced(_ mask: Eligibility.LineMask) -> UInt64 {
    let bits = hints.load(Int(mask.word))
    return (Memory.isShared ? bits | bits >> Self.doubtBit : bits) & mask.bits
  }

  /// Whether a line is announced or in doubt; if not, nobody waits in it.
  @inlinable @inline(__always) func isAnnounced(_ line: Int) -> Bool {
    let hint = hint(line)
    return hints.load(hintWord(line)) & (hint | hint &<< Self.doubtBit) != 0
  }

  /// Announces that a line may hold somebody.
  @inlinable @inline(__always) func raiseHint(_ line: Int) {
    // Ordering: sequentially consistent; whoever finds it raised has moved the tail before, and
    // whoever takes it back looks at the tail after that. The look at the agents must follow.
    if Memory.isShared, hints.load(hintWord(line)) & hint(line) != 0 { return }
    hints.fetchOr(hintWord(line), hint(line))
  }

  /// Takes the announcement of a line back, with a doubt that stands for it until `endDoubt`;
  /// false if it is not announced, or in doubt already.
  @inlinable func doubt(_ line: Int) -> Bool {
    let (word, hint) = (hintWord(line), hint(line))
    let both = hint | hint &<< Self.doubtBit
    while true {
      let bits = hints.load(word)
      guard bits & both == hint else { return false }
      if hints.compareExchange(word, expected: bits, desired: bits ^ both) { return true }
    }
  }

  /// The doubt is over.
  @inlinable func endDoubt(_ line: Int) {
    hints.fetchAnd(hintWord(line), ~(hint(line) &<< Self.doubtBit))
  }

  /// Nobody waits anywhere.
  func reset() {
    for line in 0..<count {
      ends.store(headIndex(line), 0)
      ends.store(tailIndex(line), 0)
      setFront(line, 0)
    }
    hints.fill(with: 0)
    cells.fill(with: Self.unwritten)
  }

  @inlinable @inline(__always) func frontIndex(_ line: Int) -> Int { line &<< strideShift &+ 3 }
  /// Who waits first in a line, as a number that is lower for whoever is to be taken first. Under
  /// threads, or after somebody left, one too low may stand there.
  @inlinable @inline(__always) func front(_ line: Int) -> UInt64 { ends.load(frontIndex(line)) }
  @inlinable @inline(__always) func setFront(_ line: Int, _ front: UInt64) {
    ends.store(frontIndex(line), front)
  }
}

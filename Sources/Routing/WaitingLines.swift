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
  /// A bit per line that may hold somebody.
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
  /// Entries a line has at the start.
  @usableFromInline static var initialCapacity: Int { 64 }
  /// Entries of all lines together.
  @usableFromInline static var largestTotal: Int { 1 << 28 }

  /// What stands in a cell that no entry was written to: of no lap that comes first, of nobody.
  @usableFromInline static var unwritten: UInt64 { 0xFFFF_FFFF }

  init(count: Int) {
    self.count = count
    ends = Words(count: count * Self.stride)
    hints = Words(count: (count + 63) / 64)
    let capacity = Self.initialCapacity
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

  /// Appends a request; false if the line is full.
  ///
  /// - Complexity: O(1), no allocation.
  @inlinable @inline(__always)
  func append(_ request: Int, epoch: UInt64, to line: Int) -> Bool {
    let ring = rings[line]
    while true {
      // The head first: one that is newer than the tail may have passed it.
      let head = ends.load(headIndex(line))
      let tail = ends.load(tailIndex(line))
      guard tail &- head <= UInt64(ring.mask) else { return false }
      // Ordering: the position is claimed before the entry is written; a reader who meets the
      // entry of the lap before takes it for one in flight and passes over it.
      guard ends.compareExchange(tailIndex(line), expected: tail, desired: tail &+ 1) else {
        continue
      }
      cells.store(cellIndex(ring, tail), entry(ring, tail, request, epoch: epoch))
      return true
    }
  }

  /// Moves the head past a dead entry, unless somebody did.
  @inlinable @inline(__always) func advanceHead(_ line: Int, from head: UInt64) {
    _ = ends.compareExchange(headIndex(line), expected: head, desired: head &+ 1)
  }

  /// Announces that a line may hold somebody.
  @inlinable @inline(__always) func raiseHint(_ line: Int) {
    let bit = UInt64(1) << UInt64(line & 63)
    // Ordering: a read-modify-write even when set, sequentially consistent: it is the publication
    // that the look at the agents must follow.
    hints.fetchOr(line >> 6, bit)
  }

  /// Takes the announcement back.
  @inlinable @inline(__always) func lowerHint(_ line: Int) {
    hints.fetchAnd(line >> 6, ~(UInt64(1) << UInt64(line & 63)))
  }

  /// Nobody waits anywhere.
  func reset() {
    ends.fill(with: 0)
    hints.fill(with: 0)
    cells.fill(with: Self.unwritten)
  }
}

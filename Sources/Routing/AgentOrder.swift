// The order of agents within a group: a position each, and bitmaps of who is free at which level.

public import Rings

/// Who is free, in order: per group a ring of positions, and per level a bitmap over it.
///
/// An agent takes the next position whenever his turn begins anew (a chat ended and none is left,
/// an assignment, signing on). The bit at his position, in the bitmap of his level, says that he
/// has room: it is the one authority, the claim is one `fetchAnd`, the release one `fetchOr`, and
/// the lowest position is the longest idle, even after a wrap-up that ended late.
@usableFromInline struct AgentOrder<Memory: MemoryOperations>: ~Copyable {
  /// Where the data of a group lie.
  @usableFromInline struct Layout: BitwiseCopyable {
    /// First agent of the group and how many.
    @usableFromInline var firstAgent: UInt32
    @usableFromInline var agents: UInt32
    /// First cell of the ring of positions, and its capacity (a power of two).
    @usableFromInline var firstCell: UInt32
    @usableFromInline var capacity: UInt32
    /// First word of the bitmap of level 0; level l begins `capacity / 64 · l` words on.
    @usableFromInline var firstWord: UInt32
  }

  @usableFromInline let layouts: Block<Layout>
  /// Per group, a stride of 32 words: the tail at 0, for level l the head at 1 + l.
  @usableFromInline let ends: Words<Memory>
  /// The agent at each position.
  @usableFromInline let cells: Words<Memory>
  /// Who is free.
  @usableFromInline let free: Words<Memory>
  @usableFromInline let scratch: Block<UInt32>
  @usableFromInline let levels: Int

  @usableFromInline static var stride: Int { 32 }

  init(agents: [Int], levels: Int) {
    self.levels = levels
    var layouts: [Layout] = []
    ends = Words(count: agents.count * Self.stride)
    var agent = 0
    var cell = 0
    var word = 0
    for count in agents {
      let capacity = max(256, 1 << (UInt(count * 8).bitWidth - (count * 8 - 1).leadingZeroBitCount))
      layouts.append(
        Layout(
          firstAgent: UInt32(agent), agents: UInt32(count), firstCell: UInt32(cell),
          capacity: UInt32(capacity), firstWord: UInt32(word)))
      agent += count
      cell += capacity
      // Whole lines of 128 bytes, so that groups share none.
      word += (capacity / 64 * levels + 15) & ~15
    }
    self.layouts = Block(layouts)
    cells = Words(count: cell, repeating: UInt64(UInt32.max))
    free = Words(count: word)
    scratch = Block(count: agent, repeating: 0)
  }

  @inlinable @inline(__always) func tailIndex(_ group: Int) -> Int { group &* Self.stride }
  @inlinable @inline(__always) func headIndex(_ group: Int, _ level: Int) -> Int {
    group &* Self.stride &+ 1 &+ level
  }
  @inlinable @inline(__always) func wordIndex(_ layout: Layout, _ level: Int, _ word: UInt64)
    -> Int
  {
    let words = UInt64(layout.capacity >> 6)
    return Int(layout.firstWord) &+ Int(truncatingIfNeeded: words) &* level
      &+ Int(truncatingIfNeeded: word & (words &- 1))
  }
  @inlinable @inline(__always) func cellIndex(_ layout: Layout, _ position: UInt64) -> Int {
    Int(layout.firstCell) &+ Int(truncatingIfNeeded: position & UInt64(layout.capacity &- 1))
  }
  @inlinable @inline(__always) func agent(_ group: Int, at position: UInt64) -> Int {
    Int(truncatingIfNeeded: cells.load(cellIndex(layouts[group], position)))
  }

  /// Says that the agent at a position has room at a level.
  @inlinable @inline(__always)
  func publish(_ group: Int, _ level: Int, _ position: UInt64) {
    let layout = layouts[group]
    // Ordering: sequentially consistent; the look at the hints of the lines must come after it.
    free.fetchOr(wordIndex(layout, level, position >> 6), 1 << (position & 63))
    let head = headIndex(group, level)
    while true {
      let before = ends.load(head)
      if before <= position { return }
      if ends.compareExchange(head, expected: before, desired: position) { return }
    }
  }

  /// Takes the agent's bit; false if somebody else was quicker.
  @inlinable @inline(__always)
  func claim(_ group: Int, _ level: Int, _ position: UInt64) -> Bool {
    let bit = UInt64(1) << (position & 63)
    return free.fetchAnd(wordIndex(layouts[group], level, position >> 6), ~bit) & bit != 0
  }

  /// The lowest free position of a group at a level, without `excluded`; nil if there is none.
  ///
  /// - Complexity: O(1) amortised; O(positions ÷ 64) after a long wait of the first.
  @inlinable @inline(__always)
  func firstFree(_ group: Int, _ level: Int, without excluded: Int) -> UInt64? {
    let tail = ends.load(tailIndex(group))
    let head = ends.load(headIndex(group, level))
    if head >= tail { return nil }
    return scan(group, level, from: head, to: tail, without: excluded)
  }

  @inlinable
  func scan(_ group: Int, _ level: Int, from head: UInt64, to tail: UInt64, without excluded: Int)
    -> UInt64?
  {
    let layout = layouts[group]
    var word = head >> 6
    let lastWord = (tail &- 1) >> 6
    var skipped = false
    while word <= lastWord {
      var bits = free.load(wordIndex(layout, level, word))
      while bits != 0 {
        let position = word << 6 | UInt64(bits.trailingZeroBitCount)
        if agent(group, at: position) != excluded {
          if !skipped, position != head { advance(group, level, from: head, to: position) }
          return position
        }
        skipped = true
        bits &= bits &- 1
      }
      word &+= 1
    }
    if !skipped { advance(group, level, from: head, to: tail) }
    return nil
  }

  /// Moves the head of a level on. The head is only where a search begins.
  @inlinable @inline(__always)
  func advance(_ group: Int, _ level: Int, from head: UInt64, to position: UInt64) {
    _ = ends.compareExchange(headIndex(group, level), expected: head, desired: position)
  }
}

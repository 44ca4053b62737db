// Handing out positions, and numbering a group's positions anew when the ring comes round to an
// agent who still holds one.

public import Rings

extension AgentOrder {
  /// The next position of a group, written down for the agent.
  ///
  /// - Complexity: O(1) amortised, no allocation.
  @inlinable @inline(__always)
  func takePosition(_ group: Int, for agent: Int, _ states: borrowing Words<Memory>) -> UInt64 {
    let layout = layouts[group]
    var position = ends.load(tailIndex(group))
    if position & 63 == 0, position >= UInt64(layout.capacity) {
      position = clearWay(group, at: position, states)
    }
    cells.store(cellIndex(layout, position), UInt64(truncatingIfNeeded: agent))
    ends.store(tailIndex(group), position &+ 1)
    return position
  }

  /// Makes sure that nobody holds one of the 64 positions that come round, and that no search
  /// begins at them: it would meet the newest before the oldest. The tail to use.
  @inlinable
  func clearWay(_ group: Int, at tail: UInt64, _ states: borrowing Words<Memory>) -> UInt64 {
    let layout = layouts[group]
    let old = tail &- UInt64(layout.capacity)
    for position in old..<old &+ 64 where holder(layout, position, states) != nil {
      return renumber(group, states)
    }
    for level in 0..<levels {
      let head = ends.load(headIndex(group, level))
      if head < old &+ 64 { advance(group, level, from: head, to: old &+ 64) }
    }
    return tail
  }

  /// The agent who still holds a position, nil if he has moved on.
  @inlinable @inline(__always)
  func holder(_ layout: Layout, _ position: UInt64, _ states: borrowing Words<Memory>) -> Int? {
    let agent = Int(truncatingIfNeeded: cells.load(cellIndex(layout, position)))
    guard agent >= Int(layout.firstAgent), agent < Int(layout.firstAgent &+ layout.agents),
      AgentState(bits: states.load(agent)).position == position
    else { return nil }
    return agent
  }

  /// Numbers all held positions of a group from 0, in their order; the new tail.
  ///
  /// For a sole owner: one that nobody else drives meanwhile.
  /// - Complexity: O(capacity), at most once in 7 ÷ 8 of the capacity.
  @inlinable @inline(never)
  func renumber(_ group: Int, _ states: borrowing Words<Memory>) -> UInt64 {
    let layout = layouts[group]
    let tail = ends.load(tailIndex(group))
    var held = 0
    for position in tail &- UInt64(layout.capacity)..<tail {
      if let agent = holder(layout, position, states) {
        scratch[held] = UInt32(truncatingIfNeeded: agent)
        held &+= 1
      }
    }
    for word in 0..<Int(layout.capacity >> 6) &* levels {
      free.store(Int(layout.firstWord) &+ word, 0)
    }
    for level in 0..<levels { ends.store(headIndex(group, level), 0) }
    for place in 0..<held {
      let agent = Int(scratch[place])
      var state = AgentState(bits: states.load(agent))
      state.position = UInt64(truncatingIfNeeded: place)
      states.store(agent, state.bits)
      cells.store(cellIndex(layout, state.position), UInt64(truncatingIfNeeded: agent))
      if state.publishedLevel >= 0 { publish(group, state.publishedLevel, state.position) }
    }
    ends.store(tailIndex(group), UInt64(truncatingIfNeeded: held))
    return UInt64(truncatingIfNeeded: held)
  }

  /// How many agents have room at a level.
  @inlinable func freeCount(_ group: Int, _ level: Int) -> Int {
    let layout = layouts[group]
    let tail = ends.load(tailIndex(group))
    var word = ends.load(headIndex(group, level)) >> 6
    var count = 0
    while word << 6 < tail {
      count &+= free.load(wordIndex(layout, level, word)).nonzeroBitCount
      word &+= 1
    }
    return count
  }

  /// The position of the free agent number `rank` at a level, counted from the longest idle.
  @inlinable func freePosition(_ group: Int, _ level: Int, rank: Int) -> UInt64? {
    let layout = layouts[group]
    let tail = ends.load(tailIndex(group))
    var word = ends.load(headIndex(group, level)) >> 6
    var left = rank
    while word << 6 < tail {
      var bits = free.load(wordIndex(layout, level, word))
      let here = bits.nonzeroBitCount
      if left < here {
        for _ in 0..<left { bits &= bits &- 1 }
        return word << 6 | UInt64(bits.trailingZeroBitCount)
      }
      left &-= here
      word &+= 1
    }
    return nil
  }

  /// Nobody is free, all positions are given back.
  func reset() {
    ends.fill(with: 0)
    cells.fill(with: UInt64(UInt32.max))
    free.fill(with: 0)
  }
}

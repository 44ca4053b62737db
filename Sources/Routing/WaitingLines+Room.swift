// Making room in a full line: squeezing out dead entries, or a ring twice as long. Sole owner only.

import Rings

extension WaitingLines {
  /// Makes room in a line: drops dead entries, and doubles the ring if more than half are live.
  ///
  /// - Returns: false if the lines together would pass their limit.
  /// - Complexity: O(entries of the line), amortised O(1) an append.
  mutating func makeRoom(in line: Int, isLive: (UInt64) -> Bool) -> Bool {
    let old = ring(line)
    let head = ends.load(headIndex(line))
    let tail = ends.load(tailIndex(line))
    var live: [UInt64] = []
    for position in head..<tail {
      let entry = cells.load(cellIndex(old, position))
      if isLive(entry) { live.append(entry) }
    }
    var ring = old
    if live.count > Int(old.mask) / 2 {
      let capacity = (Int(old.mask) + 1) * 2
      guard cellsTaken + capacity <= Self.largestTotal else { return false }
      if cellsTaken + capacity > cells.count {
        cells.grow(to: max(cells.count * 2, cellsTaken + capacity), repeating: Self.unwritten)
      }
      ring = Ring(start: cellsTaken, capacity: capacity)
      cellsTaken += capacity
      setRing(line, ring)
    }
    for (offset, entry) in live.enumerated() {
      let position = UInt64(offset)
      cells.store(
        cellIndex(ring, position),
        self.entry(ring, position, Int(entry & 0xFF_FFFF), epoch: entry >> 32))
    }
    for position in UInt64(live.count)...ring.mask {
      cells.store(cellIndex(ring, position), Self.unwritten)
    }
    ends.store(headIndex(line), 0)
    ends.store(tailIndex(line), UInt64(live.count))
    return true
  }
}

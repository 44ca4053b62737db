// Free places of a pool, last freed first, so that few places stay warm; for a sole owner.

/// The free places of a pool of records, handed out last freed first.
///
/// - Complexity: O(1), no allocation but in `grow`.
public struct IndexPool: ~Copyable {
  @usableFromInline var free: Block<UInt32>
  @usableFromInline var freeCount: Int

  /// A pool with the places 0 ..< `capacity`, all free; place 0 is handed out first.
  public init(capacity: Int) {
    free = Block(count: capacity, repeating: 0)
    freeCount = 0
    reset()
  }

  /// Places in all.
  @inlinable public var capacity: Int { free.count }
  /// Places handed out.
  @inlinable public var taken: Int { free.count &- freeCount }

  /// A free place, nil when there is none.
  @inlinable @inline(__always) public mutating func take() -> Int? {
    guard freeCount > 0 else { return nil }
    freeCount &-= 1
    return Int(free[freeCount])
  }

  /// Gives a place back; the caller had it.
  @inlinable @inline(__always) public mutating func give(back index: Int) {
    assert(freeCount < free.count, "more places given back than taken")
    free[freeCount] = UInt32(truncatingIfNeeded: index)
    freeCount &+= 1
  }

  /// Adds places; the new ones are handed out first, lowest first.
  ///
  /// - Complexity: O(`newCapacity`).
  public mutating func grow(to newCapacity: Int) {
    let before = free.count
    free.grow(to: newCapacity, repeating: 0)
    for index in stride(from: newCapacity - 1, through: before, by: -1) { give(back: index) }
  }

  /// All places free again.
  public mutating func reset() {
    freeCount = 0
    for index in stride(from: free.count - 1, through: 0, by: -1) { give(back: index) }
  }
}

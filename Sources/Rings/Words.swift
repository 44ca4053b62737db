// A block of 64-bit words that threads may share, touched only by the operations of its memory.

/// Shared words at consecutive places; how they are touched is `Memory`'s affair.
@safe public struct Words<Memory: MemoryOperations>: ~Copyable {
  @usableFromInline var block: Block<UInt64>

  /// That many words of one value.
  public init(count: Int, repeating value: UInt64 = 0) {
    block = Block(count: count, repeating: value)
  }

  /// How many words.
  @inlinable public var count: Int { block.count }

  // Safety (all accesses): the index is inside the block, asserted; the block is freed only with
  // `self`, so that the pointer is live for the whole operation.
  @inlinable @inline(__always) @unsafe
  func pointer(_ index: Int) -> UnsafeMutablePointer<UInt64> {
    assert(index >= 0 && index < block.count, "word outside the block")
    return unsafe block.storage + index
  }

  /// Sequentially consistent load.
  @inlinable @inline(__always) public func load(_ index: Int) -> UInt64 {
    unsafe Memory.load(pointer(index))
  }
  /// Releasing store.
  @inlinable @inline(__always) public func store(_ index: Int, _ value: UInt64) {
    unsafe Memory.store(pointer(index), value)
  }
  /// A word that no thread changes while others are about: an ordinary load.
  @inlinable @inline(__always) public func constant(_ index: Int) -> UInt64 { block[index] }
  /// Asks for the cache line of a word ahead of its use.
  @inlinable @inline(__always) public func prefetch(_ index: Int) {
    unsafe Memory.prefetch(pointer(index))
  }
  /// Adds (wrapping), gives the value before.
  @inlinable @inline(__always) @discardableResult
  public func fetchAdd(_ index: Int, _ value: UInt64) -> UInt64 {
    unsafe Memory.fetchAdd(pointer(index), value)
  }
  /// Sets bits, gives the value before.
  @inlinable @inline(__always) @discardableResult
  public func fetchOr(_ index: Int, _ bits: UInt64) -> UInt64 {
    unsafe Memory.fetchOr(pointer(index), bits)
  }
  /// Keeps only the bits of the mask, gives the value before.
  @inlinable @inline(__always) @discardableResult
  public func fetchAnd(_ index: Int, _ mask: UInt64) -> UInt64 {
    unsafe Memory.fetchAnd(pointer(index), mask)
  }
  /// Stores `desired` if the word is `expected`; whether it did.
  @inlinable @inline(__always)
  public func compareExchange(_ index: Int, expected: UInt64, desired: UInt64) -> Bool {
    unsafe Memory.compareExchange(pointer(index), expected: expected, desired: desired)
  }

  /// Extends the words with `value`; for a sole owner only.
  public mutating func grow(to newCount: Int, repeating value: UInt64 = 0) {
    block.grow(to: newCount, repeating: value)
  }
  /// Sets every word; for a sole owner only.
  public func fill(with value: UInt64) { block.fill(with: value) }
}

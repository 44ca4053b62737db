// The scheduling atomic: the operations of the language's `Atomic<UInt64>`, each a point where the
// explorer decides.

public import Synchronization

/// A word of memory as the explorer's threads see it. Outside of an exploration it is plain memory.
@safe public struct ScheduledWord {
  let word: UnsafeMutablePointer<UInt64>

  // Safety (all below): whoever makes a `ScheduledWord` vouches that the word lives as long.

  /// The word at an address.
  @unsafe public init(_ word: UnsafeMutablePointer<UInt64>) { unsafe self.word = word }

  /// Itself: sources reach an atomic through its pointer.
  public var pointee: ScheduledWord { self }

  /// A load.
  public func load(ordering: AtomicLoadOrdering) -> UInt64 {
    guard let execution = Execution.current else { return unsafe word.pointee }
    return unsafe execution.load(word, MemoryOrder(ordering))
  }

  /// A store.
  public func store(_ value: UInt64, ordering: AtomicStoreOrdering) {
    guard let execution = Execution.current else { return unsafe word.pointee = value }
    unsafe execution.store(word, value, MemoryOrder(ordering))
  }

  /// Stores a value, gives the one before.
  public func exchange(_ value: UInt64, ordering: AtomicUpdateOrdering) -> UInt64 {
    update("exchange", ordering) { _ in value }
  }

  /// Adds, wrapping.
  @discardableResult
  public func wrappingAdd(_ value: UInt64, ordering: AtomicUpdateOrdering)
    -> (oldValue: UInt64, newValue: UInt64)
  {
    let before = update("add", ordering) { $0 &+ value }
    return (before, before &+ value)
  }

  /// Sets bits.
  @discardableResult
  public func bitwiseOr(_ bits: UInt64, ordering: AtomicUpdateOrdering)
    -> (oldValue: UInt64, newValue: UInt64)
  {
    let before = update("or", ordering) { $0 | bits }
    return (before, before | bits)
  }

  /// Keeps only the bits of a mask.
  @discardableResult
  public func bitwiseAnd(_ mask: UInt64, ordering: AtomicUpdateOrdering)
    -> (oldValue: UInt64, newValue: UInt64)
  {
    let before = update("and", ordering) { $0 & mask }
    return (before, before & mask)
  }

  /// Stores `desired` if the word is `expected`.
  public func compareExchange(
    expected: UInt64, desired: UInt64, ordering: AtomicUpdateOrdering
  ) -> (exchanged: Bool, original: UInt64) {
    let order = MemoryOrder(ordering)
    return compareExchange(expected, desired, order, failing: order.ofFailure)
  }

  /// Stores `desired` if the word is `expected`, with an order of its own if it is not.
  public func compareExchange(
    expected: UInt64, desired: UInt64, successOrdering: AtomicUpdateOrdering,
    failureOrdering: AtomicLoadOrdering
  ) -> (exchanged: Bool, original: UInt64) {
    compareExchange(
      expected, desired, MemoryOrder(successOrdering), failing: MemoryOrder(failureOrdering))
  }

  private func compareExchange(
    _ expected: UInt64, _ desired: UInt64, _ order: MemoryOrder, failing: MemoryOrder
  ) -> (exchanged: Bool, original: UInt64) {
    // Safety: as said above.
    guard let execution = Execution.current else {
      let before = unsafe word.pointee
      if before == expected { unsafe word.pointee = desired }
      return (before == expected, before)
    }
    let before = unsafe execution.compareExchange(
      word, expected: expected, desired: desired, order, failing: failing)
    return (before == expected, before)
  }

  private func update(
    _ name: String, _ ordering: AtomicUpdateOrdering, _ change: (UInt64) -> UInt64
  ) -> UInt64 {
    // Safety: as said above.
    guard let execution = Execution.current else {
      let before = unsafe word.pointee
      unsafe word.pointee = change(before)
      return before
    }
    return unsafe execution.update(word, MemoryOrder(ordering), name, change)
  }
}

/// A fence between the operations of the running thread.
public func scheduledFence(ordering: AtomicUpdateOrdering) {
  Execution.current?.fence(MemoryOrder(ordering))
}

// Atomic operations on shared words: for a core that several threads drive.

#if INTERLEAVINGS
  public import Interleavings
#else
  public import CPlatform
#endif
public import Synchronization

/// Words that several threads share.
public enum AtomicMemory: MemoryOperations {
  /// Several threads.
  @inlinable public static var isShared: Bool { true }
  /// `atomic`
  public static var name: String { "atomic" }

  // Safety: the caller hands a pointer into a live block of words, aligned to 8 bytes;
  // `Atomic<UInt64>` has the layout of `UInt64`. `Words` is the only caller.
  #if INTERLEAVINGS
    // Compiled for the explorer of Tests/Explorer: the only place that knows of it.
    @usableFromInline @unsafe
    static func atomic(_ word: UnsafeMutablePointer<UInt64>) -> ScheduledWord {
      unsafe ScheduledWord(word)
    }
  #else
    @inlinable @inline(__always) @unsafe
    static func atomic(
      _ word: UnsafeMutablePointer<UInt64>
    ) -> UnsafeMutablePointer<Atomic<UInt64>> {
      unsafe UnsafeMutableRawPointer(word).assumingMemoryBound(to: Atomic<UInt64>.self)
    }
  #endif

  // Ordering: the handshake between arrival and release is a store by one side before a load of
  // the other's word; only sequential consistency forbids that both miss each other.

  /// Sequentially consistent load.
  @inlinable @inline(__always) @unsafe
  public static func load(_ word: UnsafeMutablePointer<UInt64>) -> UInt64 {
    unsafe atomic(word).pointee.load(ordering: .sequentiallyConsistent)
  }
  /// Releasing store. Ordering: pairs with `load`, which is at least acquiring.
  @inlinable @inline(__always) @unsafe
  public static func store(_ word: UnsafeMutablePointer<UInt64>, _ value: UInt64) {
    unsafe atomic(word).pointee.store(value, ordering: .releasing)
  }
  /// Adds, gives the value before.
  @inlinable @inline(__always) @unsafe
  public static func fetchAdd(_ word: UnsafeMutablePointer<UInt64>, _ value: UInt64) -> UInt64 {
    unsafe atomic(word).pointee.wrappingAdd(value, ordering: .sequentiallyConsistent).oldValue
  }
  /// Sets bits, gives the value before.
  @inlinable @inline(__always) @unsafe
  public static func fetchOr(_ word: UnsafeMutablePointer<UInt64>, _ bits: UInt64) -> UInt64 {
    unsafe atomic(word).pointee.bitwiseOr(bits, ordering: .sequentiallyConsistent).oldValue
  }
  /// Keeps only the bits of the mask, gives the value before.
  @inlinable @inline(__always) @unsafe
  public static func fetchAnd(_ word: UnsafeMutablePointer<UInt64>, _ mask: UInt64) -> UInt64 {
    unsafe atomic(word).pointee.bitwiseAnd(mask, ordering: .sequentiallyConsistent).oldValue
  }
  /// Stores `desired` if the word is `expected`; whether it did.
  @inlinable @inline(__always) @unsafe
  public static func compareExchange(
    _ word: UnsafeMutablePointer<UInt64>, expected: UInt64, desired: UInt64
  ) -> Bool {
    unsafe atomic(word).pointee.compareExchange(
      expected: expected, desired: desired, ordering: .sequentiallyConsistent
    ).exchanged
  }

  #if !INTERLEAVINGS
    // Safety: as above; nothing is read, and an address that is nobody's does no harm.
    /// Asks for the cache line.
    @inlinable @inline(__always) @unsafe
    public static func prefetch(_ word: UnsafeMutablePointer<UInt64>) {
      unsafe sangdam_prefetch(word)
    }
  #endif
}

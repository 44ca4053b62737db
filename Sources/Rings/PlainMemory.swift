// Plain loads and stores: for a core that one thread owns.

#if !INTERLEAVINGS
  public import CPlatform
#endif

/// Words that one thread owns: virtual time runs on this.
public enum PlainMemory: MemoryOperations {
  /// One owner.
  @inlinable public static var isShared: Bool { false }
  /// `plain`
  public static var name: String { "plain" }

  // Safety: the caller hands a pointer into a live block of words; `Words` is the only caller.

  /// A load.
  @inlinable @inline(__always) @unsafe
  public static func load(_ word: UnsafeMutablePointer<UInt64>) -> UInt64 { unsafe word.pointee }
  /// A store.
  @inlinable @inline(__always) @unsafe
  public static func store(_ word: UnsafeMutablePointer<UInt64>, _ value: UInt64) {
    unsafe word.pointee = value
  }
  /// Adds, gives the value before.
  @inlinable @inline(__always) @unsafe
  public static func fetchAdd(_ word: UnsafeMutablePointer<UInt64>, _ value: UInt64) -> UInt64 {
    let before = unsafe word.pointee
    unsafe word.pointee = before &+ value
    return before
  }
  /// Sets bits, gives the value before.
  @inlinable @inline(__always) @unsafe
  public static func fetchOr(_ word: UnsafeMutablePointer<UInt64>, _ bits: UInt64) -> UInt64 {
    let before = unsafe word.pointee
    unsafe word.pointee = before | bits
    return before
  }
  /// Keeps only the bits of the mask, gives the value before.
  @inlinable @inline(__always) @unsafe
  public static func fetchAnd(_ word: UnsafeMutablePointer<UInt64>, _ mask: UInt64) -> UInt64 {
    let before = unsafe word.pointee
    unsafe word.pointee = before & mask
    return before
  }
  /// Stores `desired` if the word is `expected`; whether it did.
  @inlinable @inline(__always) @unsafe
  public static func compareExchange(
    _ word: UnsafeMutablePointer<UInt64>, expected: UInt64, desired: UInt64
  ) -> Bool {
    guard unsafe word.pointee == expected else { return false }
    unsafe word.pointee = desired
    return true
  }

  #if !INTERLEAVINGS
    /// Asks for the cache line.
    @inlinable @inline(__always) @unsafe
    public static func prefetch(_ word: UnsafeMutablePointer<UInt64>) {
      unsafe sangdam_prefetch(word)
    }
  #endif
}

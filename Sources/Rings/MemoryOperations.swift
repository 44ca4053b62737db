// How the routing core touches words that several threads may share; the one place where plain,
// atomic (and, in tests, scheduled) memory differ.

/// Something that a core does which no operation on a word tells of by itself.
public enum Occurrence: Sendable {
  /// Having published itself, one side looked at the other side again.
  case secondLook
  /// An entry at the head of a line that stood for nobody any more was passed.
  case deadEntry
}

/// The operations on shared 64-bit words. The core is one source, specialised over this.
///
/// All read-modify-writes and `load` are sequentially consistent: the two-sided protocol (publish,
/// then look at the other side) needs it.
public protocol MemoryOperations {
  /// Whether several threads may be inside at once; false lets a sole owner skip second looks.
  static var isShared: Bool { get }
  /// The name that a result declares.
  static var name: String { get }
  /// Sequentially consistent load.
  @unsafe static func load(_ word: UnsafeMutablePointer<UInt64>) -> UInt64
  /// Releasing store.
  @unsafe static func store(_ word: UnsafeMutablePointer<UInt64>, _ value: UInt64)
  /// Adds, gives the value before.
  @unsafe static func fetchAdd(_ word: UnsafeMutablePointer<UInt64>, _ value: UInt64) -> UInt64
  /// Sets bits, gives the value before.
  @unsafe static func fetchOr(_ word: UnsafeMutablePointer<UInt64>, _ bits: UInt64) -> UInt64
  /// Keeps only the bits of the mask, gives the value before.
  @unsafe static func fetchAnd(_ word: UnsafeMutablePointer<UInt64>, _ mask: UInt64) -> UInt64
  /// Stores `desired` if the word is `expected`; whether it did.
  @unsafe static func compareExchange(
    _ word: UnsafeMutablePointer<UInt64>, expected: UInt64, desired: UInt64
  ) -> Bool
  /// Asks for the cache line of a word ahead of its use; changes nothing.
  @unsafe static func prefetch(_ word: UnsafeMutablePointer<UInt64>)
  /// Something happened that a memory which counts wants to know of.
  static func note(_ occurrence: Occurrence)
}

extension MemoryOperations {
  /// Nothing: a memory that counts or explores does what the protocol needs.
  @inlinable @inline(__always) @unsafe
  public static func prefetch(_ word: UnsafeMutablePointer<UInt64>) {}

  /// Nobody counts. The core is specialised over its memory, so that a call of this is no
  /// instruction at all: what is counted costs a run that does not count neither a word, nor a
  /// branch, nor a register. A counter in the router would cost all three, and one that threads
  /// share a cache line beside; one for each thread the router cannot have, because it knows none.
  @inlinable @inline(__always) public static func note(_ occurrence: Occurrence) {}
}

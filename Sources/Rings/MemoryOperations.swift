// How the routing core touches words that several threads may share; the one place where plain,
// atomic (and, in tests, scheduled) memory differ.

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
}

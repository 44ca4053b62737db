// Atomic memory that counts its operations, for one test at a time.

import Rings

/// `AtomicMemory`, counted.
enum CountingMemory: MemoryOperations {
  struct Counts: Equatable, CustomStringConvertible {
    var loads = 0
    var stores = 0
    var exchanges = 0
    var others = 0
    var description: String {
      "loads: \(loads), stores: \(stores), exchanges: \(exchanges), others: \(others)"
    }
  }

  // Safety: only the tests of one serialised suite use this memory.
  nonisolated(unsafe) static var counts = Counts()

  static let isShared = true
  static let name = "counted"

  // Safety (all below): the caller's pointer is handed on as it is.
  @unsafe static func load(_ word: UnsafeMutablePointer<UInt64>) -> UInt64 {
    unsafe counts.loads += 1
    return unsafe AtomicMemory.load(word)
  }
  @unsafe static func store(_ word: UnsafeMutablePointer<UInt64>, _ value: UInt64) {
    unsafe counts.stores += 1
    unsafe AtomicMemory.store(word, value)
  }
  @unsafe
  static func fetchAdd(_ word: UnsafeMutablePointer<UInt64>, _ value: UInt64) -> UInt64 {
    unsafe counts.others += 1
    return unsafe AtomicMemory.fetchAdd(word, value)
  }
  @unsafe static func fetchOr(_ word: UnsafeMutablePointer<UInt64>, _ bits: UInt64) -> UInt64 {
    unsafe counts.others += 1
    return unsafe AtomicMemory.fetchOr(word, bits)
  }
  @unsafe
  static func fetchAnd(_ word: UnsafeMutablePointer<UInt64>, _ mask: UInt64) -> UInt64 {
    unsafe counts.others += 1
    return unsafe AtomicMemory.fetchAnd(word, mask)
  }
  @unsafe static func compareExchange(
    _ word: UnsafeMutablePointer<UInt64>, expected: UInt64, desired: UInt64
  ) -> Bool {
    unsafe counts.exchanges += 1
    return unsafe AtomicMemory.compareExchange(word, expected: expected, desired: desired)
  }
}

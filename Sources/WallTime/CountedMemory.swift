// Atomic memory that counts what each thread does with it: for figures, not for speed.

import CPlatform
import Rings

/// The operations of `AtomicMemory`, counted by thread.
enum CountedMemory: MemoryOperations {
  static var isShared: Bool { AtomicMemory.isShared }
  static var name: String { AtomicMemory.name }

  // Safety: the pointers are passed on; what the caller promises holds there too.

  @inline(__always) @unsafe
  static func load(_ word: UnsafeMutablePointer<UInt64>) -> UInt64 {
    sangdam_count_load()
    return unsafe AtomicMemory.load(word)
  }
  @inline(__always) @unsafe
  static func store(_ word: UnsafeMutablePointer<UInt64>, _ value: UInt64) {
    sangdam_count_store()
    unsafe AtomicMemory.store(word, value)
  }
  @inline(__always) @unsafe
  static func fetchAdd(_ word: UnsafeMutablePointer<UInt64>, _ value: UInt64) -> UInt64 {
    sangdam_count_other()
    return unsafe AtomicMemory.fetchAdd(word, value)
  }
  @inline(__always) @unsafe
  static func fetchOr(_ word: UnsafeMutablePointer<UInt64>, _ bits: UInt64) -> UInt64 {
    sangdam_count_other()
    return unsafe AtomicMemory.fetchOr(word, bits)
  }
  @inline(__always) @unsafe
  static func fetchAnd(_ word: UnsafeMutablePointer<UInt64>, _ mask: UInt64) -> UInt64 {
    sangdam_count_other()
    return unsafe AtomicMemory.fetchAnd(word, mask)
  }
  @inline(__always) @unsafe
  static func compareExchange(
    _ word: UnsafeMutablePointer<UInt64>, expected: UInt64, desired: UInt64
  ) -> Bool {
    let isExchanged = unsafe AtomicMemory.compareExchange(
      word, expected: expected, desired: desired)
    sangdam_count_exchange(isExchanged)
    return isExchanged
  }
  @inline(__always) static func note(_ occurrence: Occurrence) {
    switch occurrence {
    case .secondLook: sangdam_count_second_look()
    case .deadEntry: sangdam_count_dead_entry()
    }
  }
}

// Atomic memory whose threads give way now and then in the middle of a call.

import Glibc
import Rings
import Synchronization

/// Memory that a stress test may run on.
protocol StressedMemory: MemoryOperations, SendableMetatype {
  /// Whether threads give way in the middle of a call, so that calls surely overlap.
  static var givesWay: Bool { get }
}

extension AtomicMemory: StressedMemory { static var givesWay: Bool { false } }

/// `AtomicMemory`, and once in 64 operations the thread lets another go first: on few processors
/// calls are cut in two far more often than the scheduler would.
enum HesitantMemory: StressedMemory {
  static let givesWay = true
  static let isShared = true
  static let name = "hesitant"
  private static let turns = Atomic<UInt64>(0)

  private static func hesitate() {
    // Ordering: relaxed; a source of numbers that no two threads get in the same order.
    let turn = turns.wrappingAdd(1, ordering: .relaxed).newValue
    if (turn &* 0x9E37_79B9_7F4A_7C15) >> 58 == 0 { sched_yield() }
  }

  // Safety (all below): the caller's pointer is handed on as it is.
  @unsafe static func load(_ word: UnsafeMutablePointer<UInt64>) -> UInt64 {
    hesitate()
    return unsafe AtomicMemory.load(word)
  }
  @unsafe static func store(_ word: UnsafeMutablePointer<UInt64>, _ value: UInt64) {
    hesitate()
    unsafe AtomicMemory.store(word, value)
  }
  @unsafe
  static func fetchAdd(_ word: UnsafeMutablePointer<UInt64>, _ value: UInt64) -> UInt64 {
    hesitate()
    return unsafe AtomicMemory.fetchAdd(word, value)
  }
  @unsafe static func fetchOr(_ word: UnsafeMutablePointer<UInt64>, _ bits: UInt64) -> UInt64 {
    hesitate()
    return unsafe AtomicMemory.fetchOr(word, bits)
  }
  @unsafe
  static func fetchAnd(_ word: UnsafeMutablePointer<UInt64>, _ mask: UInt64) -> UInt64 {
    hesitate()
    return unsafe AtomicMemory.fetchAnd(word, mask)
  }
  @unsafe static func compareExchange(
    _ word: UnsafeMutablePointer<UInt64>, expected: UInt64, desired: UInt64
  ) -> Bool {
    hesitate()
    return unsafe AtomicMemory.compareExchange(word, expected: expected, desired: desired)
  }
}

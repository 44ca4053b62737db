// Litmus tests: a few threads on a few words, and the set of outcomes that the explorer finds.

import Interleavings

/// The words and registers of a litmus test.
@safe final class Cells {
  private let storage: UnsafeMutablePointer<UInt64>
  /// What threads have read; as many as the test shows.
  var registers: [UInt64]

  // Safety (whole type): four words, allocated here and freed in `deinit`.

  init(registers count: Int) {
    registers = [UInt64](repeating: 0, count: count)
    unsafe storage = .allocate(capacity: 4)
    // Safety: as said above.
    unsafe storage.initialize(repeating: 0, count: 4)
  }

  deinit {
    // Safety: as said above.
    unsafe storage.deallocate()
  }

  // Safety (these three): as said above.
  var x: ScheduledWord { unsafe ScheduledWord(storage) }
  var y: ScheduledWord { unsafe ScheduledWord(storage + 1) }
  var z: ScheduledWord { unsafe ScheduledWord(storage + 2) }

  subscript(_ index: Int) -> ScheduledWord { index == 0 ? x : index == 1 ? y : z }

  func clear() {
    for index in registers.indices { registers[index] = 0 }
    // Safety: as said above.
    unsafe storage.update(repeating: 0, count: 4)
  }

  func value(_ index: Int) -> UInt64 {
    // Safety: as said above.
    unsafe storage[index]
  }
}

/// A litmus test, explored without a bound.
final class Litmus: Interplay {
  typealias Body = (Cells) -> Void

  let threads: [String]
  private let bodies: [Body]
  private let cells: Cells
  private let words: Int
  private(set) var outcomes: Set<String> = []

  init(_ bodies: [Body], registers: Int, words: Int) {
    self.bodies = bodies
    self.words = words
    threads = bodies.indices.map { "P\($0)" }
    cells = Cells(registers: registers)
  }

  func begin() { cells.clear() }
  func run(_ thread: Int) { bodies[thread](cells) }

  func verdict() -> String? {
    let shown = cells.registers + (0..<words).map(cells.value)
    outcomes.insert(shown.map(String.init).joined())
    return nil
  }

  /// All outcomes: the registers' digits, then those of the first words at the end.
  static func outcomes(registers: Int, words: Int = 0, _ bodies: Body...) -> Set<String> {
    outcomes(registers: registers, words: words, bodies)
  }

  static func outcomes(
    registers: Int, words: Int, _ bodies: [Body], orders: Orders = .asWritten
  ) -> Set<String> {
    let litmus = Litmus(bodies, registers: registers, words: words)
    // No thread has more than four operations: nothing is out of reach.
    let explorer = Explorer(litmus, limits: Limits(outdatedReads: 4), orders: orders)
    let exploration = explorer.exploreAll()
    return exploration.isExhaustive && exploration.failure == nil ? litmus.outcomes : []
  }
}

// Random programs of mixed memory orders and fences, run by the explorer.

import Interleavings
import Synchronization

/// A few threads of loads, stores, additions and fences on two words.
struct OrderedProgram: CustomStringConvertible {
  enum Kind: String { case load, store, add, fence }
  enum Order: String, CaseIterable { case relaxed, acquire, release, both, sequential }

  /// One operation; `register` counts the program's loads and additions.
  struct Operation: CustomStringConvertible {
    var kind: Kind
    var word = 0
    var value: UInt64 = 0
    var order: Order
    var register = 0

    var description: String { "\(kind.rawValue) \(word) \(value) \(order.rawValue)" }
    var reads: Bool { kind == .load || kind == .add }
    var writes: Bool { kind == .store || kind == .add }
    var acquires: Bool { order == .acquire || order == .both || order == .sequential }
    var releases: Bool { order == .release || order == .both || order == .sequential }
  }

  private(set) var threads: [[Operation]] = []
  private(set) var registers = 0

  var description: String { threads.map(\.description).joined(separator: " || ") }

  /// Threads that are known to tell models apart: a letter for load, store or addition, and the
  /// word. The names are those of Alglave, Maranget and Tautschnig, Herding Cats (2014).
  private static let shapes = [
    "s0 l1 | s1 l0",  // SB
    "a0 l1 | a1 l0",  // SB with updates
    "s0 s1 | l1 l0",  // MP
    "s0 s1 | s1 l0",  // R
    "s0 s1 | l1 s0",  // S
    "s0 s1 | s1 s0",  // 2+2W
    "s0 | s1 | l0 l1 | l1 l0",  // IRIW
    "s0 | l0 s1 | l1 l0",  // WRC
    "s0 | l0 l1 | s1 l0",  // RWC
    "s0 s1 | a1 | l1 l0",  // MP through an update
    "s0 s1 | s1 | l1 l0",  // MP through a store
    "s0 | a0 s1 | a1 l0", "s0 l0 | s0 l0", "s0 s1 l0 | s1 l0",
  ]

  /// A known shape with random orders, and random fences between its operations.
  init(seed: UInt64) {
    // Marsaglia's xorshift64.
    var bits = seed &* 0x9E37_79B9_7F4A_7C15
    func below(_ limit: Int) -> Int {
      bits ^= bits << 13
      bits ^= bits >> 7
      bits ^= bits << 17
      return Int(bits >> 33) % limit
    }
    // Ordering: those that are tested together.
    let palettes: [[Order]] = [
      Order.allCases, [.sequential], [.relaxed, .sequential], [.acquire, .release, .both],
      [.relaxed, .acquire, .release],
    ]
    let shape = Self.shapes[below(Self.shapes.count)]
    let palette = palettes[below(palettes.count)]
    let fences = below(3)
    for thread in shape.split(separator: "|") {
      threads.append([])
      for (place, step) in thread.split(separator: " ").enumerated() {
        if place > 0, below(3) < fences {
          let order = Self.order(.fence, among: below(2) == 0 ? palette : Order.allCases, below)
          threads[threads.count - 1].append(Operation(kind: .fence, order: order))
        }
        let kind: Kind = step.first == "l" ? .load : step.first == "s" ? .store : .add
        var operation = Operation(kind: kind, order: Self.order(kind, among: palette, below))
        operation.word = step.last == "0" ? 0 : 1
        operation.value = UInt64(threads.count)
        operation.register = registers
        registers += operation.reads ? 1 : 0
        threads[threads.count - 1].append(operation)
      }
    }
  }

  private static func order(_ kind: Kind, among palette: [Order], _ below: (Int) -> Int) -> Order {
    // Ordering: those that the language knows for such an operation.
    let possible: [Order] =
      switch kind {
      case .load: [.relaxed, .acquire, .sequential]
      case .store: [.relaxed, .release, .sequential]
      case .add: Order.allCases
      case .fence: [.acquire, .release, .both, .sequential]
      }
    let wanted = possible.filter(palette.contains)
    return wanted.isEmpty ? possible[below(possible.count)] : wanted[below(wanted.count)]
  }

  /// The outcomes that the explorer finds.
  func found() -> Set<String> {
    let bodies = threads.map { operations in
      { (cells: Cells) in
        for operation in operations { Self.perform(operation, on: cells) }
      }
    }
    return Litmus.outcomes(registers: registers, words: 2, bodies)
  }

  private static func perform(_ operation: Operation, on cells: Cells) {
    // Ordering: as the program says.
    let updates: [Order: AtomicUpdateOrdering] = [
      .relaxed: .relaxed, .acquire: .acquiring, .release: .releasing,
      .both: .acquiringAndReleasing, .sequential: .sequentiallyConsistent,
    ]
    let update = updates[operation.order] ?? .relaxed
    switch operation.kind {
    case .fence: scheduledFence(ordering: update)
    case .add:
      cells.registers[operation.register] =
        cells[operation.word].wrappingAdd(operation.value, ordering: update).oldValue
    case .load:
      cells.registers[operation.register] = cells[operation.word].load(
        ordering: operation.order == .relaxed
          ? .relaxed : operation.order == .acquire ? .acquiring : .sequentiallyConsistent)
    case .store:
      cells[operation.word].store(
        operation.value,
        ordering: operation.order == .relaxed
          ? .relaxed : operation.order == .release ? .releasing : .sequentiallyConsistent)
    }
  }
}

// Random programs of two or three threads, and all their outcomes by the obvious enumeration.

import Interleavings
import Synchronization

/// A few operations a thread on two words.
struct RandomProgram: CustomStringConvertible {
  enum Operation: CustomStringConvertible {
    case load(word: Int, register: Int)
    case store(word: Int, value: UInt64)
    case add(word: Int, register: Int)
    case exchange(word: Int, expected: UInt64, desired: UInt64, register: Int)

    var description: String {
      switch self {
      case .load(let word, let register): "r\(register) = \(word)"
      case .store(let word, let value): "\(word) = \(value)"
      case .add(let word, let register): "r\(register) = \(word)++"
      case .exchange(let word, let expected, let desired, let register):
        "r\(register) = \(word) if \(expected) := \(desired)"
      }
    }
  }

  private(set) var threads: [[Operation]] = []
  private(set) var registers = 0

  var description: String { threads.map(\.description).joined(separator: " || ") }

  init(seed: UInt64) {
    // Marsaglia's xorshift64.
    var bits = seed &* 0x9E37_79B9_7F4A_7C15
    func below(_ limit: Int) -> Int {
      bits ^= bits << 13
      bits ^= bits >> 7
      bits ^= bits << 17
      return Int(bits >> 33) % limit
    }
    let count = 2 + below(2)
    for _ in 0..<count {
      threads.append((0..<(count == 2 ? 4 : 3)).map { _ in operation(below) })
    }
  }

  private mutating func operation(_ below: (Int) -> Int) -> Operation {
    let word = below(2)
    let kind = below(6)
    if kind < 2 { return .store(word: word, value: UInt64(1 + below(3))) }
    registers += 1
    switch kind {
    case 2, 3: return .load(word: word, register: registers - 1)
    case 4: return .add(word: word, register: registers - 1)
    default:
      return .exchange(
        word: word, expected: UInt64(below(3)), desired: UInt64(1 + below(3)),
        register: registers - 1)
    }
  }

  /// The outcomes that the explorer finds, all operations relaxed or none.
  func found(relaxed: Bool, orders: Orders = .asWritten) -> Set<String> {
    let bodies = threads.map { operations in
      { (cells: Cells) in
        for operation in operations { Self.perform(operation, on: cells, relaxed: relaxed) }
      }
    }
    return Litmus.outcomes(registers: registers, words: 2, bodies, orders: orders)
  }

  private static func perform(_ operation: Operation, on cells: Cells, relaxed: Bool) {
    // Ordering: the weakest or the strongest, as the test asks.
    let update: AtomicUpdateOrdering = relaxed ? .relaxed : .sequentiallyConsistent
    switch operation {
    case .load(let word, let register):
      cells.registers[register] = cells[word].load(
        ordering: relaxed ? .relaxed : .sequentiallyConsistent)
    case .store(let word, let value):
      cells[word].store(value, ordering: relaxed ? .relaxed : .sequentiallyConsistent)
    case .add(let word, let register):
      cells.registers[register] = cells[word].wrappingAdd(1, ordering: update).oldValue
    case .exchange(let word, let expected, let desired, let register):
      cells.registers[register] =
        cells[word].compareExchange(expected: expected, desired: desired, ordering: update)
        .original
    }
  }

  /// The outcomes of all orders in which whole operations can follow each other.
  func interleaved() -> Set<String> {
    var outcomes: Set<String> = []
    var next = [Int](repeating: 0, count: threads.count)
    func go(_ words: [UInt64], _ values: [UInt64]) {
      var isOver = true
      for thread in threads.indices where next[thread] < threads[thread].count {
        isOver = false
        var (words, values) = (words, values)
        Self.step(threads[thread][next[thread]], &words, &values)
        next[thread] += 1
        go(words, values)
        next[thread] -= 1
      }
      if isOver { outcomes.insert((values + words).map(String.init).joined()) }
    }
    go([0, 0], [UInt64](repeating: 0, count: registers))
    return outcomes
  }

  private static func step(
    _ operation: Operation, _ words: inout [UInt64], _ values: inout [UInt64]
  ) {
    switch operation {
    case .load(let word, let register): values[register] = words[word]
    case .store(let word, let value): words[word] = value
    case .add(let word, let register):
      values[register] = words[word]
      words[word] += 1
    case .exchange(let word, let expected, let desired, let register):
      values[register] = words[word]
      if words[word] == expected { words[word] = desired }
    }
  }
}

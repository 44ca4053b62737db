// Plain and atomic words do the same, operation by operation, as an array does.

import Rings
import SeededTests
import Testing

/// An operation on one of some words.
enum WordOperation: CaseIterable {
  case load, store, fetchAdd, fetchOr, fetchAnd, compareExchange, fill, grow
}

/// Words under one memory.
struct WordsUnderTest<Memory: MemoryOperations>: ~Copyable {
  var words: Words<Memory>

  /// What the operation answers: the value before, or 1 for an exchange that happened.
  mutating func perform(_ operation: WordOperation, _ place: Int, _ value: UInt64, _ other: UInt64)
    -> UInt64
  {
    switch operation {
    case .load: return words.load(place)
    case .store: words.store(place, value)
    case .fetchAdd: return words.fetchAdd(place, value)
    case .fetchOr: return words.fetchOr(place, value)
    case .fetchAnd: return words.fetchAnd(place, value)
    case .compareExchange:
      return words.compareExchange(place, expected: other, desired: value) ? 1 : 0
    case .fill: words.fill(with: value)
    case .grow: words.grow(to: place, repeating: value)
    }
    return 0
  }

  func contents() -> [UInt64] { (0..<words.count).map { words.load($0) } }
}

@Suite("words")
struct WordsTests {
  /// The same on an array.
  static func perform(
    _ operation: WordOperation, on words: inout [UInt64], _ place: Int, _ value: UInt64,
    _ other: UInt64
  ) -> UInt64 {
    switch operation {
    case .fill: words = words.map { _ in value }
    case .grow: while words.count < place { words.append(value) }
    case .load: return words[place]
    case .store: words[place] = value
    case .compareExchange:
      guard words[place] == other else { return 0 }
      words[place] = value
      return 1
    case .fetchAdd, .fetchOr, .fetchAnd:
      let before = words[place]
      words[place] =
        operation == .fetchAdd
        ? UInt64(truncatingIfNeeded: before.addingReportingOverflow(value).partialValue)
        : operation == .fetchOr ? before | value : before & value
      return before
    }
    return 0
  }

  @Test("of both memories agree with an array", arguments: [1, 2, 3, 17])
  func model(_ count: Int) {
    var draws = SeededDraws(seed: RandomTests.seed &+ UInt64(count))
    var plain = WordsUnderTest<PlainMemory>(words: Words(count: count, repeating: 7))
    var atomic = WordsUnderTest<AtomicMemory>(words: Words(count: count, repeating: 7))
    var model = [UInt64](repeating: 7, count: count)
    for step in 0..<1000 {
      let isRare = draws.below(50) == 0
      let operation = WordOperation.allCases[isRare ? 6 + draws.below(2) : draws.below(6)]
      let place = draws.below(model.count) + (operation == .grow ? 2 : 0)
      let value = draws.below(4) == 0 ? draws.next() : UInt64(draws.below(4))
      // Half of the exchanges expect what is there.
      let other = draws.below(2) == 0 || operation == .grow ? value : model[place]
      let expected = Self.perform(operation, on: &model, place, value, other)
      let first = plain.perform(operation, place, value, other)
      let second = atomic.perform(operation, place, value, other)
      guard first == expected, second == expected, plain.contents() == model,
        atomic.contents() == model
      else {
        Issue.record("step \(step) of \(count): \(operation), SANGDAM_SEED=\(RandomTests.seed)")
        return
      }
    }
  }

  @Test("adding wraps around in both memories")
  func wraps() {
    let plain = Words<PlainMemory>(count: 1, repeating: .max)
    let atomic = Words<AtomicMemory>(count: 1, repeating: .max)
    #expect(plain.fetchAdd(0, 2) == .max)
    #expect(atomic.fetchAdd(0, 2) == .max)
    #expect(plain.load(0) == 1)
    #expect(atomic.load(0) == 1)
  }

  @Test("say whose they are")
  func names() {
    #expect(!PlainMemory.isShared)
    #expect(AtomicMemory.isShared)
    #expect(PlainMemory.name == "plain")
    #expect(AtomicMemory.name == "atomic")
  }
}

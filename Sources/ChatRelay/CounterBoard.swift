// The counts of one loop: written by its thread, read by any.

import Rings

// Safety: the words are atomic, and none is added or taken away after `init`.

/// Counts on words that threads share; one thread writes.
@safe final class CounterBoard: @unchecked Sendable {
  private let words: Words<AtomicMemory>

  init() {
    words = Words(count: RelayCounter.count + Farewell.all.count)
  }

  /// Adds to a count; on the loop's own thread.
  ///
  /// - Complexity: O(1), no allocation, no locked instruction: there is one writer.
  @inline(__always) func add(_ count: Int, to counter: RelayCounter) {
    words.store(counter.rawValue, words.load(counter.rawValue) &+ UInt64(bitPattern: Int64(count)))
  }

  /// Counts an end; on the loop's own thread.
  func add(_ farewell: Farewell) {
    let place = RelayCounter.count + farewell.place
    words.store(place, words.load(place) &+ 1)
  }

  /// What was counted so far.
  var counts: RelayCounts {
    RelayCounts(words: (0..<words.count).map { Int(Int64(bitPattern: words.load($0))) })
  }
}

/// Counts of one moment, of one loop or of several.
public struct RelayCounts: Sendable {
  private var words: [Int]

  init(words: [Int]) { self.words = words }

  /// One count.
  public subscript(_ counter: RelayCounter) -> Int { words[counter.rawValue] }
  /// How many connections ended so.
  public subscript(_ farewell: Farewell) -> Int {
    words[RelayCounter.count + farewell.place]
  }

  /// The sum, count by count.
  static func + (one: Self, other: Self) -> Self {
    Self(words: zip(one.words, other.words).map { $0 + $1 })
  }
}

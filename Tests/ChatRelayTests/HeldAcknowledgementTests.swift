// Acknowledgements that wait for a disk, against the obvious slow way.

import Testing

@testable import ChatRelay

struct HeldAcknowledgementTests {
  private struct Pair: Hashable {
    let dialogue: UInt32
    let reader: UInt8
  }

  /// A pair's acknowledgement; the writer is always 1.
  private func held(_ pair: Pair, _ sequence: UInt32, _ ticket: UInt64) -> HeldAcknowledgement {
    HeldAcknowledgement(
      dialogue: pair.dialogue, reader: pair.reader, writer: 1, sequence: sequence, ticket: ticket)
  }

  @Test("a disk that refuses for long makes no more of them than there are pairs")
  func outage() {
    var queue = HeldAcknowledgements(capacity: 4)
    var numbers: [Pair: UInt32] = [:]
    let pairs = [(3, 0), (3, 2), (4, 0), (5, 0)].map { Pair(dialogue: $0.0, reader: $0.1) }
    for step in UInt32(1)...1_000 {
      let pair = pairs[Int(step) % 4]
      let next = held(pair, step, UInt64(step))
      let early = queue.take(upTo: 0)
      #expect(early == nil)
      if let number = numbers[pair], queue.replace(number, by: next) { continue }
      numbers[pair] = queue.append(next)
      #expect(numbers[pair] != nil)
    }
    let most = queue.count
    #expect(most == 4)
    let further = queue.append(held(Pair(dialogue: 9, reader: 0), 1, 1))
    #expect(further == nil)
    var last: [UInt32] = []
    while let taken = queue.take(upTo: 1_000) { last.append(taken.sequence) }
    #expect(last.sorted() == [997, 998, 999, 1_000])
  }

  @Test(
    "whatever is acknowledged goes on once it is durable, in order, and none before",
    arguments: UInt64(1)...40)
  func life(seed: UInt64) {
    var draws = seed
    func below(_ limit: UInt64) -> UInt64 {
      draws = draws &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (draws >> 33) % limit
    }
    var queue = HeldAcknowledgements(capacity: 64)
    var numbers: [Pair: UInt32] = [:]
    var asked: [Pair: (sequence: UInt32, ticket: UInt64)] = [:]
    var gone: [Pair: UInt32] = [:]
    // A commit makes durable what was appended before it began.
    var (appended, begun, durable) = (UInt64(0), UInt64(0), UInt64(0))
    for _ in 0..<4_000 {
      let pair = Pair(dialogue: UInt32(1 + below(4)), reader: UInt8(below(3)))
      appended += below(3)
      let sequence = (asked[pair]?.sequence ?? 0) + UInt32(below(2))
      asked[pair] = (sequence, appended)
      let next = held(pair, sequence, appended)
      let isReplaced = numbers[pair].map { queue.replace($0, by: next) } ?? false
      if !isReplaced { numbers[pair] = queue.append(next) }
      let count = queue.count
      #expect(count <= 24, "two for each pair, seed \(seed)")
      if below(8) == 0 { (durable, begun) = (begun, appended) }
      while let taken = queue.take(upTo: durable) {
        #expect(taken.ticket <= durable)
        let pair = Pair(dialogue: taken.dialogue, reader: taken.reader)
        #expect(taken.sequence >= gone[pair] ?? 0 && taken.sequence <= asked[pair]?.sequence ?? 0)
        gone[pair] = taken.sequence
      }
    }
    while let taken = queue.take(upTo: appended) {
      gone[Pair(dialogue: taken.dialogue, reader: taken.reader)] = taken.sequence
    }
    let left = queue.count
    #expect(left == 0 && gone == asked.mapValues(\.sequence), "seed \(seed)")
  }
}

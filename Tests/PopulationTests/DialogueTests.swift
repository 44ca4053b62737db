// Turns, speakers and lengths of messages.

import Testing

@testable import Population

@Suite struct DialogueTests {
  let tables = DrawTables()

  func dialogue(
    _ ordinal: Int, meanTurns: Double = 22, customerMedian: Double = 21, sigma: Double = 1
  ) -> [Message] {
    let key = StreamKey(seed: 1, replication: 0, name: "chats")
    let limit = Dialogue.longestMessage
    return Array(
      Dialogue(
        meanTurns: meanTurns,
        customer: MessageLengths(medianCharacters: customerMedian, sigma: sigma, atMost: limit),
        agent: MessageLengths(medianCharacters: 35, sigma: sigma, atMost: limit),
        of: key, ordinal: ordinal, attempt: 0, tables: tables))
  }

  @Test("the number of messages is geometric", arguments: [1.0, 1.5, 22])
  func geometric(mean: Double) {
    let numbers = (0..<3_000).map { dialogue($0, meanTurns: mean).count }
    #expect(numbers.allSatisfy { $0 >= 1 })
    let deviation = (mean * mean - mean).squareRoot()
    let found = Sample(values: numbers.map(Double.init))
    #expect(abs(found.mean - mean) * 3_000.0.squareRoot() <= OnceInAMillion.deviate * deviation)
    let ones = Double(numbers.filter { $0 == 1 }.count)
    let spread = (3_000 / mean * (1 - 1 / mean)).squareRoot()
    #expect(abs(ones - 3_000 / mean) <= OnceInAMillion.deviate * spread)
  }

  @Test("the customer begins and bursts have 1.5 messages in the mean")
  func bursts() {
    var pairs = 0.0
    var changes = 0.0
    for ordinal in 0..<500 {
      let messages = dialogue(ordinal)
      #expect(messages.first?.speaker == .customer)
      for (earlier, later) in zip(messages, messages.dropFirst()) {
        pairs += 1
        if earlier.speaker != later.speaker { changes += 1 }
      }
    }
    #expect(abs(changes / pairs - 2.0 / 3) < OnceInAMillion.deviate * (2 / 9 / pairs).squareRoot())
  }

  @Test("half of a customer's messages are no longer than the median, and all have a character")
  func lengths() {
    let lengths = (0..<1_000).flatMap { dialogue($0) }
      .filter { $0.speaker == .customer }.map(\.characters)
    let count = Double(lengths.count)
    let shorter = Double(lengths.filter { $0 < 21 }.count)
    // Below 20.5: Φ(ln(20.5 ÷ 21)) = 0.4903874 (scipy).
    #expect(abs(shorter - 0.4903874 * count) < OnceInAMillion.deviate * 0.5 * count.squareRoot())
    #expect(lengths.allSatisfy { $0 >= 1 })
  }

  @Test("no chat and no message is longer than the limits")
  func limits() {
    let longest = dialogue(0, meanTurns: 1e18, customerMedian: 1e9, sigma: 3)
    #expect(longest.count == Dialogue.longest)
    #expect(longest.allSatisfy { (1...Dialogue.longestMessage).contains($0.characters) })
  }

  @Test("the same customer says the same again")
  func repeated() {
    #expect(dialogue(5) == dialogue(5))
    #expect(dialogue(5) != dialogue(6))
  }
}

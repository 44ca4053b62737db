// How far numbers may be ahead of the record, and behind which a party goes on.

@testable import ChatRelay
import SeededTests
import Testing

struct RecordedNumbersTests {
  private static let dialogue: UInt32 = 9

  @Test(
    "no party is further ahead of the record than it may be, and none is stopped that need not be",
    arguments: [4, 7, 64, 1_000])
  func ahead(most: Int) {
    let table = DialogueTable(capacity: 1, unrecorded: most)
    table.restore(Self.dialogue, written: [2: 5], ahead: 0)
    var draws = SeededDraws(seed: UInt64(most))
    let place = table.place(of: Self.dialogue) ?? 0
    var (written, recorded): (UInt32, UInt32) = (5, 5)
    var stopped = 0
    for _ in 0..<20 * most {
      // A ticket is the number that it stands for.
      if table.mayGoAhead(2, in: place, recorded: UInt64(recorded)) {
        written += 1
        table.note(written, by: 2, in: place)
        table.note(ticket: UInt64(written), by: 2, in: place)
      } else {
        stopped += 1
        #expect(written - recorded >= UInt32(most) / 4)
      }
      #expect(written - recorded <= UInt32(most))
      if Int.random(in: 0..<most, using: &draws) == 0 {
        recorded = UInt32.random(in: recorded...written, using: &draws)
      }
    }
    #expect(stopped > 0)
    recorded = written
    #expect(table.mayGoAhead(2, in: place, recorded: UInt64(recorded)) == true)
  }

  @Test("who goes on behind what nobody wrote is not further ahead for it")
  func raised() {
    let table = DialogueTable(capacity: 1, unrecorded: 8)
    table.restore(Self.dialogue, written: [0: 5], ahead: 100)
    let place = table.place(of: Self.dialogue) ?? 0
    #expect(table.goesOnBehind(0, in: place) == 105 && table.goesOnBehind(1, in: place) == 100)
    table.raise(to: 106, by: 0, in: place)
    #expect(table.highest(of: 0, in: place) == 5)
    // From where it had acknowledgements; then from what it cannot have passed.
    table.raise(to: 20, by: 0, in: place)
    table.note(21, by: 0, in: place)
    table.note(22, by: 0, in: place)
    #expect(table.goesOnBehind(0, in: place) == 105)
    table.raise(to: 105, by: 0, in: place)
    #expect(table.highest(of: 0, in: place) == 105 && table.goesOnBehind(0, in: place) == 105)
    let skipped = [20, 21, 22, 23, 105, 106].map { table.hasSkipped($0, by: 0, in: place) }
    #expect(skipped == [false, false, false, true, true, false])
    for number: UInt32 in 106..<108 {
      #expect(table.mayGoAhead(0, in: place, recorded: 0) == true)
      table.note(number, by: 0, in: place)
    }
    #expect(table.goesOnBehind(0, in: place) == 107)
  }

  @Test("each server before may have passed on as much; where numbers run out nothing goes on")
  func servers() {
    var limits = RelayLimits()
    #expect(limits.mostAhead(servers: 1, highest: 0) == 16_384)
    #expect(limits.mostAhead(servers: 3, highest: 1_000_000) == 49_152)
    #expect(limits.mostAhead(servers: 511, highest: 0) == 8_372_224)
    #expect(limits.mostAhead(servers: 511, highest: 20_000) == nil)
    #expect(limits.mostAhead(servers: .max, highest: 0) == nil)
    #expect(limits.mostAhead(servers: 1, highest: 9_000_000) == nil)
    limits.unrecordedMessages = 10
    #expect(limits.mostAhead(servers: 2, highest: 7) == 20)
  }
}

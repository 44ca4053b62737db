// Messages that come again: each is on record once, as it was first, whenever it comes.

import Foundation
import GRDB
import Testing

@testable import Transcripts

struct RepeatTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  /// Says something in the first dialogue, and waits until it is durable.
  private func say(
    _ bytes: [UInt8], _ sequence: Int, party: UInt8 = 0, _ queue: TranscriptQueue
  ) throws {
    let dialogue = DialogueKey(run: 1, number: 1)
    let ticket = try #require(
      queue.say(bytes, in: dialogue, party: party, sequence: sequence))
    #expect(folder.eventually { queue.acknowledgeable >= ticket })
  }

  @Test("in one transaction, of each party for itself")
  func together() throws {
    let store = try folder.store()
    let queue = store.makeQueue()
    let dialogue = try queue.begin(run: 1, 1)
    for (party, sequence) in [(0, 1), (0, 2), (1, 1), (0, 1), (0, 2), (1, 1), (1, 2)] {
      let text = [UInt8(queue.counts.records)]
      #expect(queue.say(text, in: dialogue, party: UInt8(party), sequence: sequence) != nil)
    }
    try store.start()
    store.stop()
    let figures = store.figures
    #expect(figures.commits == 1 && figures.duplicates == 3 && figures.messages == 7)
    let messages = try folder.messages()
    #expect(messages.map(\.bytes) == [[2], [3], [4], [8]])
    #expect(messages.map(\.party) == [0, 0, 1, 1])
  }

  @Test("in a later transaction, and it is acknowledged as the first was")
  func later() throws {
    let store = try folder.store()
    let queue = store.makeQueue()
    try store.start()
    _ = try queue.begin(run: 1, 1)
    try say([1], 1, queue)
    try say([2], 2, queue)
    try say([9], 1, queue)
    try say([9], 2, queue)
    #expect(store.figures.duplicates == 2 && store.figures.messages == 4)
    store.stop()
    #expect(try folder.messages().map(\.bytes) == [[1], [2]])
  }

  @Test("after a restart, to which the next one is new")
  func restarted() throws {
    for run in 1...3 {
      let store = try folder.store()
      let queue = store.makeQueue()
      try store.start()
      if run == 1 { _ = try queue.begin(run: 1, 1) }
      for sequence in 1...run { try say([UInt8(run)], sequence, queue) }
      #expect(store.figures.duplicates == run - 1)
      store.stop()
    }
    #expect(try folder.messages().map(\.bytes) == [[1], [2], [3]])
  }

  @Test("after a transaction that failed: what it would have kept is new to the next one")
  func refused() throws {
    let store = try folder.store(RefusalTests.impatient)
    let queue = store.makeQueue()
    let other = try folder.stranger()
    _ = try queue.begin(run: 1, 1)
    // The first transaction fails at its end, when all messages were put into their table.
    try other.write {
      try $0.execute(
        sql: """
          CREATE TRIGGER refuse BEFORE INSERT ON latest BEGIN SELECT raise(ABORT, 'not now'); END
          """)
    }
    let ticket = try #require(
      queue.say([1], in: DialogueKey(run: 1, number: 1), sequence: 1))
    try store.start()
    #expect(folder.eventually { store.figures.failures > 0 })
    #expect(queue.acknowledgeable == .none)
    try other.write { try $0.execute(sql: "DROP TRIGGER refuse") }
    #expect(folder.eventually { queue.acknowledgeable >= ticket })
    try say([9], 1, queue)
    store.stop()
    #expect(store.figures.duplicates == 1)
    #expect(try folder.messages().map(\.bytes) == [[1]])
  }

  @Test("from somebody whose last message is in no memory any more")
  func forgotten() throws {
    let store = try folder.store()
    let latest = LatestMessages(run: 1)
    try store.database.write { db in
      var head = RecordHead(.message, DialogueKey(run: 1, number: 7).bits, at: time(0))
      func note(_ sequence: UInt32, _ ordinal: Int64) throws -> LatestMessages.Succession {
        head.number = sequence
        return try latest.note(head, ordinal: ordinal, in: db)
      }
      #expect(try note(1, 10) == .follows(nil))
      #expect(try note(3, 11) == .follows(10))
      try latest.write(to: db)
      latest.forget()
      #expect(try note(3, 12) == .repeats)
      #expect(try note(2, 12) == .repeats, "skipped by its writer")
      #expect(try note(4, 12) == .follows(11))
      // What was not written is not on record.
      latest.forget()
      #expect(try note(4, 12) == .follows(11))
    }
  }
}

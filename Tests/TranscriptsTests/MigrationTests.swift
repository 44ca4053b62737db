// Databases that an earlier version wrote.

import Foundation
import GRDB
import Testing

@testable import Transcripts

struct MigrationTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  /// A database as the first version left it: a customer of 203.0.113.7, an agent of 255.0.0.1 and
  /// a helper whose address of IPv6 was not kept.
  private func makeFirst() throws {
    let database = try folder.stranger()
    try TranscriptSchema.migrator.migrate(database, upTo: "1 transcripts")
    try database.write { db in
      try db.execute(
        sql: """
          PRAGMA application_id = \(TranscriptSchema.applicationID);
          INSERT INTO run VALUES (1, 0);
          INSERT INTO consultation VALUES (4294967303, 'c', 'ko', '왜?', 5, NULL, NULL);
          INSERT INTO dialogue VALUES (4294967303, 4294967303, 6, NULL, NULL);
          INSERT INTO party VALUES (4294967303, 0, 'customer', 1, '', 3405803783, 5000, 7, NULL);
          INSERT INTO party VALUES (4294967303, 1, 'agent', 2, 'seoul-1', 4278190081, 0, 8, 9);
          INSERT INTO party VALUES (4294967303, 2, 'helper', 3, 'busan-1', 0, 0, 8, NULL);
          INSERT INTO message VALUES (1, 4294967303, 0, 1, 9, 1, CAST('네' AS BLOB));
          """)
    }
    try database.close()
  }

  /// A database as the third version left it: two dialogues of one consultation and two of others,
  /// two parties each, whose messages came in turn; in the second dialogue a number was skipped.
  private func makeThird() throws {
    let database = try folder.stranger()
    try TranscriptSchema.migrator.migrate(database, upTo: "3 who asked")
    try database.write { db in
      try db.execute(
        sql: """
          PRAGMA application_id = \(TranscriptSchema.applicationID);
          INSERT INTO run VALUES (1, 0);
          WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 4)
          INSERT INTO dialogue SELECT n, max(1, n - 1), 6, NULL, NULL FROM n;
          INSERT INTO consultation
            SELECT DISTINCT consultation, 'c', 'ko', '왜?', 5, NULL, NULL, NULL FROM dialogue;
          WITH RECURSIVE n (n) AS (SELECT 8 UNION ALL SELECT n + 1 FROM n WHERE n < 807)
          INSERT INTO message
            SELECT n, n % 4 + 1, n / 4 % 2, n / 8 + (n > 400 AND n % 4 = 1), n, 1, 't' || n FROM n;
          """)
    }
    try database.close()
  }

  private let addresses = ["203.0.113.7", "255.0.0.1", ""]

  private func shown() throws -> [PartyEntry] {
    try folder.items().flatMap { item in
      if case .consultation(let entry) = item { return entry.parties }
      return []
    }
  }

  @Test("addresses of the first version are read as they were, before and after a server starts")
  func addressesOfFirst() throws {
    try makeFirst()
    let before = try shown()
    #expect(before.map(\.address) == addresses)
    #expect(before.map(\.port) == [5_000, 0, 0])
    let store = try folder.store()
    #expect(store.run == 2)
    #expect(try shown() == before)
    #expect(try store.unfinished().map { $0.parties.map(\.address) } == [["203.0.113.7", ""]])
    #expect(try folder.messages().map(\.bytes) == [Array("네".utf8)])
  }

  @Test("a database of the first version takes an address of IPv6, from an earlier party too")
  func sixInFirst() throws {
    try makeFirst()
    let store = try folder.store()
    let queue = store.makeQueue()
    try store.start()
    let customer = TranscriptParty(
      party: 0, role: .customer, session: SessionKey(bits: 1), name: "",
      address: "2001:db8::1", port: 0)
    #expect(queue.append(.joined(DialogueKey(bits: 4_294_967_303), customer), at: time(1)) != nil)
    #expect(store.stop() == 0)
    #expect(try shown().map(\.address) == ["2001:db8::1", "255.0.0.1", ""])
  }

  @Test("a database of the third version shows the same before and after a server starts")
  func chains() throws {
    try makeThird()
    let before = try folder.items()
    #expect(try folder.messages().count == 800)
    let store = try folder.store()
    #expect(try folder.items() == before)
    let sequences = try store.unfinished().map(\.lastSequences)
    #expect(sequences == [100, 101, 100, 100].map { [0: $0, 1: $0] })
  }

  @Test("a database of the fourth version shows the same, though messages of it are gone")
  func rows() throws {
    try makeThird()
    let before = try folder.items()
    let database = try folder.stranger()
    try TranscriptSchema.migrator.migrate(database, upTo: "4 messages in a chain")
    #expect(try folder.items() == before)
    // All before that of a party are gone with it, and there is a gap among the others.
    try database.write { try $0.execute(sql: "DELETE FROM message WHERE ordinal = 408") }
    let left = try folder.messages()
    #expect(left.count < 800)
    try database.close()
    _ = try folder.store()
    #expect(try folder.messages() == left)
    let pages = try folder.stranger().read {
      try Int.fetchAll($0, sql: "SELECT length(bytes) FROM page")
    }
    #expect(pages.count > 7 && pages.allSatisfy { $0 > 0 && $0 <= MessagePage.mostBytes })
  }

  @Test("a database of the third version knows what comes again, and takes what comes next")
  func nextInThird() throws {
    try makeThird()
    let before = try folder.messages()
    let store = try folder.store()
    let queue = store.makeQueue()
    try store.start()
    let dialogue = DialogueKey(bits: 4)
    #expect(queue.say([9], in: dialogue, party: 1, sequence: 100) != nil)
    #expect(queue.say([10], in: dialogue, party: 1, sequence: 101) != nil)
    #expect(store.stop() == 0)
    #expect(store.figures.duplicates == 1)
    let now = try folder.messages()
    #expect(now.dropLast() == before[...])
    #expect(now.last?.bytes == [10] && now.last?.place == 201)
  }
}

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
}

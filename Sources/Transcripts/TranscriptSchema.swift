// The tables of a database of transcripts, and how an older one becomes a newer one.

import Foundation
import GRDB

enum TranscriptSchema {
  /// `Sngd`, at a fixed place of the file: whose database it is.
  static let applicationID = 0x536E_6764

  /// All versions in order. One that was released is never changed.
  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 transcripts") { try $0.execute(sql: first) }
    migrator.registerMigration("2 addresses as text") { try $0.execute(sql: addressesAsText) }
    migrator.registerMigration("3 who asked") { try $0.execute(sql: whoAsked) }
    migrator.registerMigration("4 messages in a chain") { try $0.execute(sql: messagesInChain) }
    migrator.registerMigration("5 messages in pages", migrate: putIntoPages)
    migrator.registerMigration("6 runs of parties") { try $0.execute(sql: runsOfParties) }
    return migrator
  }()

  /// Times are microseconds since 1970, keys `run 31 | number 32`. `ordinal` is the order in which
  /// messages came. Nothing refers to another table by constraint: whatever arrives is kept.
  private static let first = """
    CREATE TABLE run (
      run INTEGER PRIMARY KEY, started_at INTEGER NOT NULL);
    CREATE TABLE consultation (
      consultation INTEGER PRIMARY KEY, code TEXT NOT NULL, language TEXT NOT NULL,
      question TEXT NOT NULL, opened_at INTEGER NOT NULL, closed_at INTEGER, reason TEXT);
    CREATE INDEX consultation_by_time ON consultation (opened_at);
    CREATE TABLE dialogue (
      dialogue INTEGER PRIMARY KEY, consultation INTEGER NOT NULL, opened_at INTEGER NOT NULL,
      closed_at INTEGER, reason TEXT);
    CREATE INDEX dialogue_by_consultation ON dialogue (consultation);
    CREATE INDEX dialogue_unfinished ON dialogue (dialogue) WHERE closed_at IS NULL;
    CREATE TABLE party (
      dialogue INTEGER NOT NULL, party INTEGER NOT NULL, role TEXT NOT NULL,
      session INTEGER NOT NULL, name TEXT NOT NULL, address INTEGER NOT NULL,
      port INTEGER NOT NULL,
      joined_at INTEGER NOT NULL, left_at INTEGER, PRIMARY KEY (dialogue, party)) WITHOUT ROWID;
    CREATE TABLE receipt (
      dialogue INTEGER NOT NULL, party INTEGER NOT NULL, writer INTEGER NOT NULL,
      sequence INTEGER NOT NULL, PRIMARY KEY (dialogue, party, writer)) WITHOUT ROWID;
    CREATE TABLE session (
      session INTEGER PRIMARY KEY, digest BLOB, role TEXT NOT NULL, name TEXT NOT NULL,
      state TEXT NOT NULL, opened_at INTEGER NOT NULL, changed_at INTEGER NOT NULL);
    CREATE INDEX session_alive ON session (session) WHERE state <> 'over';
    CREATE TABLE message (
      ordinal INTEGER PRIMARY KEY, dialogue INTEGER NOT NULL, party INTEGER NOT NULL,
      sequence INTEGER NOT NULL, sent_at INTEGER NOT NULL, kind INTEGER NOT NULL,
      bytes BLOB NOT NULL, UNIQUE (dialogue, party, sequence));
    """

  /// A party's address as text, of either version: the first kept IPv4 as a number, and 0 for all
  /// else.
  static let addressText = """
    CASE WHEN typeof(address) <> 'integer' THEN address WHEN address = 0 THEN '' ELSE
      (address >> 24) || '.' || (address >> 16 & 255) || '.' || (address >> 8 & 255) || '.' ||
      (address & 255) END
    """

  /// An address is text, as people write it, so that one of IPv6 has room.
  private static let addressesAsText = """
    CREATE TABLE party_2 (
      dialogue INTEGER NOT NULL, party INTEGER NOT NULL, role TEXT NOT NULL,
      session INTEGER NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL,
      port INTEGER NOT NULL,
      joined_at INTEGER NOT NULL, left_at INTEGER, PRIMARY KEY (dialogue, party)) WITHOUT ROWID;
    INSERT INTO party_2
      SELECT dialogue, party, role, session, name, \(addressText), port, joined_at, left_at
      FROM party;
    DROP TABLE party;
    ALTER TABLE party_2 RENAME TO party;
    """

  /// Who waits is known by the session that asked; nil between agents, and of older consultations.
  private static let whoAsked = """
    ALTER TABLE consultation ADD COLUMN session INTEGER;
    CREATE INDEX consultation_unfinished ON consultation (consultation)
      WHERE closed_at IS NULL AND session IS NOT NULL;
    """

  /// Messages are put at their table's end and nowhere else: an index has a page for each dialogue
  /// to change, and to write, in each transaction. Each message has the ordinal of its writer's
  /// one before, and `latest` that of the last one.
  private static let messagesInChain = """
    CREATE TABLE latest (
      dialogue INTEGER NOT NULL, party INTEGER NOT NULL, sequence INTEGER NOT NULL,
      ordinal INTEGER NOT NULL, messages INTEGER NOT NULL,
      PRIMARY KEY (dialogue, party)) WITHOUT ROWID;
    INSERT INTO latest
      SELECT dialogue, party, max(sequence), ordinal, count(*) FROM message
      GROUP BY dialogue, party;
    CREATE TABLE message_4 (
      ordinal INTEGER PRIMARY KEY, dialogue INTEGER NOT NULL, party INTEGER NOT NULL,
      sequence INTEGER NOT NULL, sent_at INTEGER NOT NULL, previous INTEGER,
      kind INTEGER NOT NULL, bytes BLOB NOT NULL);
    INSERT INTO message_4
      SELECT ordinal, dialogue, party, sequence, sent_at,
        (SELECT before.ordinal FROM message before
          WHERE before.dialogue = m.dialogue AND before.party = m.party
            AND before.sequence < m.sequence
          ORDER BY before.sequence DESC LIMIT 1), kind, bytes
      FROM message m ORDER BY ordinal;
    DROP TABLE message;
    ALTER TABLE message_4 RENAME TO message;
    """

  /// Twenty messages or so to a row, because a row costs several times what is in it. They are in
  /// the order in which they came and without a gap between them, so that the order of the first
  /// tells those of all.
  private static func putIntoPages(_ db: Database) throws {
    try db.execute(sql: "CREATE TABLE page (first INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
    let pages = try RowStatement<PageRow>(db)
    var page = MessagePage(from: 0)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT ordinal, dialogue, party, sequence, sent_at, previous, kind, bytes FROM message
        ORDER BY ordinal
        """)
    while let row = try rows.next() {
      let ordinal: Int64 = row[0]
      let bytes: Data = row[7]
      if page.first + Int64(page.count) != ordinal || !page.hasRoom(for: bytes.count) {
        if page.count > 0 { try pages.insert(PageRow(page: page)) }
        page = MessagePage(from: ordinal)
      }
      var head = RecordHead(.message, row[1], at: TranscriptTime(unixMicroseconds: row[4]))
      (head.party, head.number, head.word) = (row[2], row[3], row[6])
      // Safety: the bytes are copied while the call lasts.
      unsafe bytes.withUnsafeBytes { unsafe page.append(head, $0, after: row[5]) }
    }
    if page.count > 0 { try pages.insert(PageRow(page: page)) }
    try db.execute(sql: "DROP TABLE message")
  }

  /// Parties that joined in different runs can have had the same number, of which one is on record;
  /// 0 where it is not known.
  private static let runsOfParties = "ALTER TABLE party ADD COLUMN run INTEGER NOT NULL DEFAULT 0"

  /// Whether a database is new, ours, or somebody else's.
  ///
  /// - Throws: `TranscriptFault.notOurs`, `.newer`, or what SQLite says.
  static func identify(_ db: Database) throws -> Identity {
    let owner = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    if owner == applicationID {
      if try migrator.hasBeenSuperseded(db) { throw TranscriptFault.newer }
      return .ours
    }
    let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    guard owner == 0, tables == 0 else { throw TranscriptFault.notOurs }
    return .new
  }

  enum Identity {
    case new
    case ours
  }
}

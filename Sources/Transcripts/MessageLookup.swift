// How the messages of a consultation are found, in a database of any version.

import Foundation
import GRDB

/// Where to look for messages.
enum MessageLookup {
  /// In the index that a table of messages had up to the third version.
  case byIndex
  /// From each party's latest message back to its first, in the fourth version's table.
  case byLatest
  /// Likewise, in pages.
  case inPages

  /// As the database stands at this moment: a server that starts may change it.
  init(_ db: Database) throws {
    self =
      try db.tableExists("page") ? .inPages : try db.tableExists("latest") ? .byLatest : .byIndex
  }

  /// How many messages a consultation `c` has.
  var count: String {
    switch self {
    case .byIndex:
      """
      SELECT count(*) FROM message WHERE dialogue IN
        (SELECT dialogue FROM dialogue d WHERE d.consultation = c.consultation)
      """
    case .byLatest, .inPages:
      """
      SELECT coalesce(sum(messages), 0) FROM latest WHERE dialogue IN
        (SELECT dialogue FROM dialogue d WHERE d.consultation = c.consultation)
      """
    }
  }

  /// Shows the messages of a consultation in their order, and the bytes of each.
  ///
  /// - Complexity: one page and eight bytes a message in memory; O(log pages) a message.
  func walk(
    _ consultation: ConsultationKey, in db: Database,
    _ visit: (PagedMessage, [UInt8]) throws -> Void
  ) throws {
    switch self {
    case .byIndex: try walkRows(Self.rowsByIndex, consultation, in: db, visit)
    case .byLatest: try walkRows(Self.rowsByLatest, consultation, in: db, visit)
    case .inPages: try walkPages(consultation, in: db, visit)
    }
  }

  private func walkRows(
    _ sql: String, _ consultation: ConsultationKey, in db: Database,
    _ visit: (PagedMessage, [UInt8]) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(db, sql: sql, arguments: [consultation.bits])
    while let row = try rows.next() {
      let bytes = [UInt8](row[4] as Data)
      try visit(
        PagedMessage(
          dialogue: row[0], party: row[1], sequence: row[2], unixMicroseconds: row[3],
          bytes: bytes.indices), bytes)
    }
  }

  private func walkPages(
    _ consultation: ConsultationKey, in db: Database,
    _ visit: (PagedMessage, [UInt8]) throws -> Void
  ) throws {
    var reader = try PageReader(db)
    var found: [Int64] = []
    let latest = try Int64.fetchAll(
      db,
      sql: """
        SELECT ordinal FROM latest WHERE dialogue IN
          (SELECT dialogue FROM dialogue WHERE consultation = ?)
        """, arguments: [consultation.bits])
    for ordinal in latest { found += try reader.chain(from: ordinal) { _ in true } }
    for ordinal in found.sorted() {
      guard let message = try reader.message(ordinal) else { continue }
      try visit(message, Array(reader.bytes[message.bytes]))
    }
  }

  // Only numbers are sorted; the bytes are looked up one by one.
  private static let rows = "SELECT dialogue, party, sequence, sent_at, bytes FROM message"
  private static let rowsByIndex = """
    \(rows) WHERE ordinal IN
      (SELECT ordinal FROM message WHERE dialogue IN
        (SELECT dialogue FROM dialogue WHERE consultation = ?))
    ORDER BY ordinal
    """
  private static let rowsByLatest = """
    WITH RECURSIVE found (ordinal) AS (
      SELECT ordinal FROM latest WHERE dialogue IN
        (SELECT dialogue FROM dialogue WHERE consultation = ?)
      UNION ALL
      SELECT previous FROM found JOIN message USING (ordinal) WHERE previous IS NOT NULL)
    \(rows) WHERE ordinal IN (SELECT ordinal FROM found) ORDER BY ordinal
    """
}

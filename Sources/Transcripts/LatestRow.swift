// How far a party of a dialogue is, as a row of its table.

import GRDB
import GRDBSQLite

/// A party's latest message, and how many there are.
struct LatestRow: TableRow {
  let dialogue: Int64
  let party: UInt8
  var sequence: Int64 = 0
  /// nil if there is no message yet.
  var ordinal: Int64?
  var messages: Int64 = 0

  static let columns: Int32 = 5
  static let atOnce = 1

  /// What was there before is gone.
  static func sql(_ values: String) -> String {
    """
    INSERT INTO latest (dialogue, party, sequence, ordinal, messages) VALUES \(values)
    ON CONFLICT DO UPDATE SET sequence = excluded.sequence, ordinal = excluded.ordinal,
      messages = excluded.messages
    """
  }

  func bind(to statement: SQLiteStatement, from first: Int32) {
    // Safety: the statement is the caller's.
    unsafe sqlite3_bind_int64(statement, first, dialogue)
    unsafe sqlite3_bind_int64(statement, first + 1, Int64(party))
    unsafe sqlite3_bind_int64(statement, first + 2, sequence)
    if let ordinal { unsafe sqlite3_bind_int64(statement, first + 3, ordinal) }
    unsafe sqlite3_bind_int64(statement, first + 4, messages)
  }
}

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

  /// What was there before is gone.
  static let sql = """
    INSERT INTO latest (dialogue, party, sequence, ordinal, messages) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET sequence = excluded.sequence, ordinal = excluded.ordinal,
      messages = excluded.messages
    """

  func bind(to statement: SQLiteStatement) {
    // Safety: the statement is the caller's.
    unsafe sqlite3_bind_int64(statement, 1, dialogue)
    unsafe sqlite3_bind_int64(statement, 2, Int64(party))
    unsafe sqlite3_bind_int64(statement, 3, sequence)
    if let ordinal { unsafe sqlite3_bind_int64(statement, 4, ordinal) }
    unsafe sqlite3_bind_int64(statement, 5, messages)
  }
}

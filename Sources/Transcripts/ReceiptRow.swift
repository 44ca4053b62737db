// How far a party has received another's messages, as a row of its table.

import GRDB
import GRDBSQLite

/// Who acknowledged whose messages, and up to which.
struct ReceiptRow: TableRow {
  /// Who, of whom.
  struct Pair: Hashable {
    let dialogue: Int64
    let party: UInt8
    let writer: UInt8
  }

  let pair: Pair
  let sequence: UInt32

  static let sql = """
    INSERT INTO receipt (dialogue, party, writer, sequence) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET sequence = max(sequence, excluded.sequence)
    """

  func bind(to statement: SQLiteStatement) {
    // Safety: the statement is the caller's.
    unsafe sqlite3_bind_int64(statement, 1, pair.dialogue)
    unsafe sqlite3_bind_int64(statement, 2, Int64(pair.party))
    unsafe sqlite3_bind_int64(statement, 3, Int64(pair.writer))
    unsafe sqlite3_bind_int64(statement, 4, Int64(sequence))
  }
}

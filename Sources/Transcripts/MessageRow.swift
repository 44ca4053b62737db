// A message as a row of its table.

import GRDB
import GRDBSQLite

// Safety: the bytes are the queue's, which keeps them until the transaction is over.

/// A message, its place among all, and that of its writer's one before.
@safe struct MessageRow: TableRow {
  let head: RecordHead
  let bytes: UnsafeRawBufferPointer
  let ordinal: Int64
  /// nil if it is its writer's first.
  let previous: Int64?

  static let columns: Int32 = 8
  /// More gain nothing.
  static let atOnce = 16

  static func sql(_ values: String) -> String {
    """
    INSERT OR FAIL INTO message (ordinal, dialogue, party, sequence, sent_at, previous, kind, bytes)
    VALUES \(values)
    """
  }

  func bind(to statement: SQLiteStatement, from first: Int32) {
    // Safety: the statement is the caller's, the bytes are as said above.
    unsafe sqlite3_bind_int64(statement, first, ordinal)
    unsafe sqlite3_bind_int64(statement, first + 1, head.key)
    unsafe sqlite3_bind_int64(statement, first + 2, Int64(head.party))
    unsafe sqlite3_bind_int64(statement, first + 3, Int64(head.number))
    unsafe sqlite3_bind_int64(statement, first + 4, head.unixMicroseconds)
    if let previous { unsafe sqlite3_bind_int64(statement, first + 5, previous) }
    unsafe sqlite3_bind_int64(statement, first + 6, Int64(head.word))
    // No bytes are not the same as none: a pointer to nothing would be NULL.
    if let start = unsafe bytes.baseAddress, unsafe bytes.count > 0 {
      unsafe sqlite3_bind_blob(statement, first + 7, start, Int32(bytes.count), nil)
    } else {
      unsafe sqlite3_bind_zeroblob(statement, first + 7, 0)
    }
  }
}

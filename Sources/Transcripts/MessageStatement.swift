// The statement that puts a message into its table: by SQLite's own interface, because what GRDB
// makes of the values would cost as much as SQLite's part.

import GRDB
import GRDBSQLite

/// Puts messages into their table.
struct MessageStatement {
  private let statement: Statement

  /// For one transaction.
  init(_ db: Database) throws {
    statement = try db.cachedStatement(
      sql: """
        INSERT INTO message (ordinal, dialogue, party, sequence, sent_at, kind, bytes)
        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (dialogue, party, sequence) DO NOTHING
        """)
  }

  /// Puts a message there, unless it is there already.
  ///
  /// - Complexity: O(bytes + log messages), no allocation but SQLite's own.
  func insert(
    _ head: RecordHead, _ bytes: UnsafeRawBufferPointer, ordinal: Int64
  ) throws {
    // Safety: the statement is the transaction's own and is used by this thread alone. The bytes
    // stay where they are until the call is over, and after it the statement is not bound to them.
    unsafe try statement.sqliteStatement.insert(head, bytes, ordinal: ordinal)
  }
}

extension SQLiteStatement {
  fileprivate func insert(
    _ head: RecordHead, _ bytes: UnsafeRawBufferPointer, ordinal: Int64
  ) throws {
    // Safety: as said where this is called.
    unsafe sqlite3_bind_int64(self, 1, ordinal)
    unsafe sqlite3_bind_int64(self, 2, head.key)
    unsafe sqlite3_bind_int64(self, 3, Int64(head.party))
    unsafe sqlite3_bind_int64(self, 4, Int64(head.number))
    unsafe sqlite3_bind_int64(self, 5, head.unixMicroseconds)
    unsafe sqlite3_bind_int64(self, 6, Int64(head.word))
    // No bytes are not the same as none: a pointer to nothing would be NULL.
    if let start = bytes.baseAddress, bytes.count > 0 {
      unsafe sqlite3_bind_blob(self, 7, start, Int32(bytes.count), nil)
    } else {
      unsafe sqlite3_bind_zeroblob(self, 7, 0)
    }
    let outcome = unsafe sqlite3_step(self)
    unsafe sqlite3_reset(self)
    unsafe sqlite3_clear_bindings(self)
    guard outcome == SQLITE_DONE else {
      throw DatabaseError(resultCode: ResultCode(rawValue: outcome))
    }
  }
}

// A page of messages as a row of its table.

import GRDB
import GRDBSQLite

/// The order of a page's first message, and the page.
struct PageRow: TableRow {
  let page: MessagePage

  static let sql = "INSERT INTO page (first, bytes) VALUES (?, ?)"

  func bind(to statement: SQLiteStatement) {
    // Safety: the statement is the caller's; SQLite copies the bytes while the call lasts.
    unsafe sqlite3_bind_int64(statement, 1, page.first)
    unsafe page.bytes.withUnsafeBytes { bytes in
      _ = unsafe sqlite3_bind_blob(
        statement, 2, bytes.baseAddress, Int32(bytes.count), transient)
    }
  }

  /// What tells SQLite to copy.
  private var transient: sqlite3_destructor_type {
    // Safety: a number that SQLite knows, and never calls.
    unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }
}

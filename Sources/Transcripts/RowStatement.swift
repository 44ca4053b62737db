// The statement that puts rows into a table: by SQLite's own interface, because what GRDB makes of
// the values would cost as much as SQLite's part.

import GRDB
import GRDBSQLite

/// A row of a table that many are put into.
protocol TableRow {
  /// The statement that puts a row into the table.
  static var sql: String { get }

  /// Binds the row's values to a statement in which nothing is bound.
  func bind(to statement: SQLiteStatement)
}

/// Puts rows into their table, in one transaction.
struct RowStatement<Row: TableRow> {
  private let statement: Statement

  init(_ db: Database) throws { statement = try db.cachedStatement(sql: Row.sql) }

  /// Puts a row into the table.
  ///
  /// - Complexity: O(bytes + log rows), no allocation but SQLite's own.
  func insert(_ row: Row) throws {
    // Safety: the statement is the transaction's own and is used by this thread alone.
    let statement = unsafe statement.sqliteStatement
    unsafe row.bind(to: statement)
    let outcome = unsafe sqlite3_step(statement)
    unsafe sqlite3_reset(statement)
    unsafe sqlite3_clear_bindings(statement)
    guard outcome == SQLITE_DONE else {
      throw DatabaseError(resultCode: ResultCode(rawValue: outcome))
    }
  }
}

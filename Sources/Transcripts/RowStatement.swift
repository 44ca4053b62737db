// The statement that puts rows into a table: by SQLite's own interface, because what GRDB makes of
// the values would cost as much as SQLite's part, and several rows at a time where that is cheaper,
// because to begin a statement costs a quarter of what it does.

import GRDB
import GRDBSQLite

/// A row of a table that many are put into.
protocol TableRow {
  /// Values of a row.
  static var columns: Int32 { get }

  /// Rows that a statement has room for.
  static var atOnce: Int { get }

  /// The statement, with one row's values or several. Several have to be inserted `OR FAIL`: for
  /// any other, SQLite prepares for taking half of them back, which costs more than is gained. What
  /// is left of a statement that fails is rolled back with its transaction.
  static func sql(_ values: String) -> String

  /// Binds the row's values to places of a statement in which nothing is bound, from a first one
  /// on. What lies in memory stays there until the transaction is over.
  func bind(to statement: SQLiteStatement, from first: Int32)
}

/// Puts rows into their table, in one transaction.
struct RowStatement<Row: TableRow> {
  private let one: Statement
  private let many: Statement
  private var rows: [Row] = []

  init(_ db: Database) throws {
    let marks = "(\(Array(repeating: "?", count: Int(Row.columns)).joined(separator: ", ")))"
    one = try db.cachedStatement(sql: Row.sql(marks))
    many = try db.cachedStatement(
      sql: Row.sql(Array(repeating: marks, count: Row.atOnce).joined(separator: ", ")))
    rows.reserveCapacity(Row.atOnce)
  }

  /// Puts a row into the table, now or with those that follow.
  ///
  /// - Complexity: O(bytes + log rows), no allocation but SQLite's own.
  mutating func insert(_ row: Row) throws {
    rows.append(row)
    if rows.count == Row.atOnce {
      // Safety: the statement is the transaction's own and is used by this thread alone.
      unsafe try many.sqliteStatement.insert(rows[...])
      rows.removeAll(keepingCapacity: true)
    }
  }

  /// Puts the rest there.
  mutating func finish() throws {
    for place in rows.indices {
      // Safety: as above.
      unsafe try one.sqliteStatement.insert(rows[place...place])
    }
    rows.removeAll(keepingCapacity: true)
  }
}

extension SQLiteStatement {
  /// Inserts so many rows as the statement has room for, and leaves it bound to nothing.
  fileprivate func insert<Row: TableRow>(_ rows: ArraySlice<Row>) throws {
    var first: Int32 = 1
    for row in rows {
      // Safety: whoever calls has the statement to itself.
      unsafe row.bind(to: self, from: first)
      first += Row.columns
    }
    // Safety: as above.
    let outcome = unsafe sqlite3_step(self)
    unsafe sqlite3_reset(self)
    unsafe sqlite3_clear_bindings(self)
    guard outcome == SQLITE_DONE else {
      throw DatabaseError(resultCode: ResultCode(rawValue: outcome))
    }
  }
}

// Reads messages out of the pages of a database.

import Foundation
import GRDB

/// Finds messages by their order; keeps the page that was read last.
struct PageReader {
  private let statement: Statement
  private var first: Int64 = 0
  /// What the page has that was read last.
  private(set) var bytes: [UInt8] = []

  init(_ db: Database) throws {
    statement = try db.cachedStatement(sql: Self.sql)
  }

  static let sql = "SELECT first, bytes FROM page WHERE first <= ? ORDER BY first DESC LIMIT 1"

  /// The message with an order, whose bytes are in `bytes` until the next call; nil if it is not
  /// there.
  ///
  /// - Complexity: O(log pages + messages of the page).
  mutating func message(_ ordinal: Int64) throws -> PagedMessage? {
    if let message = here(ordinal) { return message }
    guard let row = try Row.fetchOne(statement, arguments: [ordinal]) else { return nil }
    first = row[0]
    bytes = [UInt8](row[1] as Data)
    return here(ordinal)
  }

  /// A writer's messages from the one with an order back to the first, the latest first, as long as
  /// each is wanted.
  ///
  /// - Complexity: eight bytes and one search for each.
  mutating func chain(
    from latest: Int64, while isWanted: (PagedMessage) -> Bool
  ) throws -> [Int64] {
    var found: [Int64] = []
    var next: Int64? = latest
    // Whoever took pages away took what was before them, too.
    while let ordinal = next, let message = try message(ordinal), isWanted(message) {
      found.append(ordinal)
      // In a damaged page it may not be before.
      next = message.previous.flatMap { $0 < ordinal ? $0 : nil }
    }
    return found
  }

  private func here(_ ordinal: Int64) -> PagedMessage? {
    let (place, isBeyond) = ordinal.subtractingReportingOverflow(first)
    return isBeyond ? nil : MessagePage.message(at: Int(place), of: bytes)
  }
}

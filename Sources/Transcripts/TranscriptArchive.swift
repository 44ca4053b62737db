// Transcripts as people read them: consultations in the order of their questions, each with its
// messages, one at a time and never more in memory.

import Foundation
import GRDB
import Glibc

/// A database of transcripts, opened to read. A server may write to it meanwhile.
public final class TranscriptArchive {
  private let database: DatabaseQueue

  /// Opens the database at a path; it must be there, and is not changed.
  public init(path: String) throws(TranscriptFault) {
    // Safety: a path is a text that lives for the length of the call.
    guard unsafe access(path, F_OK) == 0 else {
      throw errno == ENOENT || errno == ENOTDIR ? .missing : .system(errno)
    }
    guard unsafe access(path, R_OK) == 0 else { throw .system(errno) }
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.label = "transcripts"
      // A server that starts changes the tables, and that takes a moment.
      configuration.busyMode = .timeout(5)
      database = try DatabaseQueue(path: path, configuration: configuration)
      let found = try database.read(TranscriptSchema.identify)
      guard found == .ours else { throw TranscriptFault.notOurs }
    } catch {
      throw TranscriptFault(error)
    }
  }

  /// Shows what was selected, in order, as it was at one moment: each consultation, and after it
  /// its messages if they are asked for.
  ///
  /// What the visitor throws ends the walk and is thrown on.
  ///
  /// - Complexity: one consultation and one page of messages in memory, and eight bytes for each
  ///   message of the consultation.
  public func walk(
    _ selection: TranscriptSelection, _ visit: (TranscriptItem) throws -> Void
  ) throws {
    do {
      try database.read { db in
        let (condition, arguments) = selection.condition
        let lookup = try MessageLookup(db)
        let rows = try Row.fetchCursor(
          db,
          sql: """
            SELECT consultation, code, language, question, opened_at, closed_at, reason,
              (\(lookup.count))
            FROM consultation c WHERE \(condition) ORDER BY opened_at, consultation
            """, arguments: arguments)
        while let row = try rows.next() {
          let entry = try ConsultationEntry(row, parties: Self.parties(of: row[0], in: db))
          try visit(.consultation(entry))
          if selection.messages == .included { try Self.walk(entry, lookup, in: db, visit) }
        }
      }
    } catch let error as DatabaseError {
      throw TranscriptFault(error)
    }
  }

  private static func parties(of consultation: Int64, in db: Database) throws -> [PartyEntry] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT p.dialogue, party, role, name, session, \(TranscriptSchema.addressText), port,
          joined_at, left_at
        FROM party p JOIN dialogue d ON p.dialogue = d.dialogue
        WHERE d.consultation = ? ORDER BY p.dialogue, party
        """, arguments: [consultation])
    return rows.map(PartyEntry.init)
  }

  private static func walk(
    _ consultation: ConsultationEntry, _ lookup: MessageLookup, in db: Database,
    _ visit: (TranscriptItem) throws -> Void
  ) throws {
    var place = 0
    try lookup.walk(consultation.consultation, in: db) { message, bytes in
      place += 1
      try visit(.message(MessageEntry(message, bytes, place: place, of: consultation)))
    }
  }
}

// What a server that starts anew has to know to let people go on where they were.

import Foundation
import GRDB

/// A dialogue that was under way when the server ended.
public struct UnfinishedDialogue: Equatable, Sendable {
  /// Which dialogue, by the key that it keeps.
  public let dialogue: DialogueKey
  /// Of which consultation.
  public let consultation: ConsultationKey
  /// The text form of the page's code; empty if the question was not kept.
  public let code: String
  /// What was asked.
  public let question: String
  /// When the dialogue began.
  public let opened: TranscriptTime
  /// Those who have not left, by their numbers.
  public let parties: [TranscriptParty]
  /// In which run each of them joined, by their numbers; 0 if it is not known.
  public let runs: [UInt8: UInt32]
  /// The highest number that a party had, those who left too.
  public let lastParty: Int
  /// The highest sequence number of each party that wrote, those who left too.
  public let lastSequences: [UInt8: UInt32]
  /// Who had received whose messages, and up to which.
  public let receipts: [Receipt]

  /// Who asked.
  public var customer: TranscriptParty? { parties.first { $0.role == .customer } }

  /// Who answers: of two the later has taken over, and the other's leaving was not written.
  public var agent: TranscriptParty? { parties.last { $0.role == .agent } }

  /// What a party had acknowledged of another.
  public struct Receipt: Equatable, Sendable {
    /// Who acknowledged.
    public let party: UInt8
    /// Whose messages.
    public let writer: UInt8
    /// The highest sequence number.
    public let sequence: UInt32
  }
}

/// A session that somebody may resume.
public struct ResumableSession: Equatable, Sendable {
  /// The session with the digest of its token.
  public let session: TranscriptSession
  /// Where it stood when the server ended.
  public let state: SessionState
  /// Since when it stood so.
  public let since: TranscriptTime
}

extension TranscriptStore {
  /// The dialogues that have not ended, the oldest first.
  ///
  /// - Complexity: O(dialogues and their parties), however much was written.
  public func unfinished() throws(TranscriptFault) -> [UnfinishedDialogue] {
    do {
      return try database.read { db in
        let rows = try Row.fetchAll(
          db,
          sql: """
            SELECT dialogue, d.consultation, coalesce(code, ''), coalesce(question, ''),
              d.opened_at
            FROM dialogue d LEFT JOIN consultation c ON c.consultation = d.consultation
            WHERE d.closed_at IS NULL ORDER BY dialogue
            """)
        return try rows.map { try Self.dialogue($0, in: db) }
      }
    } catch {
      throw TranscriptFault(error)
    }
  }

  /// The dialogue with the highest number of the last run that has any; nil if there is none.
  ///
  /// - Complexity: O(1).
  public func lastDialogue() throws(TranscriptFault) -> DialogueKey? {
    do {
      return try database.read { db in
        try Int64.fetchOne(db, sql: "SELECT max(dialogue) FROM dialogue").map(DialogueKey.init)
      }
    } catch {
      throw TranscriptFault(error)
    }
  }

  private static func dialogue(_ row: Row, in db: Database) throws -> UnfinishedDialogue {
    let key: Int64 = row[0]
    let sequences = try Row.fetchAll(
      db, sql: "SELECT party, sequence FROM latest WHERE dialogue = ?",
      arguments: [key])
    let parties = try Row.fetchAll(
      db,
      sql: """
        SELECT party, role, session, name, address, port, run FROM party
        WHERE dialogue = ? AND left_at IS NULL ORDER BY party
        """, arguments: [key])
    let receipts = try Row.fetchAll(
      db, sql: "SELECT party, writer, sequence FROM receipt WHERE dialogue = ?", arguments: [key])
    return UnfinishedDialogue(
      dialogue: DialogueKey(bits: key), consultation: ConsultationKey(bits: row[1]), code: row[2],
      question: row[3], opened: TranscriptTime(unixMicroseconds: row[4]),
      parties: parties.map(Self.party),
      runs: Dictionary(uniqueKeysWithValues: parties.map { ($0[0], $0[6]) }),
      lastParty: try Int.fetchOne(
        db, sql: "SELECT max(party) FROM party WHERE dialogue = ?", arguments: [key]) ?? 0,
      lastSequences: Dictionary(uniqueKeysWithValues: sequences.map { ($0[0], $0[1]) }),
      receipts: receipts.map {
        UnfinishedDialogue.Receipt(party: $0[0], writer: $0[1], sequence: $0[2])
      })
  }

  private static func party(_ row: Row) -> TranscriptParty {
    TranscriptParty(
      party: row[0], role: PartyRole(rawValue: row[1]) ?? .helper,
      session: SessionKey(bits: row[2]), name: row[3], address: row[4], port: row[5])
  }

  /// The sessions that are not over, the oldest first; those of people who wait and of agents
  /// without a dialogue too.
  public func resumableSessions() throws(TranscriptFault) -> [ResumableSession] {
    do {
      return try database.read { db in
        let rows = try Row.fetchAll(
          db,
          sql: """
            SELECT session, digest, role, name, state, changed_at FROM session
            WHERE state <> 'over' ORDER BY session
            """)
        return rows.compactMap { row -> ResumableSession? in
          let digest: Data = row[1] ?? Data()
          guard digest.count == TranscriptSession.digestBytes else { return nil }
          return ResumableSession(
            session: TranscriptSession(
              session: SessionKey(bits: row[0]), digest: [UInt8](digest),
              role: PartyRole(rawValue: row[2]) ?? .customer, name: row[3]),
            state: SessionState(rawValue: row[4]) ?? .lost,
            since: TranscriptTime(unixMicroseconds: row[5]))
        }
      }
    } catch {
      throw TranscriptFault(error)
    }
  }
}

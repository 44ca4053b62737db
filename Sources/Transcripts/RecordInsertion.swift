// From a record to rows: what each kind does to the tables.

import Consulting
import Foundation
import GRDB

/// Writes the records of one transaction. No record can be refused by a constraint: one that could
/// would hold up all that follow for ever.
struct RecordInsertion {
  private let db: Database
  private let pages: RowStatement<PageRow>
  private var page: MessagePage
  private let latest: LatestMessages
  private let run: UInt32
  private var receipts: [ReceiptRow.Pair: UInt32] = [:]
  private(set) var counts = BatchCounts()

  /// - Parameters:
  ///   - latest: as it is on record; `finish` puts there what was added.
  ///   - ordinal: of the next message.
  ///   - run: in which this is.
  init(_ db: Database, after latest: LatestMessages, from ordinal: Int64, in run: UInt32) throws {
    self.db = db
    self.run = run
    self.latest = latest
    page = MessagePage(from: ordinal)
    pages = try RowStatement(db)
  }

  /// The order of the next message among all of the database.
  var ordinal: Int64 { page.first + Int64(page.count) }

  mutating func insert(_ head: RecordHead, _ bytes: UnsafeRawBufferPointer) throws {
    counts.records += 1
    // Safety: the bytes are used here and in what is called, and kept by nobody.
    switch RecordKind(rawValue: head.kind) {
    case .message: unsafe try insertMessage(head, bytes)
    case .acknowledgement:
      let pair = ReceiptRow.Pair(dialogue: head.key, party: head.party, writer: head.word)
      receipts[pair] = max(receipts[pair] ?? 0, head.number)
    case .asked, .began, .joined, .opened: unsafe try insertBeginning(head, Array(bytes))
    case .left, .ended, .closed, .session: try insertEnding(head)
    case .filler, nil: assertionFailure("a queue has records of known kinds")
    }
  }

  private mutating func insertMessage(
    _ head: RecordHead, _ bytes: UnsafeRawBufferPointer
  ) throws {
    counts.messages += 1
    counts.bytes += bytes.count
    guard case .follows(let previous) = try latest.note(head, ordinal: ordinal, in: db) else {
      counts.duplicates += 1
      return
    }
    if !page.hasRoom(for: bytes.count) { try writePage() }
    // Safety: the bytes are copied.
    unsafe page.append(head, bytes, after: previous)
  }

  private mutating func writePage() throws {
    try pages.insert(PageRow(page: page))
    page.clear()
  }

  /// Writes what is written at the end of a transaction.
  mutating func finish() throws {
    if page.count > 0 { try writePage() }
    try latest.write(to: db)
    let statement = try RowStatement<ReceiptRow>(db)
    for (pair, sequence) in receipts {
      try statement.insert(ReceiptRow(pair: pair, sequence: sequence))
    }
  }

  private func insertBeginning(_ head: RecordHead, _ bytes: [UInt8]) throws {
    let time = head.unixMicroseconds
    switch RecordKind(rawValue: head.kind) {
    case .asked:
      let code = text(bytes.prefix(Int(head.number)))
      try execute(
        """
        INSERT INTO consultation (consultation, code, language, question, opened_at, session)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """,
        [
          head.key, code, Language(bits: head.port).text, text(bytes.dropFirst(Int(head.number))),
          time, head.other == 0 ? nil : head.other,
        ])
    case .began:
      try execute(
        """
        INSERT INTO dialogue (dialogue, consultation, opened_at) VALUES (?, ?, ?)
        ON CONFLICT DO NOTHING
        """, [head.key, head.other, time])
    case .joined:
      let address = text(bytes.prefix(Int(head.number)))
      try execute(
        """
        INSERT INTO party (dialogue, party, role, session, name, address, port, joined_at, run)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
          role = excluded.role, session = excluded.session, address = excluded.address,
          port = excluded.port, left_at = NULL
        """,
        [
          head.key, Int(head.party), PartyRole(place: head.word)?.rawValue ?? "", head.other,
          text(bytes.dropFirst(Int(head.number))), address, Int(head.port), time, run,
        ])
    default:
      let digest = Data(bytes.prefix(TranscriptSession.digestBytes))
      try execute(
        """
        INSERT INTO session (session, digest, role, name, state, opened_at, changed_at)
        VALUES (?, ?, ?, ?, 'live', ?, ?)
        ON CONFLICT DO UPDATE SET digest = excluded.digest, state = 'live',
          changed_at = excluded.changed_at
        """,
        [
          head.key, digest, PartyRole(place: head.word)?.rawValue ?? "",
          text(bytes.dropFirst(digest.count)), time, time,
        ])
    }
  }

  private func insertEnding(_ head: RecordHead) throws {
    let time = head.unixMicroseconds
    let ending = TranscriptEnding(place: head.word)?.rawValue ?? ""
    switch RecordKind(rawValue: head.kind) {
    case .left:
      try execute(
        "UPDATE party SET left_at = ? WHERE dialogue = ? AND party = ?",
        [time, head.key, Int(head.party)])
    case .ended:
      try execute(
        """
        UPDATE dialogue SET closed_at = ?, reason = ? WHERE dialogue = ? AND closed_at IS NULL
        """, [time, ending, head.key])
    case .closed:
      try execute(
        """
        UPDATE consultation SET closed_at = ?, reason = ?
        WHERE consultation = ? AND closed_at IS NULL
        """, [time, ending, head.key])
    default:
      let state = SessionState(place: head.word) ?? .over
      try execute(
        """
        UPDATE session SET state = ?, changed_at = ?,
          digest = CASE WHEN ? THEN NULL ELSE digest END WHERE session = ?
        """, [state.rawValue, time, state == .over, head.key])
    }
  }

  private func execute(_ sql: String, _ arguments: StatementArguments) throws {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
  }

  private func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}

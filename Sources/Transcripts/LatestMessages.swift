// How far each party of each dialogue is, as it is on record: what comes twice is known by it.

import GRDB

/// The latest message of everybody who writes, with those of the transaction under way.
///
/// A party's numbers grow, so that one that is not above the latest is there already, or was
/// skipped by its writer. Who wrote lately is in memory; all others are looked up, unless they
/// cannot be on record. What a transaction changes is written once, at its end.
final class LatestMessages {
  /// Writers in memory: twice as many as take part in 16,384 dialogues.
  private static let mostWriters = 1 << 16

  private struct Writer: Hashable {
    let dialogue: Int64
    let party: UInt8
  }

  private struct Entry {
    var row: LatestRow
    /// Whether the row is not on record as it stands.
    var isChanged = false
  }

  /// How a message stands to those before it.
  enum Succession: Equatable {
    /// After one with this ordinal; nil if it is the party's first.
    case follows(Int64?)
    /// It comes again.
    case repeats
  }

  private var places: [Writer: Int] = [:]
  private var entries: [Entry] = []
  private var changed: [Int] = []
  /// The run of whose dialogues nothing is on record that is not in memory; nil = of none.
  private var ownRun: UInt32?

  /// - Parameter run: the one that begins; nothing of it is on record.
  init(run: UInt32) { ownRun = run }

  /// Notes a message as the latest of its writer, unless it comes again.
  ///
  /// - Complexity: O(1); a look into the database for who did not write lately.
  func note(
    _ head: RecordHead, ordinal: Int64, in db: Database
  ) throws -> Succession {
    let place = try place(of: Writer(dialogue: head.key, party: head.party), in: db)
    let before = entries[place].row.ordinal
    guard head.number > entries[place].row.sequence else { return .repeats }
    entries[place].row.sequence = Int64(head.number)
    entries[place].row.ordinal = ordinal
    entries[place].row.messages += 1
    if !entries[place].isChanged {
      entries[place].isChanged = true
      changed.append(place)
    }
    return .follows(before)
  }

  private func place(of writer: Writer, in db: Database) throws -> Int {
    if let place = places[writer] { return place }
    var latest = LatestRow(dialogue: writer.dialogue, party: writer.party)
    if DialogueKey(bits: writer.dialogue).run != ownRun { try recall(&latest, in: db) }
    entries.append(Entry(row: latest))
    places[writer] = entries.count - 1
    return entries.count - 1
  }

  /// Fills in what is on record of a writer, if anything is.
  private func recall(_ latest: inout LatestRow, in db: Database) throws {
    let found = try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT sequence, ordinal, messages FROM latest WHERE dialogue = ? AND party = ?"),
      arguments: [latest.dialogue, Int(latest.party)])
    guard let found else { return }
    (latest.sequence, latest.ordinal, latest.messages) = (found[0], found[1], found[2])
  }

  /// Writes what has changed, at the end of a transaction.
  ///
  /// - Complexity: O(writers with new messages × log writers).
  func write(to db: Database) throws {
    let statement = try RowStatement<LatestRow>(db)
    for place in changed {
      entries[place].isChanged = false
      try statement.insert(entries[place].row)
    }
    changed.removeAll(keepingCapacity: true)
  }

  /// After a transaction: keeps memory within its limit.
  func trim() {
    if entries.count > Self.mostWriters { forget() }
  }

  /// After a transaction that failed: what it noted is not on record.
  func forget() {
    ownRun = nil
    places.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    changed.removeAll(keepingCapacity: true)
  }
}

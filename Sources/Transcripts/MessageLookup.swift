// How the messages of a consultation are found, in a database of any version.

import GRDB

/// Where to look for messages.
enum MessageLookup {
  /// In the index that a table of messages had up to the third version.
  case byIndex
  /// From each party's latest message back to its first.
  case byLatest

  /// As the database stands at this moment: a server that starts may change it.
  init(_ db: Database) throws {
    self = try db.tableExists("latest") ? .byLatest : .byIndex
  }

  /// How many messages a consultation `c` has.
  var count: String {
    switch self {
    case .byIndex:
      """
      SELECT count(*) FROM message WHERE dialogue IN
        (SELECT dialogue FROM dialogue d WHERE d.consultation = c.consultation)
      """
    case .byLatest:
      """
      SELECT coalesce(sum(messages), 0) FROM latest WHERE dialogue IN
        (SELECT dialogue FROM dialogue d WHERE d.consultation = c.consultation)
      """
    }
  }

  /// The messages of a consultation. Only numbers are sorted; the bytes are looked up one by one.
  var inOrder: String {
    let messages = "SELECT dialogue, party, sequence, sent_at, bytes FROM message"
    return switch self {
    case .byIndex:
      """
      \(messages) WHERE ordinal IN
        (SELECT ordinal FROM message WHERE dialogue IN
          (SELECT dialogue FROM dialogue WHERE consultation = ?))
      ORDER BY ordinal
      """
    case .byLatest:
      """
      WITH RECURSIVE found (ordinal) AS (
        SELECT ordinal FROM latest WHERE dialogue IN
          (SELECT dialogue FROM dialogue WHERE consultation = ?)
        UNION ALL
        SELECT previous FROM found JOIN message USING (ordinal) WHERE previous IS NOT NULL)
      \(messages) WHERE ordinal IN (SELECT ordinal FROM found) ORDER BY ordinal
      """
    }
  }
}

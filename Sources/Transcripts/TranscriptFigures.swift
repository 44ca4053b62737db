// What a store counts; the text of no message is in it.

/// Figures of one moment.
public struct TranscriptFigures: Equatable, Sendable {
  /// Records that wait to be written.
  public var queued = 0
  /// Bytes of the queues that they take.
  public var queuedBytes = 0
  /// Records that found no room in a queue.
  public var refused = 0
  /// Records in the database.
  public var committed = 0
  /// Messages among them.
  public var messages = 0
  /// Messages that were there already, and stayed as they were.
  public var duplicates = 0
  /// Bytes of the messages.
  public var bytes = 0
  /// Transactions.
  public var commits = 0
  /// Transactions that failed; each is tried again.
  public var failures = 0
  /// Whether the last one failed.
  public var isFailing = false
  /// SQLite's extended result code of the last failure; nil if there was none.
  public var lastFault: Int32?
  /// The longest transaction that succeeded, in nanoseconds.
  public var longestCommitNanoseconds = 0

  /// SQLite's words for the last failure.
  public var lastFaultWords: String? { lastFault.map(TranscriptFault.words(ofDatabase:)) }
}

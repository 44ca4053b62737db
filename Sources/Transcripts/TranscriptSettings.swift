// How transcripts are kept, and the limits that go with it.

/// When the sender of a message is told that it is kept.
public enum TranscriptDurability: String, Sendable, CaseIterable {
  /// Once it is on the disk: it survives the process and the machine.
  case strict
  /// Once it is in the queue: what was not written yet is gone with the process, and what the
  /// system had not written yet is gone with the machine.
  case lenient = "relaxed"
}

/// The settings of a store.
public struct TranscriptSettings: Sendable {
  /// When senders are told.
  public var durability = TranscriptDurability.strict
  /// Bytes of each queue's ring; rounded up to a power of two that holds two largest records.
  public var queueBytes = 8 << 20
  /// Bytes of a message or of an event's text, at most.
  public var mostBytes = 65_536
  /// Bytes that the database may grow to; nil = as the disk allows. Full is a fault like a full
  /// disk: nothing is acknowledged until there is room.
  public var mostDatabaseBytes: Int?
  /// Milliseconds from the beginning of a commit to that of the next one, at least, unless a queue
  /// fills: a commit of ten records costs nearly what one of a hundred costs, and how far a
  /// party is goes to the disk once a commit, however many messages it wrote. nil = 50, and 1,000
  /// where nobody waits for it.
  public var gatheringMilliseconds: Int32?
  /// The pause after a first failed commit in milliseconds; it doubles with each that follows.
  public var firstPauseMilliseconds: Int32 = 10
  /// The longest such pause in milliseconds.
  public var longestPauseMilliseconds: Int32 = 1_000

  /// The usual settings.
  public init() {}
}

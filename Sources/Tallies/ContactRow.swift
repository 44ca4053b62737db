// One customer as the file of contacts shows him, and the blocks in which a run hands them out.

/// What became of one customer who entered.
public struct ContactRow: Sendable, Equatable, BitwiseCopyable {
  /// How a customer ended.
  public enum Outcome: UInt8, Sendable, BitwiseCopyable {
    case answered, abandoned, blocked
  }

  /// What is known of the answered alone.
  public struct Answer: Sendable, Equatable, BitwiseCopyable {
    /// Group of the agent.
    public var group: UInt16
    /// The agent's place in the group, from 0.
    public var agent: UInt32
    /// The narrowest ring that lets this agent in; 0 = he may answer before any ring.
    public var ring: UInt8
    /// Whether the customer comes back because of a mismatch.
    public var isUnresolved: Bool
    /// The match score, billionths.
    public var scoreBillionths: Int32
    /// Assignment to end of the chat, all chats together.
    public var handledNanoseconds: Int64
    /// Wait + time to the first answer; nil if none is counted.
    public var firstResponseNanoseconds: Int64?

    /// That answer.
    public init(
      group: UInt16, agent: UInt32, ring: UInt8, isUnresolved: Bool, scoreBillionths: Int32,
      handledNanoseconds: Int64, firstResponseNanoseconds: Int64?
    ) {
      self.group = group
      self.agent = agent
      self.ring = ring
      self.isUnresolved = isUnresolved
      self.scoreBillionths = scoreBillionths
      self.handledNanoseconds = handledNanoseconds
      self.firstResponseNanoseconds = firstResponseNanoseconds
    }
  }

  /// The customer's stream.
  public var stream: UInt16
  /// Times the customer had come before (retries and returns).
  public var attempt: UInt16 = 0
  /// The customer's place in the stream, from 0; the same at every attempt.
  public var ordinal: UInt32
  /// How it ended.
  public var outcome: Outcome
  /// Whether the customer had abandoned before and tried again.
  public var isRetry = false
  /// Whether a second agent joined.
  public var isHelped = false
  /// When the customer entered, since opening.
  public var arrivedNanoseconds: Int64
  /// All waits together; 0 for the blocked.
  public var waitedNanoseconds: Int64 = 0
  /// Who answered and how; nil if nobody did.
  public var answer: Answer?

  /// A customer of whom no more is known.
  public init(stream: UInt16, ordinal: UInt32, outcome: Outcome, arrivedNanoseconds: Int64) {
    self.stream = stream
    self.ordinal = ordinal
    self.outcome = outcome
    self.arrivedNanoseconds = arrivedNanoseconds
  }
}

/// Some customers of one replication, in the order in which they ended.
public struct ContactBlock: Sendable {
  /// The replication, from 0.
  public var replication: Int
  /// Its next customers.
  public var rows: [ContactRow]
  /// Whether the replication is finished with these; one that is broken off has no last block.
  public var isLast: Bool

  /// That block.
  public init(replication: Int, rows: [ContactRow], isLast: Bool) {
    self.replication = replication
    self.rows = rows
    self.isLast = isLast
  }
}

/// Where the customers of a run go; called by all its threads.
public typealias ContactSink = @Sendable (ContactBlock) -> Void

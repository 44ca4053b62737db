// One place of the pool of requests, as the event loop sees it: a customer, or what else holds it.

import Population

/// A customer inside the system, about to return, or the wrap-up that a chat left behind.
///
/// 128 bytes, two cache lines: streams and periods are counted in 16 bits, as scenarios limit them.
struct Customer: BitwiseCopyable {
  /// What a place of the pool stands for.
  enum Kind: UInt8, BitwiseCopyable {
    /// Waits, is offered or is served.
    case customer
    /// Has left without a word; an agent will be taken by the empty chat.
    case silent
    /// An agent's question to another.
    case help
    /// The work after a chat.
    case wrapUp
    /// Will try again after abandoning.
    case retrying
    /// Will come back because of a mismatch.
    case returning
  }

  /// What keys the customer's draws.
  var key: CustomerKey
  /// Beginning of the present wait.
  var queuedSince: Int64 = 0
  /// Waits that are over.
  var waited: Int64 = 0
  /// Assignment of the present chat.
  var assignedAt: Int64 = 0
  /// Handle time of chats that were handed back or passed on.
  var handledBefore: Int64 = 0
  /// End of patience; `Int64.max` = never.
  var deadline: Int64 = .max
  /// When the outstanding offer lapses; `Int64.max` = none.
  var lapsesAt: Int64 = .max
  /// Effort left at speed 1, nanoseconds; below 0 = not drawn yet.
  var effort: Double = -1
  /// The agent's work clock at which the chat ends.
  var endWork: Double = 0
  /// The agent's work clock at the first answer; infinite = given, or none is counted.
  var firstAnswerWork: Double = .infinity
  /// Wait + time to the first answer; below 0 = none yet.
  var firstResponse: Int64 = -1
  /// The agent of last time, as long as he is preferred.
  var lastAgentUntil: Int64 = 0
  /// The agent of last time; of a question, the agent who asks.
  var lastAgent: UInt32 = .max
  /// The agent who has the customer; `.max` = none.
  var agent: UInt32 = .max
  var stream: UInt16 = 0
  /// The stream whose class and effort count; another one after a transfer.
  var served: UInt16 = 0
  /// Period of arrival; `periods.count` = outside the window.
  var period: UInt16 = 0
  /// A customer's open question to another agent, or the asker of a question; `.max` = none.
  var link: UInt32 = .max
  /// Match score of the agent, billionths.
  var score: Int32 = 0
  /// Times this customer came (retries and returns).
  var attempt: UInt16 = 0
  /// Times the customer went back to the queue.
  var comebacks: UInt8 = 0
  /// Rings whose time has come.
  var ring: UInt8 = 0
  /// Offers so far.
  var offers: UInt16 = 0
  var kind: Kind = .customer
  var marks: Marks = []

  /// What happened to a customer that later rules ask for.
  struct Marks: OptionSet, BitwiseCopyable {
    let rawValue: UInt8
    /// Abandoned before and tries again.
    static let retry = Marks(rawValue: 1)
    /// The present wait is in the front line.
    static let front = Marks(rawValue: 2)
    /// `effort` is what was left when a shift ended.
    static let handedBack = Marks(rawValue: 4)
    /// A question that an agent has joined before.
    static let joined = Marks(rawValue: 8)
    /// A second agent joined.
    static let helped = Marks(rawValue: 16)
  }

  /// A place that nobody has had yet.
  static let vacant = Customer(
    key: CustomerKey(StreamKey(seed: 0, replication: 0, name: ""), ordinal: 0))

  /// A new customer, written in place.
  @inline(__always) mutating func begin(stream: Int, key: CustomerKey) {
    self = Customer(key: key)
    self.stream = UInt16(truncatingIfNeeded: stream)
    served = self.stream
  }

  /// The attempt that keys the draws of a wait: retries and comebacks draw anew.
  var drawAttempt: Int { Int(attempt) << 16 | Int(comebacks) }
}

/// An agent's work clock: all open chats advance alike, so that one timer serves them.
struct AgentClock: BitwiseCopyable {
  /// Work done on each chat since the clock was last at 0, nanoseconds at speed 1.
  var work: Double = 0
  /// When `work` was brought up to date.
  var updatedAt: Int64 = 0
  var group: Int32 = 0
  /// Open chats.
  var open: Int32 = 0
  /// Wrap-ups.
  var wrapUps: Int32 = 0
  var isSignedOn = false
  var isAbsent = false
}

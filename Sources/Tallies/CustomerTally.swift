// What is counted of customers in one cell: a stream, a period or the whole run.

/// Counts and sums of customers who arrived in the window, whatever became of them later.
///
/// Times are sums of whole nanoseconds, kept in `Double` (exact up to 2⁵³ ns, then to 1e-16).
public struct CustomerTally: Sendable, Equatable, BitwiseCopyable {
  /// Customers who entered; a retry counts again.
  public var offered: Int64 = 0
  /// Ended as answered.
  public var answered: Int64 = 0
  /// Ended as abandoned.
  public var abandoned: Int64 = 0
  /// Ended as blocked.
  public var blocked: Int64 = 0
  /// Of the offered, those who had abandoned before and try again.
  public var retried: Int64 = 0
  /// Times an agent asked another and was joined.
  public var helped: Int64 = 0
  /// Not blocked, with a wait above 0.
  public var delayed: Int64 = 0
  /// Answered customers who come back because of a mismatch.
  public var unresolved: Int64 = 0
  /// Chats that ended, the terms of `handleNanoseconds`.
  public var handled: Int64 = 0
  /// Answered customers whose agent gave a first answer.
  public var firstResponses: Int64 = 0
  /// Sum of match scores of the answered, billionths.
  public var scoreBillionths: Int64 = 0
  /// Sum of waits of everyone not blocked.
  public var waitNanoseconds: Double = 0
  /// Sum of waits of the answered.
  public var answeredWaitNanoseconds: Double = 0
  /// Sum over chats, assignment to end.
  public var handleNanoseconds: Double = 0
  /// Sum of wait + time to the first answer.
  public var firstResponseNanoseconds: Double = 0

  /// Nothing counted.
  public init() {}

  /// Adds what another cell counted.
  public static func += (a: inout Self, b: Self) {
    a.offered += b.offered
    a.answered += b.answered
    a.abandoned += b.abandoned
    a.blocked += b.blocked
    a.retried += b.retried
    a.helped += b.helped
    a.delayed += b.delayed
    a.unresolved += b.unresolved
    a.handled += b.handled
    a.firstResponses += b.firstResponses
    a.scoreBillionths += b.scoreBillionths
    a.waitNanoseconds += b.waitNanoseconds
    a.answeredWaitNanoseconds += b.answeredWaitNanoseconds
    a.handleNanoseconds += b.handleNanoseconds
    a.firstResponseNanoseconds += b.firstResponseNanoseconds
  }
}

/// Customers inside one threshold of the service level.
public struct ThresholdTally: Sendable, Equatable, BitwiseCopyable {
  /// Answered with a wait of at most the threshold.
  public var answeredWithin: Int64 = 0
  /// Abandoned with a wait of at most the threshold.
  public var abandonedWithin: Int64 = 0

  /// Nothing counted.
  public init() {}

  /// Adds what another cell counted.
  public static func += (a: inout Self, b: Self) {
    a.answeredWithin += b.answeredWithin
    a.abandonedWithin += b.abandonedWithin
  }
}

// One stream of customers who ask for help, as the checked plan holds it.

public import Consulting

/// One entry of `demand`: customers of one page.
public struct Stream: Sendable {
  /// `name`
  public var name: String
  /// `code.language`
  public var language: Language
  /// `code.document`
  public var document: DocumentNumber
  /// `code.site`, index into `Plan.sites`.
  public var site: Int
  /// `code.location`, index into `Plan.locations`.
  public var location: Int
  /// `arrivals`
  public var arrivals: Arrivals
  /// `busyness`; nil = none.
  public var busyness: Busyness?
  /// `patience`; nil = `never`.
  public var patience: Distribution?
  /// `effort`
  public var effort: Distribution
  /// `priority`
  public var priority: Int
  /// `retry`; nil = none.
  public var retry: Retry?
  /// `first-answer`; nil = none.
  public var firstAnswer: Distribution?
  /// `silent`; nil = none.
  public var silent: Silent?
  /// `mismatch`; nil = none.
  public var mismatch: Mismatch?
  /// `help`; nil = none.
  public var help: Help?
  /// `transfer`; nil = none.
  public var transfer: Transfer?
  /// `conversation`: turns and message lengths, for the wall clocks.
  public var conversation: Conversation
}

/// Who abandoned and tries again.
public struct Retry: Sendable {
  /// `probability`
  public var probability: Double
  /// `after`: a fixed delay.
  public var after: SimulationTime
}

/// Customers who leave without a word.
public struct Silent: Sendable {
  /// `share` of those who abandon.
  public var share: Double
  /// `discovered-after`: how long an agent is taken by an empty chat.
  public var discoveredAfter: SimulationTime
}

/// What a score of 0 does; it grows linearly with 1 − score.
public struct Mismatch: Sendable {
  /// `effort`: factor on the effort at score 0, 1 or more.
  public var effortFactor: Double
  /// `unresolved`: probability at score 0 that the customer comes back.
  public var unresolved: Double
  /// `returns-after`
  public var returnsAfter: SimulationTime
}

/// The answering agent asks another, whose part this is.
public struct Help: Sendable {
  /// `probability` per answered customer.
  public var probability: Double
  /// `effort` of the agent who joins.
  public var effort: Distribution
}

/// The customer is passed on to another stream's class when the chat ends.
public struct Transfer: Sendable {
  /// `probability` per chat.
  public var probability: Double
  /// `to`, index into `Plan.demand`.
  public var stream: Int
}

/// Turns and message lengths of a dialogue.
public struct Conversation: Sendable {
  /// `turns`: mean number of messages of a chat, geometric, 1 or more.
  public var meanTurns: Double
  /// `customer-characters`: lognormal median of a customer's message length.
  public var customerMedianCharacters: Double
  /// `agent-characters`: lognormal median of an agent's message length.
  public var agentMedianCharacters: Double
  /// `characters-sigma`: sigma of both.
  public var charactersSigma: Double
}

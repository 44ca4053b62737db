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

/// How customers of a stream arrive.
public enum Arrivals: Sendable {
  /// Poisson, customers per second; piecewise constant, the last rate holds.
  case poisson(Steps<Double>)
  /// Poisson with rate mean + amplitude · sin(2πt/period), per second; |amplitude| ≤ mean.
  case sine(mean: Double, amplitude: Double, period: SimulationTime)
  /// An expected (`poisson`) or exact (`fixed`) number, spread by shares; normalised to sum 1,
  /// each share covers `length / shares.count`.
  case count(Int, shares: [Double], spread: Spread)
  /// A replay: times since opening, ascending.
  case trace([SimulationTime])
}

/// How a `count` is spread.
public enum Spread: String, CaseIterable, Sendable {
  /// A Poisson number with that mean.
  case poisson
  /// Exactly that many.
  case fixed
}

/// A random factor with mean 1 on the run's rate.
public struct Busyness: Sendable {
  /// Shape of the gamma factor of the run; nil = the run's factor is 1.
  public var gammaShape: Double?
  /// Streams with the same group share their factors; the stream's own name if absent.
  public var group: String
  /// Factors of periods within the run; nil = none.
  public var within: BusynessWithin?
}

/// One factor per period: lognormal with mean 1, autoregressive of order 1.
public struct BusynessWithin: Sendable {
  /// `every`
  public var every: SimulationTime
  /// `cv`: coefficient of variation of the factor, above 0.
  public var coefficientOfVariation: Double
  /// `correlation` of successive factors, 0 ≤ ρ < 1.
  public var correlation: Double
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

/// A distribution of a span of time; parameters in seconds, checked to be above 0 (a fixed span
/// may be 0).
public enum Distribution: Sendable {
  case fixed(SimulationTime)
  case exponential(meanSeconds: Double)
  case lognormal(medianSeconds: Double, sigma: Double)
  case uniform(low: SimulationTime, high: SimulationTime)
  case gamma(shape: Double, meanSeconds: Double)
  case weibull(shape: Double, scaleSeconds: Double)
  /// Drawn from the listed spans with equal probability.
  case empirical([SimulationTime])
}

// The rules by which customers and agents are matched, as the checked plan holds them.

public import Consulting

/// Rules of the routing core.
public struct RoutingRules: Sendable {
  /// `choose-agent`
  public var chooseAgent: AgentChoice
  /// `ties`
  public var ties: AgentChoice.Ties
  /// `choose-customer`
  public var chooseCustomer: CustomerChoice
  /// `offer.timeout`; zero = taken at once.
  public var offerTimeout: SimulationTime
  /// `offer.acceptance`: probability that an offer is accepted at once.
  public var offerAcceptance: Double
  /// `rings`, by `after`, ascending.
  public var rings: [Ring]
  /// `ageing`: priority points gained per minute of waiting.
  public var ageingPerMinute: Double
  /// `last-agent.within`: a customer who comes back within this time is given the agent of last
  /// time if he has room; nil = no such preference.
  public var lastAgentWithin: SimulationTime?
  /// `match-window`: customers and agents are brought together at multiples of it; zero = at once.
  public var matchWindow: SimulationTime
}

/// One step of widening, cumulative.
public struct Ring: Hashable, Sendable {
  /// Time since the customer entered.
  public var after: SimulationTime
  /// `document-digits`: branches that agree in that many digits count; nil = unchanged.
  public var documentDigits: Int?
  /// `location`: agents there count too, index into `Plan.locations`; nil = unchanged.
  public var location: Int?
}

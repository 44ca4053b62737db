// The checked scenario: types that cannot be wrong. Whoever holds a `Plan` checks nothing again.

public import Consulting

/// A scenario after checking: everything normalised, every name resolved to an index.
public struct Plan: Sendable {
  /// `name`
  public var name: String
  /// `description`, empty if absent.
  public var description: String
  /// `opens`: the time of day at time zero, nil if the file gives none.
  public var opens: SimulationTime?
  /// `length`
  public var length: SimulationTime
  /// `warmup`, below `length`.
  public var warmup: SimulationTime
  /// `closing`
  public var closing: Closing
  /// `report-every`
  public var reportEvery: SimulationTime
  /// `replications`, 1 or more.
  public var replications: Int
  /// `seed`
  public var seed: UInt64
  /// `sites`, in order; never empty (a site `site` is assumed when the file names none).
  public var sites: [Site]
  /// `locations`, in order; never empty (a location `home` is assumed).
  public var locations: [Location]
  /// `demand`, in order; never empty.
  public var demand: [Stream]
  /// `agents`, in order; never empty.
  public var agents: [AgentGroup]
  /// `routing`
  public var routing: RoutingRules
  /// `limits.in-system`: waiting + in service per location, nil if unlimited.
  public var inSystemLimit: Int?
  /// `objectives`, in order.
  public var objectives: [Objective]
  /// SHA-256 of the checked plan after `--set`, 64 hexadecimal digits.
  public var sha256: String
}

/// What happens at `length`.
public enum Closing: String, CaseIterable, Sendable {
  /// No arrivals after `length`; whoever is inside is finished, patience goes on.
  case drain
  /// At `length` the waiting leave (counted abandoned), open chats are finished.
  case drop
}

/// An information server.
public struct Site: Hashable, Sendable {
  /// `id`
  public var id: String
  /// `address`, host and port; nil if absent.
  public var address: String?
}

/// A consult location: a company that answers.
public struct Location: Sendable {
  /// `id`
  public var id: String
  /// `cost`: money per agent-hour, nil if absent.
  public var costPerHour: Double?
  /// `hours`: when the location is open, as spans since opening of the run, ascending and
  /// disjoint; nil = always. Who asks outside them is blocked; agents there are not staffed.
  public var openSpans: [Range<SimulationTime>]?
}

/// A step function of time: `values[i]` holds from `starts[i]` on; `starts[0]` is zero, ascending.
public struct Steps<Value: Sendable>: Sendable {
  /// When each value begins; the first is zero.
  public var starts: [SimulationTime]
  /// As many as `starts`; the last holds for ever.
  public var values: [Value]

  /// Steps that begin at those times.
  public init(starts: [SimulationTime], values: [Value]) {
    self.starts = starts
    self.values = values
  }

  /// One value for ever.
  public init(constant value: Value) { self.init(starts: [.zero], values: [value]) }
}

/// A group of like agents.
public struct AgentGroup: Sendable {
  /// `name`
  public var name: String
  /// `count`, `staff` or `shifts`, normalised; closed hours of the location have count 0.
  public var staffing: Steps<Int>
  /// Index into `Plan.locations`.
  public var location: Int
  /// `cost`, or the location's; nil if neither is given.
  public var costPerHour: Double?
  /// `absence`: probability that an agent stays away for the whole run.
  public var absence: Double
  /// `languages`: proficiency 0…1.
  public var languages: [Proficiency<Language>]
  /// `documents`: proficiency 0…1 by branch.
  public var documents: [Proficiency<Branch>]
  /// `rank`
  public var rank: Int
  /// `concurrency`: chats at once, 1…16.
  public var concurrency: Int
  /// `speed` of each open chat when 1, 2, … are open; exactly `concurrency` entries, above 0.
  public var speed: [Double]
  /// `wrap-up`; `.fixed(0)` when none.
  public var wrapUp: Distribution
  /// `leaving`
  public var leaving: Leaving

  /// The most agents that are ever staffed at once.
  public var largestCount: Int { staffing.values.max() ?? 0 }
}

/// A skill and how well it is mastered.
public struct Proficiency<Skill: Hashable & Sendable>: Hashable, Sendable {
  /// The language or the branch.
  public var skill: Skill
  /// 0…1; an explicit 0 means never, whatever a ring widens.
  public var level: Double

  /// That skill at that level.
  public init(skill: Skill, level: Double) {
    self.skill = skill
    self.level = level
  }
}

/// What an agent does with open chats at the end of the shift.
public enum Leaving: String, CaseIterable, Sendable {
  /// The open chats are finished first.
  case finish
  /// Open chats return to the front of the queue.
  case handback
}

/// Rules of the routing core.
public struct RoutingRules: Sendable {
  /// `choose-agent`
  public var chooseAgent: AgentChoice
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

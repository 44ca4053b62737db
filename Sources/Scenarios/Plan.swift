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

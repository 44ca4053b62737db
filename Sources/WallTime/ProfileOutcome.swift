// What a run on the wall clock says while it goes on, and when it is over.

public import Tallies

/// What is worked out of each match after the run.
public enum ProfileDetail: Sendable {
  /// Who answered whom, in which ring.
  case usual
  /// Regret and overtakes too, for which each match looks at all groups that may answer; and the
  /// best in hindsight.
  case assignments
}

/// How far a run on the wall clock is.
public struct ProfileProgress: Sendable {
  /// Seconds since the run began.
  public var seconds: Double
  /// How long it takes in all.
  public var ofSeconds: Double
  /// Customers who got an agent.
  public var dispatches: Int64
  /// Customers who wait.
  public var waiting: Int64
}

/// What became of a run on the wall clock.
public struct ProfileOutcome: Sendable {
  /// Customers and agents, as a simulation counts them: one replication.
  public var tally: RunTally
  /// What the machinery did.
  public var clock: WallClockTally
  /// Each customer's way, by the time he was due; empty unless asked for.
  public var decisions: [Decision]
}

/// Why a run on the wall clock did not come about.
public enum ProfileFault: Error, Sendable {
  /// The system gave fewer threads than were asked for.
  case noThreads(asked: Int)
  /// The warm-up, in seconds of the wall clock, leaves nothing of the run.
  case noWindow(warmup: Double, length: Double)
  /// The scenario has a `match-window`, in seconds: pairs need a sole owner.
  case matchWindow(Double)
}

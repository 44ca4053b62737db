// One customer's way through a run on the wall clock, and what was to choose from at its end.

/// What became of a customer, when and why. Times are nanoseconds of the wall clock since the
/// beginning of the run.
public struct Decision: Sendable, Equatable {
  /// How it ended.
  public enum Outcome: String, Sendable, CaseIterable {
    /// An agent has the customer.
    case answered
    /// The customer left, or waited when the run ended.
    case abandoned
    /// The customer was turned away.
    case blocked
  }

  /// Who got the customer, and who else might have.
  public struct Choice: Sendable, Equatable {
    /// The agent's group.
    public var group: Int
    /// His place in it, from 0.
    public var agent: Int
    /// The match score, billionths.
    public var scoreBillionths: Int64
    /// Since when the agent had room, by the end that his last chat was due to have.
    public var roomSince: Int64
    /// Agents on duty who may answer.
    public var onDuty: Int
    /// Those of them with room.
    public var withRoom: Int
    /// Of those with room, those who had it for longer than the agent chosen.
    public var withRoomLonger: Int
    /// The best score among those with room, billionths.
    public var bestScoreBillionths: Int64
    /// Other customers who waited then and whom the agent may answer too.
    public var othersWaiting: Int

    /// Nothing known yet.
    public init(group: Int, agent: Int) {
      self.group = group
      self.agent = agent
      (scoreBillionths, roomSince, bestScoreBillionths) = (0, 0, 0)
      (onDuty, withRoom, withRoomLonger, othersWaiting) = (0, 0, 0, 0)
    }
  }

  /// How it ended.
  public var outcome: Outcome
  /// The stream.
  public var stream: Int
  /// The customer's place in it, from 0.
  public var ordinal: Int
  /// When the customer was due.
  public var due: Int64
  /// When a worker came to him.
  public var submitted: Int64
  /// When he stood in a line; nil if he never did.
  public var enqueued: Int64?
  /// When an agent was found.
  public var matched: Int64
  /// When that agent had him, or he left.
  public var delivered: Int64
  /// Rings that had widened his search by then.
  public var rings = 0
  /// Time within the wait in which an agent who may answer had room; nil where the log has ended.
  public var coEligible: Int64?
  /// Who got him; nil for nobody.
  public var choice: Choice?

  /// Those facts.
  public init(
    outcome: Outcome, stream: Int, ordinal: Int, due: Int64, submitted: Int64, enqueued: Int64?,
    matched: Int64, delivered: Int64, choice: Choice?
  ) {
    self.outcome = outcome
    self.stream = stream
    self.ordinal = ordinal
    self.due = due
    self.submitted = submitted
    self.enqueued = enqueued
    self.matched = matched
    self.delivered = delivered
    self.choice = choice
  }
}

// What a desk takes at most: customers, questions, time without a connection.

public import Consulting

/// Limits of a desk. Agents are as many as the plan has; each has as many dialogues as his chats.
public struct DeskLimits: Sendable {
  /// Customers at once, waiting and in dialogues.
  public var customers = 10_000
  /// Questions of agents to other agents at once, waiting and being answered.
  public var questions = 1_000
  /// How long a session holds after its connection is lost.
  public var resumeTime = SimulationTime(seconds: 60)
  /// The least time between two `waiting` of one customer.
  public var betweenPositions = SimulationTime(seconds: 1)

  /// Customers of a queue who are told their positions in one step.
  public var positionsAtOnce = 32
  /// From one such step to the next.
  public var betweenSteps = SimulationTime(nanoseconds: 2_000_000)

  /// The limits that a server has unless it is told others.
  public init() {}

  /// Parties that a dialogue may have had, by the number of the last.
  public static let lastParty = 15
}

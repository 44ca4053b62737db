// What a desk takes at most: customers, questions, readers, time without a connection.

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

  /// Readers at once; 0 = nobody is invited here.
  public var readers = 0
  /// How long an invitation stands.
  public var invitationTime = SimulationTime(seconds: 30)
  /// Readers that an agent is shown.
  public var readersShown = 50
  /// The least time between two `reading` of one agent.
  public var betweenReadings = SimulationTime(seconds: 1)
  /// Agents who are told in one step who reads.
  public var watchersAtOnce = 8
  /// Colleagues who are suggested for a page.
  public var colleaguesShown = 10

  /// The limits that a server has unless it is told others.
  public init() {}

  /// Parties that a dialogue may have had, by the number of the last.
  public static let lastParty = 15
}

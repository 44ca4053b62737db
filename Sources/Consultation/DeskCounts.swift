// What a desk counts of itself.

/// Counts that only grow. Everyone who asked, or goes on from an earlier desk, is turned away,
/// still here, or ended once.
public struct DeskCounts: Equatable, Sendable {
  /// Customers who asked.
  public var asked = 0
  /// Customers who had asked an earlier desk; they are neither asked nor answered here.
  public var restored = 0
  /// Those who asked and were not let in, by reason in the order of `TurningAway.allCases`.
  public var turnedAway = [Int](repeating: 0, count: TurningAway.allCases.count)
  /// Consultations that a customer or an agent ended.
  public var served = 0
  /// Customers who gave up waiting.
  public var left = 0
  /// Customers who lost their connection and did not come back in time, or for whom no line had
  /// room when they had to come back to the queue.
  public var lost = 0
  /// Customers who were here when the server stopped.
  public var closed = 0
  /// Customers whose first dialogue began.
  public var answered = 0
  /// Those of them who waited no longer than the plan's objective allows; 20 s if it has none.
  public var answeredInTime = 0
  /// Dialogues that began.
  public var dialogues = 0
  /// Offers.
  public var offers = 0
  /// Offers that an agent declined.
  public var declined = 0
  /// Offers that nobody answered in time.
  public var lapsed = 0
  /// Agents who joined another's dialogue or question.
  public var helped = 0
  /// Customers whom an agent gave away.
  public var transferred = 0
  /// Customers who went back to the queue because their agent was lost.
  public var handedBack = 0
  /// Readers who came.
  public var readers = 0
  /// Readers for whom there was no room.
  public var readersTurnedAway = 0
  /// Readers whom an agent invited.
  public var invitations = 0
  /// Invitations that a reader answered by asking.
  public var invitationsAccepted = 0
  /// Invitations that a reader declined.
  public var invitationsDeclined = 0
  /// Invitations that nobody answered in time.
  public var invitationsLapsed = 0

  /// Nothing yet.
  public init() {}

  /// Customers who were let in.
  public var letIn: Int { asked - turnedAway.reduce(0, +) }

  /// Customers who ended in whatever way.
  public var ended: Int { served + left + lost + closed }
}

// What is counted of agents in one cell: a group, a period or the whole run.

/// Counts of what a group of agents did, and time integrals within the window.
///
/// Integrals are agent-nanoseconds in [warmup, length], never the drain.
public struct AgentTally: Sendable, Equatable, BitwiseCopyable {
  /// Customers answered who arrived in the window (not helps).
  public var answered: Int64 = 0
  /// Chats that ended, the terms of `handleNanoseconds`.
  public var handled: Int64 = 0
  /// Sum of match scores of the answered, billionths.
  public var scoreBillionths: Int64 = 0
  /// Sum over chats, assignment to end.
  public var handleNanoseconds: Double = 0
  /// Staffed agent time; who still finishes a chat after the end of the shift is staffed.
  public var staffedNanoseconds: Double = 0
  /// Staffed time with at least one chat or wrap-up.
  public var busyNanoseconds: Double = 0
  /// Staffed time with at least one open chat.
  public var withOpenChatNanoseconds: Double = 0
  /// Open-chat time summed over chats.
  public var openChatNanoseconds: Double = 0
  /// Places taken by open chats and wrap-ups.
  public var placesTakenNanoseconds: Double = 0
  /// Places of the staffed agents.
  public var placesStaffedNanoseconds: Double = 0

  /// Nothing counted.
  public init() {}

  /// Adds what another cell counted.
  public static func += (a: inout Self, b: Self) {
    a.answered += b.answered
    a.handled += b.handled
    a.scoreBillionths += b.scoreBillionths
    a.handleNanoseconds += b.handleNanoseconds
    a.staffedNanoseconds += b.staffedNanoseconds
    a.busyNanoseconds += b.busyNanoseconds
    a.withOpenChatNanoseconds += b.withOpenChatNanoseconds
    a.openChatNanoseconds += b.openChatNanoseconds
    a.placesTakenNanoseconds += b.placesTakenNanoseconds
    a.placesStaffedNanoseconds += b.placesStaffedNanoseconds
  }
}

// Which agent with room gets the next customer. To add a policy, add a case and its three answers
// here: the core, the scenario file, the schema and the reference all read this one table.

/// How the router chooses among the agents with room who may answer.
public enum AgentChoice: String, CaseIterable, Sendable {
  case longestIdle = "longest-idle"
  case leastBusy = "least-busy"
  case mostBusy = "most-busy"
  case bestMatch = "best-match"
  case byRank = "by-rank"
  case random

  /// In which order an agent group's agents are looked at, by the chats they have open.
  public enum LevelOrder: Sendable, BitwiseCopyable {
    /// Agents without a chat first; then all others with room alike.
    case idleThenBusy
    /// By the number of open chats, fewest first.
    case fewestFirst
    /// By the number of open chats, most first.
    case mostFirst
  }

  /// How one agent is picked among those that are otherwise alike.
  public enum Pick: Sendable, BitwiseCopyable {
    /// The one idle longest: by the end of the last chat, or by the last assignment.
    case longestIdle
    /// Any of them with equal probability, whatever the number of open chats.
    case uniform
    /// Whoever is found first from a random place on: about equal shares, at the least cost.
    case firstFound
  }

  /// One line for the reference and the schema.
  public var summary: String {
    switch self {
    case .longestIdle:
      "no open chat first, by the end of the last chat; then by the last assignment"
    case .leastBusy: "fewest open chats"
    case .mostBusy: "most open chats, as long as there is room"
    case .bestMatch: "highest match score"
    case .byRank: "lowest `rank`"
    case .random: "any, with equal probability"
    }
  }

  /// Groups with a lower value are looked at first; equal values are looked at together.
  public func precedence(score: Double, rank: Int) -> Double {
    switch self {
    case .bestMatch: -score
    case .byRank: Double(rank)
    case .longestIdle, .leastBusy, .mostBusy, .random: 0
    }
  }

  /// The order of levels.
  public var levelOrder: LevelOrder {
    switch self {
    case .leastBusy: .fewestFirst
    case .mostBusy: .mostFirst
    case .longestIdle, .bestMatch, .byRank, .random: .idleThenBusy
    }
  }

  /// What decides among agents who are alike by a choice that does not look at their turns.
  public enum Ties: String, CaseIterable, Sendable {
    case longestIdle = "longest-idle"
    case any
  }

  /// Whether the choice leaves agents alike: then `Ties` may say who of them gets a customer.
  public var leavesTies: Bool { self == .bestMatch || self == .byRank }

  /// The pick among equals.
  public func pick(_ ties: Ties) -> Pick {
    self == .random ? .uniform : leavesTies && ties == .any ? .firstFound : .longestIdle
  }
}

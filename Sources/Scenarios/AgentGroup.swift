// One group of like agents, as the checked plan holds it.

public import Consulting

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

  /// Whether a place is free as soon as the chat is over.
  public var hasNoWrapUp: Bool {
    if case .fixed(.zero) = wrapUp { true } else { false }
  }
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

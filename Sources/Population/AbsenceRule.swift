// Which agents stay away in one replication.

public import Scenarios

/// Who of an agent group stays away for a whole replication.
///
/// Each agent is decided alone, by the group's name and his place in it: other groups, the size of
/// this one and its place in the scenario change nothing for him.
public struct AbsenceRule: Sendable, BitwiseCopyable {
  private let key: StreamKey
  private let probability: Double

  /// The rule of that group in that replication.
  public init(group: AgentGroup, seed: UInt64, replication: Int) {
    self.init(group.name, absence: group.absence, seed: seed, replication: replication)
  }

  init(_ name: String, absence: Double, seed: UInt64, replication: Int) {
    key = StreamKey(seed: seed, replication: replication, name: name)
    probability = absence
  }

  /// Whether the agent at that place of the group, from 0, is there.
  ///
  /// - Complexity: O(1), no allocation.
  public func isPresent(_ place: Int) -> Bool {
    var draws = Draws(key, ordinal: place, cause: .absence, attempt: 0)
    return !draws.happens(probability)
  }
}

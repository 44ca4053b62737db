// How much a run looks at beside what it counts anyway.

/// What is counted of each contact.
public enum SimulationDetail: Sendable {
  /// What costs next to nothing.
  case usual
  /// Regret and overtakes too: at each assignment all groups are looked at, and the agents of
  /// better ones for one with room.
  case assignments
}

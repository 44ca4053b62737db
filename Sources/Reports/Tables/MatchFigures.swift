// Who answered whom, who joined whom, and which ring let them in.

public import Consulting
import Scenarios
import Tallies

/// The customers of one stream whom one group answered.
public struct MatchFigures: Sendable, Equatable {
  /// The stream.
  public let demand: String
  /// The group.
  public let agents: String
  /// Customers answered.
  public let answered: Figure
  /// Their match score.
  public let matchScore: Figure

  /// The pairs that occurred, in the scenario's order; nil if they were not told apart.
  static func all(of tally: RunTally, in plan: Plan) -> [MatchFigures]? {
    guard tally.layout.keepsMatches else { return nil }
    let groups = tally.layout.groups
    return (0..<tally.layout.streams * groups).compactMap { pair in
      let cells = tally.replications.map { $0.matches[pair] }
      guard cells.contains(where: { $0.answered > 0 }) else { return nil }
      return MatchFigures(
        demand: plan.demand[pair / groups].name, agents: plan.agents[pair % groups].name,
        answered: .answered(cells), matchScore: .matchScore(cells))
    }
  }
}

/// The agents of one group who joined those of another, or of the same.
public struct HelpFigures: Sendable, Equatable {
  /// The group of the agent who asked.
  public let asked: String
  /// The group of the agent who joined.
  public let joined: String
  /// Times that it happened.
  public let helped: Figure

  /// The pairs that occurred, in the scenario's order; nil if they were not told apart.
  static func all(of tally: RunTally, in plan: Plan) -> [HelpFigures]? {
    guard tally.layout.keepsHelps else { return nil }
    let groups = tally.layout.groups
    return (0..<groups * groups).compactMap { pair in
      let counts = tally.replications.map { $0.helps[pair] }
      guard counts.contains(where: { $0 > 0 }) else { return nil }
      return HelpFigures(
        asked: plan.agents[pair / groups].name, joined: plan.agents[pair % groups].name,
        helped: .mean(of: counts.map(Double.init)))
    }
  }
}

/// The customers of one stream who were answered by agents whom one ring let in.
public struct RingFigures: Sendable, Equatable {
  /// The stream.
  public let demand: String
  /// The narrowest ring that lets these agents in; 0 = they may answer before any ring.
  public let ring: Int
  /// When that ring opens, since the customer entered; nil for 0.
  public let after: SimulationTime?
  /// Customers answered.
  public let answered: Figure
  /// Their match score.
  public let matchScore: Figure

  /// All rings of all streams, used or not; nil if they were not told apart.
  static func all(of tally: RunTally, in plan: Plan) -> [RingFigures]? {
    guard tally.layout.keepsRings else { return nil }
    let rings = tally.layout.rings + 1
    return (0..<tally.layout.streams * rings).map { pair in
      let cells = tally.replications.map { $0.rings[pair] }
      let ring = pair % rings
      return RingFigures(
        demand: plan.demand[pair / rings].name, ring: ring,
        after: ring > 0 ? plan.routing.rings[ring - 1].after : nil,
        answered: .answered(cells), matchScore: .matchScore(cells))
    }
  }
}

extension Figure {
  fileprivate static func answered(_ cells: [MatchTally]) -> Figure {
    .mean(of: cells.map { Double($0.answered) })
  }

  fileprivate static func matchScore(_ cells: [MatchTally]) -> Figure {
    .ratio(
      cells.map { Double($0.scoreBillionths) / 1e9 }, over: cells.map { Double($0.answered) },
      scale: .share)
  }
}

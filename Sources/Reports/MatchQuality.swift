// How well customers were matched, beyond the mean score: worked out after the run from who
// answered whom in which ring, and from what was measured at assignments.

import Consulting
import Scenarios
import Tallies

/// How well the customers of the run, of a stream or of a group of agents were matched.
public struct MatchQualityFigures: Sendable, Equatable {
  /// What follows from who answered whom in which ring.
  public struct Pairs: Sendable, Equatable {
    /// The score that a tenth of the answered did not exceed.
    public let scoreP10: Figure
    /// Answered by an agent who has the language of the page ÷ answered.
    public let exactLanguage: Figure
    /// Proficiency in it, mean over the answered.
    public let languageProficiency: Figure
    /// Digits in which the agent's deciding branch agrees with the document, 0…8, mean.
    public let documentDepth: Figure
    /// Answered at the location that the page's code names ÷ answered.
    public let homeLocation: Figure
  }

  /// What was measured at assignments.
  public struct Assignments: Sendable, Equatable {
    /// Best score of an agent with room − the score given, mean over the answered.
    public let regretFree: Figure
    /// Best score of an agent on shift − the score given, mean over the answered.
    public let regretOnShift: Figure
    /// Answered customers who were assigned before an older one of their class.
    public let overtakes: Figure
    /// Sum of the scores ÷ the greatest that whoever knew the future could have made of the same
    /// customers and moments; nil for a stream or a group.
    public let hindsightRatio: Figure?
  }

  /// Nil where there are too many routes, rings and groups to tell them apart.
  public let pairs: Pairs?
  /// Nil where nobody asked for it.
  public let assignments: Assignments?
  /// Jain's index of the occupancies of like agents; nil for a stream.
  public let fairness: Figure?
}

/// Makes the figures of match quality out of a run's tallies.
struct MatchQuality {
  private let tally: RunTally
  private let answers: [ScoreCell]
  /// Block of each finished replication, for the jackknife of percentiles.
  private let blocks: [Int]

  /// - Complexity: O(score cells · replications).
  init(_ tally: RunTally, of plan: Plan) {
    self.tally = tally
    blocks = tally.numbers.map { $0 % tally.waits.count }
    guard tally.layout.keepsScores else {
      answers = []
      return
    }
    answers = (0..<tally.layout.scoreCells).compactMap {
      ScoreCell($0, of: tally, plan: plan)
    }
  }

  /// Everyone.
  var ofRun: MatchQualityFigures {
    MatchQualityFigures(
      pairs: pairs(of: answers),
      assignments: assignments(hindsight) {
        $0.streamAssignments.reduce(into: AssignmentTally(), +=)
      },
      fairness: fairness { $0.fairness.reduce(into: FairnessTally(), +=) })
  }

  /// The customers of one stream.
  func ofStream(_ stream: Int) -> MatchQualityFigures {
    MatchQualityFigures(
      pairs: pairs(of: answers.filter { $0.stream == stream }),
      assignments: assignments { $0.streamAssignments[stream] }, fairness: nil)
  }

  /// The agents of one group and those they answered.
  func ofGroup(_ group: Int) -> MatchQualityFigures {
    MatchQualityFigures(
      pairs: pairs(of: answers.filter { $0.group == group }),
      assignments: assignments { $0.groupAssignments[group] },
      fairness: fairness { $0.fairness[group] })
  }

  private func pairs(of cells: [ScoreCell]) -> MatchQualityFigures.Pairs? {
    guard tally.layout.keepsScores else { return nil }
    let wholes = sums(over: cells) { _ in 1 }
    func mean(_ scale: Scale, _ value: (ScoreCell) -> Double) -> Figure {
      .ratio(sums(over: cells, of: value), over: wholes, scale: scale)
    }
    return MatchQualityFigures.Pairs(
      scoreP10: lowest(share: 10, of: cells),
      exactLanguage: mean(.share) { $0.languageLevel > 0 ? 1 : 0 },
      languageProficiency: mean(.share) { $0.languageLevel },
      documentDepth: mean(.unlimited) { $0.depth },
      homeLocation: mean(.share) { $0.isHome ? 1 : 0 })
  }

  /// A value summed over the answered of some cells, for each replication.
  private func sums(over cells: [ScoreCell], of value: (ScoreCell) -> Double) -> [Double] {
    tally.replications.map { replication in
      cells.reduce(0) { $0 + Double(replication.scores[$1.index].answered) * value($1) }
    }
  }

  /// The smallest score that one in `share` of the answered did not exceed, exact: a cell has one
  /// score.
  private func lowest(share: Int64, of cells: [ScoreCell]) -> Figure {
    let ascending = cells.sorted { ($0.score, $0.index) < ($1.score, $1.index) }
    let all = ascending.map { cell in
      tally.replications.reduce(0) { $0 + $1.scores[cell.index].answered }
    }
    var counts = Array(repeating: [Int64](repeating: 0, count: all.count), count: tally.waits.count)
    for (block, replication) in zip(blocks, tally.replications) {
      for (place, cell) in ascending.enumerated() {
        counts[block][place] += replication.scores[cell.index].answered
      }
    }
    func quantile(_ counts: [Int64]) -> Double? {
      let rank = (counts.reduce(0, +) + share - 1) / share
      var below: Int64 = 0
      for (cell, count) in zip(ascending, counts) {
        below += count
        if count > 0, below >= rank { return cell.score }
      }
      return nil
    }
    let leavingOut = counts.filter { $0.contains { $0 > 0 } }
      .map { block in quantile(zip(all, block).map { $0 - $1 }) }
    return .jackknife(quantile(all), leavingOut: leavingOut, scale: .share)
  }

  /// Achieved ÷ achievable, in sums over all windows and replications.
  private var hindsight: Figure {
    let compared = tally.replications.map(\.hindsight)
    return .ratio(
      compared.map { Double($0.achievedBillionths) / 1e9 },
      over: compared.map { Double($0.bestBillionths) / 1e9 }, scale: .share)
  }

  private func assignments(
    _ hindsight: Figure? = nil, _ term: (ReplicationTally) -> AssignmentTally
  ) -> MatchQualityFigures.Assignments? {
    guard tally.layout.measuresAssignments else { return nil }
    let seen = tally.replications.map(term)
    let answered = seen.map { Double($0.answered) }
    return MatchQualityFigures.Assignments(
      regretFree: .ratio(
        seen.map { Double($0.regretFreeBillionths) / 1e9 }, over: answered, scale: .share),
      regretOnShift: .ratio(
        seen.map { Double($0.regretOnShiftBillionths) / 1e9 }, over: answered, scale: .share),
      overtakes: .mean(of: seen.map { Double($0.overtakes) }), hindsightRatio: hindsight)
  }

  /// The mean of the groups' indexes, by their agents.
  private func fairness(_ term: (ReplicationTally) -> FairnessTally) -> Figure {
    let compared = tally.replications.map(term)
    return .ratio(
      compared.map(\.weightedIndex), over: compared.map(\.agents), scale: .share)
  }
}

/// Who were answered on one route in one ring by one group, and what that says of each of them.
private struct ScoreCell {
  let index: Int
  let stream: Int
  let group: Int
  /// The match score.
  let score: Double
  /// Proficiency in the language of the page; 0 = has not got it.
  let languageLevel: Double
  /// Agreeing digits of the deciding branch.
  let depth: Double
  let isHome: Bool

  /// Nil where nobody was answered so.
  init?(_ index: Int, of tally: RunTally, plan: Plan) {
    let answers = tally.replications.reduce(into: MatchTally()) { $0 += $1.scores[index] }
    guard answers.answered > 0 else { return nil }
    let (row, group) = index.quotientAndRemainder(dividingBy: tally.layout.groups)
    let (route, ring) = row.quotientAndRemainder(dividingBy: tally.layout.rings + 1)
    let agents = plan.agents[group]
    let page = plan.demand[tally.layout.routes[route].page]
    let digits = plan.routing.rings.prefix(ring).compactMap(\.documentDigits).min() ?? 8
    let branch = agents.decidingBranch(for: page.document, agreeingIn: digits)?.skill
    self.index = index
    self.group = group
    stream = tally.layout.routes[route].stream
    score = Double(answers.scoreBillionths) / Double(answers.answered) / 1e9
    languageLevel = agents.languages.first { $0.skill == page.language }?.level ?? 0
    depth = Double(branch?.agreeingDigits(with: page.document) ?? 0)
    isHome = agents.location == page.location
  }
}

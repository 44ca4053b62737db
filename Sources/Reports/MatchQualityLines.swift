// The part of the terminal table about how well customers and agents fitted.

import Consulting
import Scenarios

/// How well the customers of the run, and of its streams, were matched.
struct MatchQualityLines {
  let document: ResultDocument
  let ink: Ink

  /// Whether there is anything to be shown: the run was asked for it, or is of the wall clock.
  var isShown: Bool {
    let quality = document.matchQuality
    return quality.assignments != nil || (document.wallClock != nil && quality.pairs != nil)
  }

  /// A row for everyone and one for each stream, at most so many; below, what hindsight says, and
  /// how evenly like agents were busy.
  func lines(limit: Int) -> [String] {
    let everyone = NamedFigures(
      name: "everyone", figures: document.metrics, matchQuality: document.matchQuality)
    var grid = TableGrid<NamedFigures>(columns: Self.ofPairs)
    if document.matchQuality.assignments != nil { grid.columns += Self.ofAssignments }
    var lines = grid.lines([everyone], ink: ink)
    if document.demand.count > 1 {
      lines += grid.lines(
        document.demand, limit: limit, largestBy: { $0.figures[.offered]?.mean ?? 0 }, ink: ink
      ).dropFirst(2)
    }
    return lines + hindsight + fairness(limit)
  }

  /// What was achieved of what could have been; nothing where nobody measured it.
  private var hindsight: [String] {
    guard let ratio = document.matchQuality.assignments?.hindsightRatio, let mean = ratio.mean
    else { return [] }
    let interval = FigureUnit.share.interval(ratio)
    let range = interval.isEmpty ? "" : " (\(interval))"
    return DisplayWidth.wrapped(
      "Scores given, of the best in hindsight: \(FigureUnit.share.text(mean))\(range).", to: 78
    ).map { "  \($0)" }
  }

  private func fairness(_ limit: Int) -> [String] {
    guard let all = document.matchQuality.fairness?.mean else { return [] }
    let groups = document.agents.compactMap { group in
      group.matchQuality.fairness?.mean.map { (group.name, $0) }
    }
    let named = groups.prefix(limit).map { "\($0.0) \(FigureUnit.score.text($0.1))" }
    let rest = groups.count > limit ? " …" : ""
    let list = groups.count > 1 ? ": \(named.joined(separator: ", "))\(rest)" : ""
    return DisplayWidth.wrapped(
      "Evenly busy among like agents (Jain's index): \(FigureUnit.score.text(all))\(list).", to: 78
    ).map { "  \($0)" }
  }

  private static var ofPairs: [TableGrid<NamedFigures>.Column] {
    [
      TableGrid.name("", 15) { $0.name },
      TableGrid.figure("match", "score", width: 6) {
        FigureUnit.score.text($0.figures[.matchScore]?.mean)
      },
      TableGrid.figure("lowest", "tenth", width: 8) {
        FigureUnit.score.text($0.matchQuality.pairs?.scoreP10.mean)
      },
      TableGrid.figure("language", "shared", width: 10) {
        FigureUnit.share.text($0.matchQuality.pairs?.exactLanguage.mean)
      },
      TableGrid.figure("digits", "agree", width: 8) {
        FigureUnit.chats.text($0.matchQuality.pairs?.documentDepth.mean)
      },
      TableGrid.figure("at", "home", width: 8) {
        FigureUnit.share.text($0.matchQuality.pairs?.homeLocation.mean)
      },
    ]
  }

  private static var ofAssignments: [TableGrid<NamedFigures>.Column] {
    [
      TableGrid.figure("regret:", "free", width: 9) {
        FigureUnit.score.text($0.matchQuality.assignments?.regretFree.mean)
      },
      TableGrid.figure("on", "duty", width: 7) {
        FigureUnit.score.text($0.matchQuality.assignments?.regretOnShift.mean)
      },
      TableGrid.figure("over-", "takes", width: 7) {
        FigureUnit.count.text($0.matchQuality.assignments?.overtakes.mean)
      },
    ]
  }
}

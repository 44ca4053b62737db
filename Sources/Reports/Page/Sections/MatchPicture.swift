// Which group answers which stream, and how well the two fit.

import Scenarios

/// The matrix of streams and groups of one result.
struct MatchPicture {
  private let matches: [ReadMatch]
  private let rows: [String]
  private let columns: [String]
  private let omission: String?

  init(_ result: ShownResult) {
    matches = (result.document.matches ?? []).filter { ($0.answered.mean ?? 0) > 0 }
    let streams = Volumes(matches.map { ($0.demand, $0.answered.mean ?? 0) })
    let groups = Volumes(matches.map { ($0.agents, $0.answered.mean ?? 0) })
    rows = streams.largest(Shown.names)
    columns = groups.largest(Shown.columns)
    let omissions = [
      Shown.omission(rows.count, of: streams.count, "streams", by: "most answers"),
      Shown.omission(columns.count, of: groups.count, "groups", by: "most answers"),
    ].compactMap(\.self)
    omission = omissions.isEmpty ? nil : omissions.joined(separator: " ")
  }

  /// Nil where nobody answers anybody.
  var picture: Picture? {
    guard !matches.isEmpty else { return nil }
    let shown = matches.filter { rows.contains($0.demand) && columns.contains($0.agents) }
      .sorted { a, b in
        let first = (rows.firstIndex(of: a.demand) ?? 0, columns.firstIndex(of: a.agents) ?? 0)
        return first < (rows.firstIndex(of: b.demand) ?? 0, columns.firstIndex(of: b.agents) ?? 0)
      }
    let answers = Volumes(matches.map { ($0.demand, $0.answered.mean ?? 0) })
    let cells = shown.map { match in
      ShadedGrid.Cell(
        row: rows.firstIndex(of: match.demand) ?? 0,
        column: columns.firstIndex(of: match.agents) ?? 0,
        shade: (match.answered.mean ?? 0) / max(answers.of(match.demand), 1e-9),
        lines: [
          HumanUnits.count(match.answered.mean ?? 0),
          FigureUnit.score.text(match.match_score?.mean),
        ])
    }
    let grid = ShadedGrid(
      rows: rows.map(ShownName.init), columns: columns.map(ShownName.init), cells: cells)
    return Picture(
      description: "A grid of streams and groups: in each cell the customers answered and, below,"
        + " the match score; the shade tells the group's share of the stream.",
      finding: finding(answers),
      key: ShadedGrid.key(of: "the stream"),
      drawing: grid.drawing, table: table(shown, answers), omission: omission)
  }

  private func table(_ shown: [ReadMatch], _ answers: Volumes) -> DataTable {
    DataTable(
      caption: "Answers by stream and group",
      headings: ["stream → group", "answered", "of the stream", "match score"],
      rows: shown.map { match in
        let names = [match.demand, match.agents].map { ShownName($0).amidst }
        let mean = match.answered.mean ?? 0
        return [
          .text(names.joined(separator: " → ")), .text(HumanUnits.count(mean)),
          .text(HumanUnits.share(mean / max(answers.of(match.demand), 1e-9))),
          .text(FigureUnit.score.text(match.match_score?.mean)),
        ]
      })
  }

  private func finding(_ answers: Volumes) -> String {
    // Of a stream's rarest answers the fit says little.
    let frequent = matches.filter { match in
      (match.answered.mean ?? 0) >= answers.of(match.demand) / 100
    }
    let scored = frequent.compactMap { match in
      match.match_score?.mean.map { (match: match, score: $0) }
    }
    guard let largest = matches.max(by: { ($0.answered.mean ?? 0) < ($1.answered.mean ?? 0) }),
      let worst = scored.min(by: { $0.score < $1.score })
    else { return "Who answers whom." }
    let (stream, group) = (ShownName(largest.demand).amidst, ShownName(largest.agents).amidst)
    let share = HumanUnits.share(
      (largest.answered.mean ?? 0) / max(answers.of(largest.demand), 1e-9))
    var text = "Most answers: \(group) to \(stream), \(share) of that stream."
    if scored.count > 1 {
      let (stream, group) = (
        ShownName(worst.match.demand).amidst, ShownName(worst.match.agents).amidst
      )
      text +=
        " The poorest fit is \(group) to \(stream), with a score of"
        + " \(FigureUnit.score.text(worst.score))."
    }
    return text
  }
}

/// How much falls to each name.
struct Volumes {
  private let sums: [String: Double]

  init(_ parts: [(name: String, amount: Double)]) {
    sums = Dictionary(parts.map { ($0.name, $0.amount) }, uniquingKeysWith: +)
  }

  var count: Int { sums.count }

  func of(_ name: String) -> Double { sums[name] ?? 0 }

  /// The names with most, the largest first; equal ones by name.
  func largest(_ limit: Int) -> [String] {
    let sorted = sums.sorted { a, b in a.value == b.value ? a.key < b.key : a.value > b.value }
    return sorted.prefix(limit).map(\.key)
  }
}

// Which group's agents were joined by which other group's.

import Scenarios

/// The matrix of those who asked and those who joined.
struct HelpPicture {
  private let helps: [ReadHelp]

  init(_ result: ShownResult) {
    helps = (result.document.helps ?? []).filter { ($0.helped.mean ?? 0) > 0 }
  }

  /// Nil where nobody helped.
  var picture: Picture? {
    guard !helps.isEmpty else { return nil }
    let asking = Volumes(helps.map { ($0.asked, $0.helped.mean ?? 0) })
    let joining = Volumes(helps.map { ($0.joined, $0.helped.mean ?? 0) })
    let rows = asking.largest(Shown.names)
    let columns = joining.largest(Shown.columns)
    let shown = helps.filter { rows.contains($0.asked) && columns.contains($0.joined) }
    let largest = shown.compactMap(\.helped.mean).max() ?? 1
    let grid = ShadedGrid(
      rows: rows.map(ShownName.init), columns: columns.map(ShownName.init),
      cells: shown.map { help in
        ShadedGrid.Cell(
          row: rows.firstIndex(of: help.asked) ?? 0,
          column: columns.firstIndex(of: help.joined) ?? 0,
          shade: (help.helped.mean ?? 0) / largest,
          lines: [HumanUnits.count(help.helped.mean ?? 0)])
      })
    return Picture(
      description: "A grid: in rows the groups whose agents asked, in columns those who joined; in"
        + " each cell how often.",
      finding: finding(asking), key: ShadedGrid.key(of: "the most frequent pair"),
      drawing: grid.drawing,
      table: DataTable(
        caption: "Help by group", headings: ["asked → joined", "times"],
        rows: shown.map { help in
          let names = [help.asked, help.joined].map { ShownName($0).amidst }
          let unit = FigureUnit.count
          return [
            .text(names.joined(separator: " → ")),
            .value(unit.text(help.helped.mean), interval: " \(unit.interval(help.helped))"),
          ]
        }),
      omission: Shown.omission(
        shown.count, of: helps.count, "pairs shown are those", by: "most help"))
  }

  private func finding(_ asking: Volumes) -> String {
    guard let most = helps.max(by: { ($0.helped.mean ?? 0) < ($1.helped.mean ?? 0) }) else {
      return "Nobody helps."
    }
    let all = helps.compactMap(\.helped.mean).reduce(0, +)
    let (asked, joined) = (ShownName(most.asked).amidst, ShownName(most.joined).amidst)
    let pair = most.asked == most.joined ? "colleagues of \(asked)" : "\(joined) to help \(asked)"
    return "Agents are joined \(HumanUnits.count(all)) times; most often by \(pair)"
      + " (\(HumanUnits.count(most.helped.mean ?? 0)))."
  }
}

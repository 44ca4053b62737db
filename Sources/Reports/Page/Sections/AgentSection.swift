// How busy agents are, who answers whom, who helps whom, and how far a search had to widen.

import Scenarios

/// Pictures about agents.
struct AgentSection {
  let results: [ShownResult]

  /// The pictures of the results that know of them.
  var groups: [PictureGroup] {
    [
      PictureGroup("How busy the groups are", id: "load", of: results, load),
      PictureGroup("Who answers whom, and how well it fits", id: "matches", of: results) {
        MatchPicture($0).picture
      },
      PictureGroup("Who helps whom", id: "helps", of: results) { HelpPicture($0).picture },
      PictureGroup("How far the search widens", id: "rings", of: results) {
        RingPicture($0).picture
      },
    ].compactMap(\.self)
  }

  private func load(of result: ShownResult) -> Picture? {
    let all = result.document.agents?.cells ?? []
    let groups = all.prefix(Shown.names).filter { $0.figures[.occupancy] != nil }
    guard !groups.isEmpty else { return nil }
    let rows = groups.map { group in
      ShareRows.Row(
        name: ShownName(group.name), disc: group.figures[.occupancy],
        lozenge: group.figures[.slotLoad])
    }
    return Picture(
      description: "A row for each group: occupancy and places taken, with their intervals.",
      finding: finding(rows),
      key: [
        .init(shape: .disc, style: "one dot", text: "occupancy"),
        .init(shape: .lozenge, style: "two dot", text: "places taken"),
        .init(shape: .line, style: "one whisker", text: "95 % interval"),
      ],
      drawing: ShareRows(rows: rows).drawing,
      table: DataTable(
        caption: "Load by group", headings: ["group", "occupancy", "places taken"],
        rows: rows.map { row in
          [.name(row.name), cell(row.disc), cell(row.lozenge)]
        }),
      omission: Shown.omission(
        Shown.names, of: result.document.agents?.count ?? 0, "groups", by: "most chats"))
  }

  private func cell(_ figure: Figure?) -> DataTable.Cell {
    let unit = FigureUnit.share
    return .value(unit.text(figure?.mean), interval: figure.map { " \(unit.interval($0))" } ?? "")
  }

  private func finding(_ rows: [ShareRows.Row]) -> String {
    let known = rows.compactMap { row in row.disc?.mean.map { (name: row.name, share: $0) } }
    guard let most = known.max(by: { $0.share < $1.share }),
      let least = known.min(by: { $0.share < $1.share })
    else { return "Nobody is at work." }
    let first =
      "\(most.name.amidst) is busiest: occupied \(HumanUnits.share(most.share)) of the time"
    if known.count == 1 || most.share == least.share { return "\(first)." }
    return "\(first); \(least.name.amidst) least, \(HumanUnits.share(least.share))."
  }
}

// The figures of the run, and of each stream and group, as tables.

import Scenarios

/// Tables of figures, one column for each result or for each figure.
struct FigureSection {
  let results: [ShownResult]

  private static let ofCustomers: [FigureKey] = [
    .offered, .retried, .answered, .abandoned, .blocked, .abandonment, .delayed, .unresolved,
    .matchScore, .matchValue,
  ]
  private static let ofTime: [FigureKey] = [
    .waitMean, .waitP50, .waitP90, .waitP95, .waitP99, .waitMax, .asa, .firstResponseMean,
    .firstResponseP90, .handleTime, .occupancy, .slotLoad, .concurrency, .helped,
  ]

  /// The figures of the whole run, results side by side.
  var run: [DataTable] {
    let staffed = results.map { $0.document.metrics.staffed }
    let occasion = results[0].occasion
    return [
      DataTable(
        caption: "Customers of a \(occasion)", headings: headings,
        rows: rows(Self.ofCustomers)),
      DataTable(
        caption: "Times and agents of a \(occasion)", headings: headings,
        rows: rows(Self.ofTime.filter(says))
          + (staffed.contains { $0 != nil } ? [row("staffed", staffed, .count)] : [])),
    ]
  }

  /// A saturated run has no times but those of the machinery.
  private func says(_ key: FigureKey) -> Bool {
    key.unit != .time || !results.allSatisfy(\.isTimeless)
  }

  private var headings: [String] {
    results.count > 1
      ? ["figure"] + results.compactMap(\.letter) : ["figure", "value", "95 % interval"]
  }

  /// Figures that no result has are left out.
  private func rows(_ keys: [FigureKey]) -> [[DataTable.Cell]] {
    keys.flatMap { key -> [[DataTable.Cell]] in
      let figures = results.map { $0.document.metrics[key] }
      guard figures.contains(where: { ($0?.mean ?? 0) != 0 }) else { return [] }
      return [row(key.label, figures, key.unit)]
        + (key == .delayed && !results.allSatisfy(\.isTimeless) ? levels : [])
    }
  }

  /// The interval has a cell of its own where there is room for it.
  private func row(
    _ label: String, _ figures: [Figure?], _ unit: FigureUnit
  ) -> [DataTable.Cell] {
    guard results.count == 1, let figure = figures[0] else {
      return [.text(label)] + figures.map { cell($0, unit) }
    }
    return [.text(label), .text(unit.text(figure.mean)), .text(unit.interval(figure))]
  }

  /// One row for each threshold and variant that any result knows.
  private var levels: [[DataTable.Cell]] {
    let all = results.flatMap { $0.document.metrics.levels }
    var seen: [(within: Double, variant: ServiceLevelVariant)] = []
    for level in all where !seen.contains(where: { $0 == (level.within, level.variant) }) {
      seen.append((level.within, level.variant))
    }
    return seen.map { within, variant in
      let time = FigureUnit.time.limit(within)
      let figures = results.map { $0.document.metrics.level(within: within, variant) }
      return row("\(variant.label) \(time)", figures, .share)
    }
  }

  /// The largest streams of a result.
  func streams(of result: ShownResult) -> DataTable? {
    guard let streams = result.document.demand?.cells, streams.count > 1 else { return nil }
    let level = result.isTimeless ? nil : result.level
    let columns: [(FigureKey, String)] = [
      (.offered, "offered"), (.abandonment, "abandoned"), (.waitMean, "wait"),
      (.waitP95, "95 % within"), (.handleTime, "handle"), (.matchScore, "match"),
    ].filter { $0.0.unit != .time || !result.isTimeless }
    let keys = columns.map(\.0)
    return DataTable(
      caption: title("Streams of customers", of: result),
      headings: ["stream"] + columns.map(\.1)
        + (level == nil ? [] : [result.levelWords]),
      rows: streams.map { stream in
        let figures = keys.map { cell(stream.figures[$0], $0.unit) }
        let share = level.map {
          [cell(stream.figures.level(within: $0.within, $0.variant), .share)]
        }
        return [.name(ShownName(stream.name))] + figures + (share ?? [])
      })
  }

  /// The busiest groups of a result.
  func groups(of result: ShownResult) -> DataTable? {
    guard let groups = result.document.agents?.cells, groups.count > 1 else { return nil }
    let keys: [FigureKey] = [
      .answered, .handleTime, .occupancy, .slotLoad, .concurrency, .matchScore,
    ]
    return DataTable(
      caption: title("Groups of agents", of: result),
      headings: [
        "group", "staffed", "answered", "handle", "occupancy", "places taken", "chats", "match",
      ],
      rows: groups.map { group in
        [.name(ShownName(group.name)), cell(group.figures.staffed, .count)]
          + keys.map { cell(group.figures[$0], $0.unit) }
      })
  }

  /// What the tables of streams and groups leave out.
  func omissions(of result: ShownResult) -> [String] {
    [
      Shown.omission(
        LargestCells.kept, of: result.document.demand?.count ?? 0, "streams", by: "most customers"),
      Shown.omission(
        LargestCells.kept, of: result.document.agents?.count ?? 0, "groups", by: "most chats"),
    ].compactMap(\.self)
  }

  private func title(_ title: String, of result: ShownResult) -> String {
    result.letter.map { "\($0): \(title)" } ?? title
  }

  private func cell(_ figure: Figure?, _ unit: FigureUnit) -> DataTable.Cell {
    .value(unit.text(figure?.mean), interval: figure.map(unit.interval) ?? "")
  }
}

extension ServiceLevelVariant {
  /// What a page calls the variant; the threshold follows.
  var label: String {
    switch self {
    case .offered: "answered within"
    case .answeredOnly: "of the answered, within"
    case .abandonsOk: "answered or gone within"
    case .shortExcluded: "early leavers not counted, within"
    }
  }
}

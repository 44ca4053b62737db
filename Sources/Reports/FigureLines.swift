// The figures of the whole run, by what they are about: customers, waiting, answers, agents.

import Consulting
import Scenarios

/// The part of the terminal table about the whole run.
struct FigureLines {
  let metrics: CellFigures
  let level: ServiceLevelFigure?
  let ink: Ink
  /// Whether waits and efforts say nothing, as nobody comes when the scenario says so.
  var isTimeless = false

  /// Figures under one caption.
  private struct Group {
    let caption: String
    let keys: [FigureKey]
  }

  private static let groups = [
    Group(
      caption: "Customers", keys: [.offered, .retried, .answered, .blocked, .abandonment]),
    Group(caption: "Waiting", keys: [.waitMean, .waitP50, .waitP95, .waitP99, .asa]),
    Group(
      caption: "Answers",
      keys: [
        .firstResponseMean, .firstResponseP95, .handleTime, .helped, .matchScore, .unresolved,
      ]),
    Group(caption: "Agents", keys: [.occupancy, .slotLoad, .concurrency]),
  ]
  /// Shown only where they say something.
  private static let ifAny: Set<FigureKey> = [
    .blocked, .retried, .helped, .firstResponseMean, .firstResponseP95, .unresolved,
  ]

  /// The lines, without a heading.
  var lines: [String] {
    Self.groups.flatMap { group -> [String] in
      if isTimeless, group.keys.contains(.waitMean) { return [] }
      return rows(of: group).enumerated().map { index, row in
        "  \(ink(.faint, DisplayWidth.left(index == 0 ? group.caption : "", 11)))\(row)"
      }
    }
  }

  private func rows(of group: Group) -> [String] {
    var rows: [String] = []
    for key in group.keys {
      if key == .waitMean, let level {
        rows.append(row(level.label, .share, level.figure))
      }
      if let figure = metrics[key], says(key, figure) {
        rows.append(row(key.label, key.unit, figure))
      }
    }
    return rows
  }

  private func says(_ key: FigureKey, _ figure: Figure) -> Bool {
    switch key {
    case .handleTime where isTimeless: false
    case .concurrency, .slotLoad: (metrics[.concurrency]?.mean ?? 0) > 1
    default: !Self.ifAny.contains(key) || (figure.mean ?? 0) > 0
    }
  }

  private func row(_ label: String, _ unit: FigureUnit, _ figure: Figure) -> String {
    let value = DisplayWidth.right(unit.text(figure.mean), 11)
    let interval = unit.interval(figure)
    let end = interval.isEmpty ? "" : "   " + ink(.faint, interval)
    return "\(DisplayWidth.left(label, 30))\(value)\(end)"
  }
}

extension ServiceLevelFigure {
  /// What the table calls it.
  var label: String {
    let limit = FigureUnit.time.limit(within.seconds)
    return switch variant {
    case .offered: "answered within \(limit)"
    case .answeredOnly: "of the answered within \(limit)"
    case .abandonsOk: "answered or gone within \(limit)"
    case .shortExcluded: "within \(limit), early leavers out"
    }
  }
}

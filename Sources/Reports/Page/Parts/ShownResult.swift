// One of the results of a page, with what several sections want to know of it.

import Consulting
import Scenarios

/// A result on a page.
struct ShownResult {
  /// `A`, `B` … where there are several; nil for the only one.
  let letter: String?
  /// Where it was read.
  let file: String
  let document: ReadResult

  /// The scenario's name.
  var name: ShownName { ShownName(document.scenario.name) }

  /// The file and its folder, not where on a machine they lie.
  var place: ShownName {
    ShownName(file.split(separator: "/").suffix(2).joined(separator: "/"))
  }

  /// What one replication is called.
  var occasion: String { (document.scenario.length ?? 0) > 86_400 ? "run" : "day" }

  /// Whether the result's waits and efforts say nothing.
  var isTimeless: Bool { document.profile?.isSaturated == true }

  /// The letter and the name.
  func writeHeading(into page: inout Markup) {
    if let letter { page.text("\(letter) · ") }
    page.element("bdi", name.alone)
  }

  /// The service level that the pictures show: the first that an objective names, with its limit.
  var level: (within: Double, variant: ServiceLevelVariant, target: Double?)? {
    for objective in document.objectives ?? [] {
      let demanded = objective.demanded.objective
      guard case .serviceLevel(let within, let variant) = demanded.metric else { continue }
      return (within.seconds, variant, demanded.bound.limit)
    }
    return document.metrics.levels.first.map { ($0.within, $0.variant, nil) }
  }

  /// `within 20 s`
  var levelWords: String {
    level.map { "within \(FigureUnit.time.limit($0.within))" } ?? "in time"
  }
}

/// How much of a long list a page shows.
enum Shown {
  /// Rows of a picture by name.
  static let names = 16
  /// Columns of a grid.
  static let columns = 6
  /// Rows of all tables by period together.
  static let periods = 1440

  /// Periods drawn in all pictures of a kind together.
  static let drawn = 2880

  /// What is said of a list that was cut; nil if it was not.
  static func omission(_ shown: Int, of all: Int, _ things: String, by order: String) -> String? {
    guard all > shown else { return nil }
    let rest = HumanUnits.fixed(Double(all - shown), 0)
    return "The \(shown) \(things) with \(order); \(rest) more in the result document."
  }
}

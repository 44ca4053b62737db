// The score of the contract on decimal digits and whole tenths: no masks, no floating point.

import Consulting
import Routing

/// Scores of every group for every class, by the rings that have opened.
struct MatchScores {
  private let values: [[[Int]]]

  init(_ table: RoutingTable) {
    values = table.groups.map { group in
      table.classes.map { asked in
        (0...table.rings.count).map { opened in
          Self.score(of: group, for: asked, after: Array(table.rings.prefix(opened)))
        }
      }
    }
  }

  /// Billionths; −1 = may not answer.
  func billionths(group: Int, classIndex: Int, ring: Int) -> Int {
    values[group][classIndex][ring]
  }

  private static func score(
    of group: RoutingTable.Group, for asked: RoutingTable.RequestClass,
    after opened: [RoutingTable.Ring]
  ) -> Int {
    let here = [asked.location] + opened.compactMap(\.location)
    let language = group.languages.first { $0.skill == asked.language }.map { tenths($0.level) }
    guard here.contains(group.location), let language, language > 0 else { return -1 }
    let document = Array(asked.document.digits)
    let branches = group.documents.map { branch in
      (prefix: branch.skill.text == "*" ? [] : Array(branch.skill.text), tenths(branch.level))
    }
    if let longest = branches.filter({ document.starts(with: $0.prefix) })
      .max(by: { $0.prefix.count < $1.prefix.count })
    {
      return longest.1 > 0 ? language * longest.1 * 10_000_000 : -1
    }
    guard let wanted = opened.compactMap(\.documentDigits).min() else { return -1 }
    return branches.map { prefix, level in
      let agreeing = agreeingDigits(prefix, document)
      guard level > 0, agreeing >= wanted else { return -1 }
      let above = language * level * 10_000_000 * agreeing
      return (2 * above + prefix.count) / (2 * prefix.count)
    }.max() ?? -1
  }

  private static func agreeingDigits(_ prefix: [Character], _ document: [Character]) -> Int {
    let pairs = stride(from: 0, to: prefix.count, by: 2).prefix {
      prefix[$0...$0 + 1] == document[$0...$0 + 1]
    }
    return pairs.count * 2
  }

  private static func tenths(_ level: Double) -> Int { Int((level * 10).rounded()) }
}

// One combination of rules with random classes and groups for it, from a seed.

import Consulting
import Routing
import SeededTests

/// The rules of a run: everything a scenario can combine.
struct Combination: CustomStringConvertible, Sendable {
  var chooseAgent = AgentChoice.longestIdle
  var chooseCustomer = CustomerChoice.oldest
  var offers = false
  var isAgeing = false
  var rings = 0
  var concurrency = 1
  var wrapUps = false

  var description: String {
    """
    \(chooseAgent.rawValue), \(chooseCustomer.rawValue), offers \(offers), ageing \(isAgeing), \
    rings \(rings), concurrency \(concurrency), wrap-ups \(wrapUps)
    """
  }

  /// All combinations under one pair of policies.
  static func all(_ chooseAgent: AgentChoice, _ chooseCustomer: CustomerChoice) -> [Combination] {
    var all: [Combination] = []
    for offers in [false, true] {
      for isAgeing in [false, true] {
        for rings in 0...3 {
          for concurrency in [1, 3] {
            for wrapUps in [false, true] {
              all.append(
                Combination(
                  chooseAgent: chooseAgent, chooseCustomer: chooseCustomer, offers: offers,
                  isAgeing: isAgeing, rings: rings, concurrency: concurrency, wrapUps: wrapUps))
            }
          }
        }
      }
    }
    return all
  }
}

/// How large a run is.
struct Size: Sendable {
  var classes: Int
  var groups: Int
  var agents: Int
  var requests: Int
  var locations = 1

  /// Small first.
  static let steps = [
    Size(classes: 1, groups: 1, agents: 1, requests: 4),
    Size(classes: 2, groups: 1, agents: 2, requests: 6),
    Size(classes: 2, groups: 2, agents: 2, requests: 10, locations: 2),
    Size(classes: 3, groups: 3, agents: 2, requests: 14, locations: 2),
    Size(classes: 6, groups: 5, agents: 4, requests: 24, locations: 2),
  ]
}

/// A table for a router, and what the driver must know beside it.
struct RoutingScene: Sendable {
  let combination: Combination
  let size: Size
  let seed: UInt64
  var table: RoutingTable
  /// When each ring opens, seconds after entering.
  let ringSeconds: [Int]
  /// Mean steps between two shift changes.
  var shiftSteps = 20
  /// Whether the first agent forgets his wrap-ups, and keeps his turn for as long.
  var forgetsWrapUps = false
  /// Whether there are long spells in which only agents without a chat get customers.
  var isQuiet = false
  /// Whether the router is made as new now and then.
  var resets = true

  init(_ combination: Combination, _ size: Size, seed: UInt64) {
    self.combination = combination
    self.size = size
    self.seed = seed
    var draws = SeededDraws(seed: seed)
    var table = RoutingTable(
      classes: (0..<size.classes).map { _ in Self.requestClass(size, &draws) },
      groups: (0..<size.groups).map { Self.group($0, combination, size, &draws) })
    table.ties = seed % 2 == 0 ? .longestIdle : .any
    // Whoever else may: the first group can answer the first class.
    table.groups[0].location = table.classes[0].location
    table.groups[0].languages = [(table.classes[0].language, 1)]
    table.groups[0].documents.removeAll { $0.skill == .all }
    table.groups[0].documents.append((.all, 0.5))
    table.rings = (0..<combination.rings).map { _ in Self.ring(size, &draws) }
    table.chooseAgent = combination.chooseAgent
    table.chooseCustomer = combination.chooseCustomer
    // Points a minute that make customers of unlike priority equally urgent on whole seconds.
    table.ageingPerMinute = combination.isAgeing ? [1, 3, 6, 7, 12, 20][draws.below(6)] : 0
    table.offering = combination.offers ? .accepted : .takenAtOnce
    table.inSystemLimit = draws.once(in: 3) ? 2 + draws.below(size.requests) : nil
    table.locations = size.locations
    self.table = table
    var seconds = 0
    ringSeconds = (0..<combination.rings).map { _ in
      seconds += draws.below(6)
      return seconds
    }
  }

  var agentCount: Int { table.groups.reduce(0) { $0 + $1.agents } }

  private static let languages = ["ko", "ja"].compactMap { Language($0) }
  private static let documents = ["43211507", "43211599", "43219907", "44000000"]

  private static func requestClass(_ size: Size, _ draws: inout SeededDraws)
    -> RoutingTable.RequestClass
  {
    RoutingTable.RequestClass(
      language: languages[draws.below(4) / 3],
      document: DocumentNumber(digits: documents[draws.below(documents.count)])
        ?? DocumentNumber(bits: 0),
      location: draws.below(size.locations), priority: draws.below(5) / 3)
  }

  private static func group(
    _ index: Int, _ combination: Combination, _ size: Size, _ draws: inout SeededDraws
  ) -> RoutingTable.Group {
    let levels = [0, 0.2, 0.3, 0.6, 0.9, 1]
    var branches: [Branch: Double] = [:]
    for _ in 0...draws.below(4) {
      let digits = documents[draws.below(documents.count)].prefix(draws.below(5) * 2)
      branches[Branch(prefix: digits.isEmpty ? "*" : String(digits)) ?? .all] =
        levels[draws.below(levels.count)]
    }
    // Tenths that meet in their products though rounding differs: 0.2 · 0.9 = 0.3 · 0.6.
    let meeting = draws.once(in: 2) ? [(0.2, 0.9), (0.3, 0.6)][draws.below(2)] : nil
    if let meeting { branches = [.all: meeting.1] }
    let most = combination.concurrency
    return RoutingTable.Group(
      location: draws.below(size.locations),
      languages:
        languages
        .map { ($0, meeting?.0 ?? levels[1 + draws.below(levels.count - 1)]) }
        .filter { _ in !draws.once(in: 4) },
      documents: branches.sorted { $0.key.text < $1.key.text }.map { ($0.key, $0.value) },
      rank: draws.below(3),
      concurrency: most == 1 ? 1 : index == 0 ? most : 1 + draws.below(most + 1),
      agents: 1 + draws.below(size.agents))
  }

  private static func ring(_ size: Size, _ draws: inout SeededDraws) -> RoutingTable.Ring {
    RoutingTable.Ring(
      documentDigits: draws.once(in: 4) ? nil : draws.below(4) * 2,
      location: draws.once(in: 3) ? draws.below(size.locations) : nil)
  }
}

// What of a plan the routing core is told, whatever clock drives it.

import Consulting
public import Routing
public import Scenarios

/// The table of a plan's routing core, and the class that each stream's customers are of.
public struct RoutingPlan: Sendable {
  /// Classes, groups and rules; streams of one page and priority are one class.
  public var table: RoutingTable
  /// Class of each stream.
  public let classes: [Int]

  /// - Complexity: O(streams + groups).
  public init(_ plan: Plan) {
    var table = RoutingTable(classes: [], groups: plan.agents.map(Self.group))
    var indexes: [RoutingTable.RequestClass: Int] = [:]
    var classes: [Int] = []
    for stream in plan.demand {
      let requestClass = RoutingTable.RequestClass(
        language: stream.language, document: stream.document, location: stream.location,
        priority: stream.priority)
      let index = indexes[requestClass] ?? table.classes.count
      if index == table.classes.count { table.classes.append(requestClass) }
      indexes[requestClass] = index
      classes.append(index)
    }
    let rules = plan.routing
    table.rings = rules.rings.map {
      RoutingTable.Ring(documentDigits: $0.documentDigits, location: $0.location)
    }
    table.chooseAgent = rules.chooseAgent
    table.ties = rules.ties
    table.chooseCustomer = rules.chooseCustomer
    table.ageingPerMinute = rules.ageingPerMinute
    table.offering = rules.offerTimeout > .zero ? .accepted : .takenAtOnce
    table.matching = rules.matchWindow > .zero ? .inBatches : .atOnce
    table.inSystemLimit = plan.inSystemLimit
    table.locations = plan.locations.count
    self.table = table
    self.classes = classes
  }

  private static func group(_ group: AgentGroup) -> RoutingTable.Group {
    RoutingTable.Group(
      location: group.location, languages: group.languages.map { ($0.skill, $0.level) },
      documents: group.documents.map { ($0.skill, $0.level) }, rank: group.rank,
      concurrency: group.concurrency, agents: max(group.largestCount, 1))
  }
}

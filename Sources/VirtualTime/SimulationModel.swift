// A plan compiled for the event loop: what all replications and threads share, never changed.

import Consulting
import Measures
import Routing
import Scenarios
import Tallies

/// A plan compiled for virtual time.
final class SimulationModel: Sendable {
  let plan: Plan
  let layout: TallyLayout
  let routing: RoutingTable
  /// Class of each stream.
  let classes: [Int]
  let agenda: [AgendaItem]
  /// Most chats that any agent has at once.
  let mostOpen: Int
  let agentCount: Int

  init(_ plan: Plan, _ detail: SimulationDetail) {
    self.plan = plan
    layout = Self.layout(plan, detail)
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
    self.classes = classes
    let rules = plan.routing
    table.rings = rules.rings.map {
      RoutingTable.Ring(documentDigits: $0.documentDigits, location: $0.location)
    }
    table.chooseAgent = rules.chooseAgent
    table.chooseCustomer = rules.chooseCustomer
    table.ageingPerMinute = rules.ageingPerMinute
    table.offering = rules.offerTimeout > .zero ? .accepted : .takenAtOnce
    table.inSystemLimit = plan.inSystemLimit
    table.locations = plan.locations.count
    routing = table
    agenda = AgendaItem.agenda(of: plan, periods: layout.periods)
    mostOpen = plan.agents.map(\.concurrency).max() ?? 1
    agentCount = table.groups.reduce(0) { $0 + $1.agents }
  }

  private static func group(_ group: AgentGroup) -> RoutingTable.Group {
    RoutingTable.Group(
      location: group.location, languages: group.languages.map { ($0.skill, $0.level) },
      documents: group.documents.map { ($0.skill, $0.level) }, rank: group.rank,
      concurrency: group.concurrency, agents: max(group.largestCount, 1))
  }

  /// Thresholds that the objectives name (20 s if none does), and the periods of the window.
  private static func layout(_ plan: Plan, _ detail: SimulationDetail) -> TallyLayout {
    var thresholds = Set<SimulationTime>()
    for objective in plan.objectives {
      if case .serviceLevel(let within, _) = objective.metric { thresholds.insert(within) }
    }
    if thresholds.isEmpty { thresholds = [SimulationTime(seconds: 20)] }
    let every = plan.reportEvery.nanoseconds
    var periods: [Range<SimulationTime>] = []
    var from = plan.warmup
    while from < plan.length {
      let next = SimulationTime(nanoseconds: (from.nanoseconds / every + 1) * every)
      periods.append(from..<min(next, plan.length))
      from = next
    }
    return TallyLayout(
      thresholds: thresholds.sorted(), periods: periods, streams: plan.demand.count,
      groups: plan.agents.count, rings: plan.routing.rings.count,
      replications: plan.replications,
      countsFirstResponses: plan.demand.contains { $0.firstAnswer != nil },
      passedOn: plan.demand.indices.flatMap { Self.passedOn(from: $0, in: plan) },
      measuresAssignments: detail == .assignments)
  }

  /// The pages that a stream's customers may be passed on to, each once.
  private static func passedOn(from stream: Int, in plan: Plan) -> [MatchRoute] {
    var pages = [stream]
    // As often as the event loop passes a customer on.
    for _ in 0..<8 {
      guard let last = pages.last, let next = plan.demand[last].transfer?.stream,
        !pages.contains(next)
      else { break }
      pages.append(next)
    }
    return pages.dropFirst().map { MatchRoute(stream: stream, page: $0) }
  }
}

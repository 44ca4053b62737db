// A plan compiled for the event loop: what all replications and threads share, never changed.

import Consulting
import Measures
import PlannedRouting
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
    let prepared = RoutingPlan(plan)
    routing = prepared.table
    classes = prepared.classes
    agenda = AgendaItem.agenda(of: plan, periods: layout.periods)
    mostOpen = plan.agents.map(\.concurrency).max() ?? 1
    agentCount = routing.groups.reduce(0) { $0 + $1.agents }
  }

  /// The plan's thresholds, and the periods of the window.
  private static func layout(_ plan: Plan, _ detail: SimulationDetail) -> TallyLayout {
    let every = plan.reportEvery.nanoseconds
    var periods: [Range<SimulationTime>] = []
    var from = plan.warmup
    while from < plan.length {
      let next = SimulationTime(nanoseconds: (from.nanoseconds / every + 1) * every)
      periods.append(from..<min(next, plan.length))
      from = next
    }
    return TallyLayout(
      thresholds: plan.serviceLevelThresholds, periods: periods, streams: plan.demand.count,
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

// A plan compiled for the wall clock: what all workers share and never change.

import Consulting
import PlannedRouting
import Population
import Routing
import Scenarios
import Tallies

/// A plan compiled for the wall clock; its times are scaled to the speed of the run.
struct ProfileModel: Sendable {
  let plan: Plan
  let pace: WallClockTally.Pace
  /// When the last customer may come, and from when on customers count; nanoseconds.
  let end: Int64
  let warmup: Int64
  let routing: RoutingTable
  /// Class of each stream.
  let classes: [Int]
  let agentCount: Int
  /// Chats and wrap-ups that all agents together can have.
  let placeCount: Int
  let layout: TallyLayout
  /// Whether any location has opening hours.
  let hasHours: Bool
  /// Whether each decision is written down.
  let keepsDecisions: Bool

  init(
    _ plan: Plan, pace: WallClockTally.Pace, seconds: Double, keepsDecisions: Bool = false,
    detail: ProfileDetail = .usual
  ) {
    self.plan = plan
    self.pace = pace
    self.keepsDecisions = keepsDecisions
    var speed = 1.0
    var last = seconds
    var first = 0.0
    // A saturated run has no clock but the wall's; its warm-up is short, because the log is.
    if pace == .saturated { first = min(0.01, seconds / 20) }
    if case .open(let times) = pace {
      speed = times
      last = min(seconds, plan.length.seconds / times)
      first = plan.warmup.seconds / times
    }
    end = SimulationTime(seconds: last).nanoseconds
    warmup = SimulationTime(seconds: first).nanoseconds
    var prepared = RoutingPlan(plan)
    // The core is told times of the wall clock, on which waiting ages so much faster.
    prepared.table.ageingPerMinute *= speed
    // Offers are left out: a customer is taken at once.
    prepared.table.offering = .takenAtOnce
    routing = prepared.table
    classes = prepared.classes
    hasHours = plan.locations.contains { $0.openSpans != nil }
    agentCount = routing.groups.reduce(0) { $0 + $1.agents }
    placeCount = routing.groups.reduce(0) { $0 + $1.agents * $1.concurrency }
    layout = Self.layout(
      plan, from: first * speed, to: max(first, last) * speed, detail)
  }

  /// How much faster than the wall's clock the scenario's is.
  var speed: Double {
    if case .open(let speed) = pace { speed } else { 1 }
  }

  var isSaturated: Bool { pace == .saturated }

  /// A span of the scenario on the wall clock.
  func scaled(_ span: SimulationTime) -> Int64 {
    Int64(min(Double(span.nanoseconds) / speed, 0x1p62))
  }

  /// Whether the location of a stream is open at that moment of the run.
  func isOpen(stream: Int, at nanoseconds: Int64) -> Bool {
    guard hasHours, !isSaturated,
      let spans = plan.locations[plan.demand[stream].location].openSpans
    else { return true }
    let time = SimulationTime(nanoseconds: Int64(Double(nanoseconds) * speed))
    return spans.contains { $0.contains(time) }
  }

  /// The plan's thresholds; one period, the whole window.
  private static func layout(
    _ plan: Plan, from: Double, to: Double, _ detail: ProfileDetail
  ) -> TallyLayout {
    TallyLayout(
      thresholds: plan.serviceLevelThresholds,
      periods: [SimulationTime(seconds: from)..<SimulationTime(seconds: to)],
      streams: plan.demand.count, groups: plan.agents.count, rings: plan.routing.rings.count,
      countsFirstResponses: false, measuresAssignments: detail == .assignments)
  }

  /// Keys of the scenario that a run on the wall clock leaves out.
  var leftOut: [String] {
    let demand = plan.demand
    let keys: [(String, Bool)] = [
      ("retry", demand.contains { $0.retry != nil }),
      ("silent", demand.contains { $0.silent != nil }),
      ("first-answer", demand.contains { $0.firstAnswer != nil }),
      ("mismatch", demand.contains { $0.mismatch != nil }),
      ("help", demand.contains { $0.help != nil }),
      ("transfer", demand.contains { $0.transfer != nil }),
      ("offer", plan.routing.offerTimeout > .zero),
      ("last-agent", plan.routing.lastAgentWithin != nil),
      ("leaving: handback", plan.agents.contains { $0.leaving == .handback }),
      ("patience", isSaturated && demand.contains { $0.patience != nil }),
      ("effort", isSaturated),
      ("wrap-up", isSaturated && !plan.agents.allSatisfy(\.hasNoWrapUp)),
      ("rings", isSaturated && !plan.routing.rings.isEmpty),
      ("shifts", isSaturated && plan.agents.contains { $0.staffing.values.count > 1 }),
    ]
    return keys.filter(\.1).map(\.0)
  }
}

extension Arrivals {
  /// Customers expected in a run of that length, roughly: for sharing out work, not for a figure.
  func roughCount(length: SimulationTime) -> Double {
    switch self {
    case .poisson(let rates):
      let ends = rates.starts.dropFirst() + [length]
      return zip(zip(rates.starts, ends), rates.values).reduce(0) { sum, step in
        let seconds = (min(step.0.1, length) - min(step.0.0, length)).seconds
        return sum + max(0, seconds) * step.1
      }
    case .sine(let mean, _, _): return mean * length.seconds
    case .count(let count, _, _): return Double(count)
    case .trace(let times): return Double(times.count)
    }
  }
}

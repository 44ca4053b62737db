// What a span of the run offers and staffs on the mean, all streams and all groups together.

import Consulting
import Scenarios

/// The mean rates and staff of a span, pooled.
struct PooledLoad {
  /// Expected customers per second, those who try again or come back not counted.
  private(set) var arrivalsPerSecond = 0.0
  /// Mean agent time of a customer alone with the agent, seconds; nil where nobody is expected.
  private(set) var effortSeconds: Double?
  /// The rate at which one who waits leaves, mean over the customers.
  private(set) var leavingPerSecond = 0.0
  /// Agents at work, those who stay away taken off.
  private(set) var agents = 0.0
  /// Their chats at once, all groups together.
  private(set) var places = 0.0
  /// Chats that all places together end in a second when all are taken, wrap-up included; 0
  /// without staff.
  private(set) var servedPerSecond = 0.0
  /// Chats at once of an agent; nil where groups differ.
  private(set) var chatsAtOnce: Int?

  /// The load of a span that lies within the run.
  init(_ plan: Plan, span: Range<SimulationTime>) {
    let seconds = (span.upperBound - span.lowerBound).seconds
    var effort = 0.0
    var leaving = 0.0
    for stream in plan.demand {
      let rate = Self.expected(stream, of: plan, in: span) / seconds
      guard rate > 0 else { continue }
      arrivalsPerSecond += rate
      effort += rate * stream.effort.meanSeconds
      leaving += stream.patience.map { rate / $0.meanSeconds } ?? 0
    }
    guard arrivalsPerSecond > 0 else { return }
    let mean = effort / arrivalsPerSecond
    effortSeconds = mean
    leavingPerSecond = leaving / arrivalsPerSecond
    var kinds: Set<Int> = []
    for group in plan.agents {
      let staff = Steps(
        starts: group.staffing.starts, values: group.staffing.values.map(Double.init))
      let present = staff.integral(over: span) / seconds * (1 - group.absence)
      guard present > 0 else { continue }
      kinds.insert(group.concurrency)
      agents += present
      places += present * Double(group.concurrency)
      let held = mean / group.speed[group.concurrency - 1] + group.wrapUp.meanSeconds
      servedPerSecond += present * Double(group.concurrency) / held
    }
    chatsAtOnce = kinds.count == 1 ? kinds.first : nil
  }

  /// Customers who find the location open.
  private static func expected(
    _ stream: Scenarios.Stream, of plan: Plan, in span: Range<SimulationTime>
  ) -> Double {
    let parts = plan.locations[stream.location].openSpans.map { open in
      open.filter { $0.overlaps(span) }.map { $0.clamped(to: span) }
    }
    return (parts ?? [span]).reduce(0) {
      $0 + stream.arrivals.expected(in: $1, length: plan.length)
    }
  }
}

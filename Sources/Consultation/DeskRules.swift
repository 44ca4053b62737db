// What of a plan's rules the desk asks at every step.

import Consulting
import Scenarios

/// Times and priorities of a plan, in nanoseconds.
struct DeskRules {
  let seed: UInt64
  /// When each ring opens, since the beginning of the wait.
  let ringTimes: [Int64]
  /// How long an offer stands; 0 = everyone is given at once.
  let offerTimeout: Int64
  let ageingPerMinute: Double
  /// The longest wrap-up of each group: the mean of the plan's.
  let wrapUps: [Int64]

  /// Within how much time an answer is in time: the shortest that an objective names.
  let serviceTime: Int64

  var offersFirst: Bool { offerTimeout > 0 }

  init(_ plan: Plan, seed: UInt64) {
    self.seed = seed
    ringTimes = plan.routing.rings.map(\.after.nanoseconds)
    offerTimeout = plan.routing.offerTimeout.nanoseconds
    ageingPerMinute = plan.routing.ageingPerMinute
    serviceTime = plan.serviceLevelThresholds[0].nanoseconds
    wrapUps = plan.agents.map {
      SimulationTime(seconds: min($0.wrapUp.meanSeconds, 1e9)).nanoseconds
    }
  }

  /// The urgency of a priority that ages since a time, higher first; as the routing core has it.
  func urgency(priority: Int, agesSince: Int64) -> Int64 {
    guard ageingPerMinute > 0 else { return Int64(priority) }
    let most = Double(Int64.max / 4)
    let worth = Double(priority) * 60e9 / ageingPerMinute
    return Int64(min(max(worth, -most), most).rounded()) - agesSince
  }
}

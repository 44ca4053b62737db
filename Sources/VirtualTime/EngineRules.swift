// What of a plan the event loop asks at every step, flat.

import Consulting
import Scenarios

/// The rules of a run that events consult.
struct EngineRules: BitwiseCopyable {
  var length: Int64
  var dropsAtEnd: Bool
  var hasRings: Bool
  var offerTimeout: Int64
  var offerAcceptance: Double
  var lastAgentWithin: Int64
  var picksAtRandom: Bool

  init(_ plan: Plan) {
    length = plan.length.nanoseconds
    dropsAtEnd = plan.closing == .drop
    hasRings = !plan.routing.rings.isEmpty
    offerTimeout = plan.routing.offerTimeout.nanoseconds
    offerAcceptance = plan.routing.offerAcceptance
    lastAgentWithin = plan.routing.lastAgentWithin?.nanoseconds ?? 0
    picksAtRandom = plan.routing.chooseAgent.pick == .uniform
  }
}

// What of a plan the event loop asks at every step, flat.

import Consulting
import Scenarios
import Tallies

/// The rules of a run that events consult.
struct EngineRules: BitwiseCopyable {
  var length: Int64
  var dropsAtEnd: Bool
  var hasRings: Bool
  var offerTimeout: Int64
  var offerAcceptance: Double
  var lastAgentWithin: Int64
  /// Customers and agents are matched at multiples of it; 0 = at once.
  var matchWindow: Int64
  var picksAtRandom: Bool
  /// Whether any location has opening hours.
  var hasHours: Bool
  var agentCount: Int
  /// Most chats that any agent has at once.
  var mostOpen: Int
  var countsFirstResponses: Bool
  /// Periods of arrival; a customer of none is outside the window.
  var periods: Int
  /// Thresholds of the service level.
  var thresholds: Int
  var streams: Int
  /// Rings + 1 where the answered are counted by ring, else 0.
  var countedRings: Int
  var countsHelps: Bool
  /// Whether the answered are counted in finer rows than their streams'.
  var tellsScoresApart: Bool
  /// Whether regret and overtakes are looked for at each assignment.
  var measuresAssignments: Bool
  /// Whether every customer is written down for a sink.
  var recordsContacts: Bool

  init(_ model: SimulationModel, recordsContacts: Bool) {
    let plan = model.plan
    length = plan.length.nanoseconds
    dropsAtEnd = plan.closing == .drop
    hasRings = !plan.routing.rings.isEmpty
    offerTimeout = plan.routing.offerTimeout.nanoseconds
    offerAcceptance = plan.routing.offerAcceptance
    lastAgentWithin = plan.routing.lastAgentWithin?.nanoseconds ?? 0
    matchWindow = plan.routing.matchWindow.nanoseconds
    picksAtRandom = plan.routing.chooseAgent.pick(plan.routing.ties) != .longestIdle
    hasHours = plan.locations.contains { $0.openSpans != nil }
    agentCount = model.agentCount
    mostOpen = model.mostOpen
    periods = model.layout.periods.count
    thresholds = model.layout.thresholds.count
    streams = model.layout.streams
    countsFirstResponses = model.layout.countsFirstResponses
    countedRings = model.layout.keepsRings && hasRings ? model.layout.rings + 1 : 0
    countsHelps = model.layout.keepsHelps
    let isFiner = hasRings || model.layout.routes.count > model.layout.streams
    tellsScoresApart = model.layout.keepsScores && isFiner
    measuresAssignments = model.layout.measuresAssignments
    self.recordsContacts = recordsContacts
  }
}

// The file of decisions: a line of facts of the run, then a line for each customer, all JSON.

import Consulting
public import Scenarios
public import Tallies

/// What `sangdam profile --decisions` writes: JSON lines, customers by the time they were due.
public struct DecisionFile {
  /// Customers that are written at most; the first ones.
  public static let mostCustomers = 250_000
  /// What such a file calls itself.
  static let kind = "decisions"

  private let plan: Plan
  private let clock: WallClockTally
  private let decisions: [Decision]

  /// The file of those decisions.
  public init(plan: Plan, clock: WallClockTally, decisions: [Decision]) {
    self.plan = plan
    self.clock = clock
    self.decisions = decisions
  }

  /// The lines in UTF-8.
  public var bytes: [UInt8] {
    let written = decisions.prefix(Self.mostCustomers)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(256 * (written.count + 1))
    bytes += Self.line { writeHead(written.count, to: &$0) }
    for (number, decision) in written.enumerated() {
      bytes += Self.line { write(decision, number, to: &$0) }
    }
    return bytes
  }

  private static func line(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.object(.inline, members)
    writer.finish()
    return writer.bytes
  }

  private func writeHead(_ written: Int, to writer: inout JSONWriter) {
    writer.pair("sangdam", integer: 1)
    writer.pair("kind", Self.kind)
    writer.pair("scenario", plan.name)
    writer.pair("sha256", plan.sha256)
    writer.pair("seed", integer: plan.seed)
    writer.pair("customers", integer: written)
    writer.pair("choose_agent", plan.routing.chooseAgent.rawValue)
    writer.pair("choose_customer", plan.routing.chooseCustomer.rawValue)
    switch clock.pace {
    case .open(let speed): writer.pair("speed", speed)
    case .saturated: writer.pair("speed", nil as Double?)
    }
  }

  private func write(_ decision: Decision, _ number: Int, to writer: inout JSONWriter) {
    writer.pair("customer", integer: number)
    writer.pair("demand", plan.demand[decision.stream].name)
    writer.pair("ordinal", integer: decision.ordinal)
    writer.pair("outcome", decision.outcome.rawValue)
    writer.pair("due_ns", integer: decision.due)
    writer.pair("submitted_ns", integer: decision.submitted)
    writer.pair("enqueued_ns", integer: decision.enqueued)
    writer.pair("matched_ns", integer: decision.matched)
    writer.pair("delivered_ns", integer: decision.delivered)
    writer.pair("rings", integer: decision.rings)
    writer.pair("co_eligible_ns", integer: decision.coEligible)
    writer.key("choice")
    guard let choice = decision.choice else {
      writer.null()
      return
    }
    writer.object { writer in
      writer.pair("agents", plan.agents[choice.group].name)
      writer.pair("agent", integer: choice.agent)
      writer.pair("match_score", Double(choice.scoreBillionths) / 1e9)
      writer.pair("best_score", Double(choice.bestScoreBillionths) / 1e9)
      writer.pair("room_since_ns", integer: choice.roomSince)
      writer.pair("on_duty", integer: choice.onDuty)
      writer.pair("with_room", integer: choice.withRoom)
      writer.pair("with_room_longer", integer: choice.withRoomLonger)
      writer.pair("others_waiting", integer: choice.othersWaiting)
    }
  }
}

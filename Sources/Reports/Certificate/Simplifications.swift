// In what a scenario differs from its nearest exact model, in words.

import Consulting
import Scenarios

/// The simplifications of a scenario; none where it is the model.
struct Simplifications {
  /// One each.
  let words: [String]

  /// What the model of that span of the scenario leaves out or evens out; nil = the whole run.
  init(of plan: Plan, span: Range<SimulationTime>?) {
    let unlike = [
      span.map { Self.span($0, of: plan) },
      plan.demand.count + plan.agents.count > 2
        ? "one pool, in which every agent answers every customer alike" : nil,
      Self.times(of: plan),
      Self.patience(of: plan),
      plan.agents.contains { $0.chatsSlowOneAnother }
        ? "each place of an agent as fast as when all of them are taken" : nil,
      plan.agents.contains { $0.absence > 0 } ? "the mean absence taken off the staff" : nil,
      plan.demand.contains { !$0.arrivals.isPoisson } ? "arrivals at random at that rate" : nil,
    ]
    let gone = Self.leftOut(of: plan)
    let without = gone.isEmpty ? [] : ["without " + gone.joined(separator: ", ")]
    words = unlike.compactMap(\.self) + without
  }

  private static func span(_ span: Range<SimulationTime>, of plan: Plan) -> String {
    let labels = ClockLabels(opens: plan.opens, spans: [span])
    return "the mean rates and staff of \(labels.label(span)) as if they lasted"
  }

  /// Times of chats that are not exponential, or not alike.
  private static func times(of plan: Plan) -> String? {
    let hasWrapUp = plan.agents.contains { $0.wrapUp.meanSeconds > 0 }
    let isShaped = plan.demand.contains { !$0.effort.isExponential }
    if isShaped || hasWrapUp {
      return "exponential chats of the same mean" + (hasWrapUp ? ", wrap-up included" : "")
    }
    let means = Set(plan.demand.map(\.effort.meanSeconds))
    let isAlike = means.count == 1 && Set(plan.agents.map(\.fullSpeed)).count == 1
    return isAlike ? nil : "one mean for all chats"
  }

  private static func patience(of plan: Plan) -> String? {
    let isShaped = plan.demand.contains { $0.patience.map { !$0.isExponential } ?? false }
    let isAlike = Set(plan.demand.map { $0.patience?.meanSeconds }).count == 1
    if isAlike { return isShaped ? "exponential patience of the same mean" : nil }
    return "one exponential patience for all, its rate the mean of theirs"
  }

  /// Rules of the scenario that the model does not have.
  private static func leftOut(of plan: Plan) -> [String] {
    let rules = plan.routing
    let streams = plan.demand
    let isSorted =
      Set(streams.map(\.priority)).count > 1 || streams.count > 1 && rules.chooseCustomer != .oldest
    let hasHandBack = plan.agents.contains { group in
      group.leaving == .handback && !group.staffing.isConstant(until: plan.length)
    }
    let rare: [(name: String, isThere: Bool)] = [
      ("busyness", streams.contains { $0.busyness != nil }),
      ("retries", streams.contains { $0.retry != nil }),
      ("silent leavers", streams.contains { $0.silent != nil }),
      ("mismatch", streams.contains { $0.mismatch != nil }),
      ("help", streams.contains { $0.help != nil }),
      ("transfers", streams.contains { $0.transfer != nil }),
      ("rings", !rules.rings.isEmpty),
      ("priorities", isSorted),
      ("matching in batches", rules.matchWindow > .zero),
      ("offers that lapse", rules.offerTimeout > .zero),
      ("hand-backs", hasHandBack),
    ]
    return rare.filter(\.isThere).map(\.name)
  }
}

extension AgentGroup {
  /// Speed of each chat when all places are taken.
  fileprivate var fullSpeed: Double { speed[concurrency - 1] }

  /// Whether a chat's speed depends on the others.
  fileprivate var chatsSlowOneAnother: Bool { speed.contains { $0 != speed[0] } }
}

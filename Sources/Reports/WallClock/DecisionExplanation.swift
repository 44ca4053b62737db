// Why this agent, why so late: one customer's way in words.

import Consulting

/// The answer of `sangdam explain`.
public struct DecisionExplanation {
  private let head: DecisionHead
  private let decision: ReadDecision

  /// The answer for that customer.
  public init(_ reading: DecisionReading) {
    head = reading.head
    decision = reading.decision
  }

  /// All lines, each ended by a newline.
  public var text: String {
    var lines = summary
    if let choice = decision.choice { lines += ["", "Why this agent"] + agent(choice) }
    lines += ["", "Why so late"] + way
    return lines.joined(separator: "\n") + "\n"
  }

  private var summary: [String] {
    let who = "Customer \(decision.customer), \(decision.demand) no. \(decision.ordinal)"
    let after = Self.span(decision.delivered_ns - decision.due_ns)
    let what =
      switch (decision.choice, decision.outcome) {
      case (let choice?, _): "was given to \(Self.name(choice)) after \(after)"
      case (nil, "blocked"): "was turned away"
      case (nil, _): "got no agent and left after \(after)"
      }
    return DisplayWidth.wrapped("\(who) of \(head.scenario), \(what).", to: 80)
  }

  private func agent(_ choice: ReadDecision.Choice) -> [String] {
    var sentences = [
      "\(Self.agents(choice.on_duty)) on duty could answer, \(choice.with_room) of them had room."
    ]
    let hadRoom = decision.matched_ns - choice.room_since_ns
    sentences.append(
      "\(Self.name(choice)) had room for \(Self.span(max(hadRoom, 0))) when they were matched.")
    if choice.with_room_longer > 0 {
      sentences.append(
        "\(Self.agents(choice.with_room_longer)) had had room for longer;"
          + " `\(head.choose_agent)` decides: \(policy).")
    } else if choice.with_room > 1 {
      sentences.append("Nobody had had room for longer (`\(head.choose_agent)`).")
    }
    sentences.append("The match score is \(HumanUnits.fixed(choice.match_score, 3)).")
    if choice.best_score > choice.match_score {
      sentences.append(
        "The best of those with room has \(HumanUnits.fixed(choice.best_score, 3)).")
    }
    return sentences.flatMap(Self.paragraph)
  }

  private var policy: String {
    AgentChoice(rawValue: head.choose_agent)?.summary ?? "a policy of another version"
  }

  private var way: [String] {
    var steps = [("due → submitted", decision.submitted_ns - decision.due_ns)]
    if let enqueued = decision.enqueued_ns {
      steps.append(("submitted → enqueued", enqueued - decision.submitted_ns))
      steps.append(("enqueued → matched", decision.matched_ns - enqueued))
    } else {
      steps.append(("submitted → matched", decision.matched_ns - decision.submitted_ns))
    }
    steps.append(("matched → delivered", decision.delivered_ns - decision.matched_ns))
    steps.append(("due → delivered", decision.delivered_ns - decision.due_ns))
    if decision.choice == nil { steps = [("due → gone", decision.delivered_ns - decision.due_ns)] }
    let lines = steps.map { label, span in
      "  " + DisplayWidth.left(label, 24) + DisplayWidth.right(Self.span(span), 10)
    }
    return lines + causes.flatMap(Self.paragraph)
  }

  private var causes: [String] {
    if decision.outcome == "blocked" {
      return ["The location was closed or at its limit, or the line was full."]
    }
    var sentences: [String] = []
    if let eligible = decision.co_eligible_ns {
      let short = decision.delivered_ns - decision.due_ns - eligible
      sentences.append(
        "For \(Self.span(max(short, 0))) nobody who could answer had room (staffing); for"
          + " \(Self.span(eligible)) somebody had (dispatch latency).")
    } else {
      sentences.append("The log had ended before: nobody knows who had room meanwhile.")
    }
    if decision.rings > 0 {
      let rings = decision.rings == 1 ? "1 ring" : "\(decision.rings) rings"
      sentences.append("\(rings) had widened the search.")
    }
    if let choice = decision.choice, decision.enqueued_ns != nil, choice.others_waiting > 0 {
      let others = choice.others_waiting
      sentences.append(
        "\(others) other\(others == 1 ? "" : "s") waited then whom this agent may answer;"
          + " `\(head.choose_customer)` decides whom he takes.")
    }
    return sentences
  }

  private static func paragraph(_ sentence: String) -> [String] {
    DisplayWidth.wrapped(sentence, to: 78).map { "  \($0)" }
  }

  private static func agents(_ count: Int) -> String { count == 1 ? "1 agent" : "\(count) agents" }

  private static func name(_ choice: ReadDecision.Choice) -> String {
    "\(choice.agents) no. \(choice.agent)"
  }

  private static func span(_ nanoseconds: Int64) -> String {
    HumanUnits.span(Double(nanoseconds) / 1e9)
  }
}

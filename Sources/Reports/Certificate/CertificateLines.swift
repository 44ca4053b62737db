// The certificate on the terminal: the check of the machinery, and the scenario beside Erlang.

import Consulting
import Scenarios

/// The part of the terminal table about the exact model.
struct CertificateLines {
  let ink: Ink
  let opens: SimulationTime?

  /// What Erlang would have told, the simplifications and the verdict.
  func lines(_ certificate: Certificate) -> [String] {
    switch certificate {
    case .absent(let reason):
      return DisplayWidth.wrapped("No exact model to check against: \(reason).", to: 80)
    case .issued(let issued):
      return comparison(issued) + [""] + verdict(issued)
    }
  }

  private func comparison(_ issued: CertifiedModel) -> [String] {
    let model = issued.model
    let span = model.span.map { ", \(ClockLabels(opens: opens, spans: [$0]).label($0))" } ?? ""
    let heading =
      "  \(DisplayWidth.left("", 22))\(DisplayWidth.right("exact", 12))"
      + "\(DisplayWidth.right("the scenario", 14))\(DisplayWidth.right("difference", 18))"
    let rows = issued.comparisons.map { comparison in
      let unit = comparison.metric.unit
      return "  \(DisplayWidth.left(comparison.metric.label, 22))"
        + DisplayWidth.right(unit.text(comparison.exact), 12)
        + DisplayWidth.right(unit.text(comparison.scenario.mean), 14)
        + DisplayWidth.right(difference(comparison), 18)
    }
    let note =
      model.simplifications.isEmpty
      ? "The scenario is this model itself."
      : "It is: " + model.simplifications.joined(separator: "; ") + "."
    return [ink(.bold, "What Erlang would have told (\(model.notation)\(span))"), heading]
      + rows + DisplayWidth.wrapped(note, to: 78).map { "  " + ink(.faint, $0) }
  }

  /// `3.7 points less`, `2.41 s more`.
  private func difference(_ comparison: CertifiedModel.Comparison) -> String {
    guard let difference = comparison.difference else { return "–" }
    let size =
      comparison.metric.unit == .share
      ? "\(HumanUnits.fixed(difference.magnitude * 100, 1)) points"
      : HumanUnits.duration(difference.magnitude)
    if size == "0.0 points" || size == "<1 ms" || size == "0 s" { return "none" }
    return "\(size) \(difference < 0 ? "less" : "more")"
  }

  private func verdict(_ issued: CertifiedModel) -> [String] {
    let check = issued.check
    let contacts = HumanUnits.count(Double(check.contacts))
    let allowed = HumanUnits.fixed(check.bound, 1)
    guard let farthest = check.farthest else {
      let text =
        "Check of the machinery: \(issued.model.notation) has too few cases in \(contacts) "
        + "contacts to be checked."
      return DisplayWidth.wrapped(text, to: 80)
    }
    let gap = HumanUnits.fixed(farthest.gap.magnitude, 1)
    let facts =
      "\(issued.model.notation) simulated by the same core, \(contacts) contacts: "
      + "largest gap to the exact figures \(gap) standard errors (\(farthest.metric.label)); "
      + "\(allowed) are allowed."
    switch issued.verdict {
    case .passed: return DisplayWidth.wrapped("Check of the machinery: \(facts)", to: 80)
    case .failed:
      return DisplayWidth.wrapped("MACHINERY CHECK FAILED, twice: \(facts)", to: 80).map {
        ink(.bad, $0)
      } + ["The engine does not give what is known exactly: do not trust these figures."]
    }
  }
}

extension Metric {
  /// What the table calls it.
  fileprivate var label: String {
    switch self {
    case .figure(let key): key.label
    case .serviceLevel(let within, _): "within \(FigureUnit.time.limit(within.seconds))"
    }
  }
}

// What the machinery makes of a model whose answer is known, and how far the scenario lies from it.

import Scenarios

/// The certificates of the results that have one.
struct CertificateSection {
  let results: [ShownResult]

  /// Whether there is anything to say.
  var isEmpty: Bool { !results.contains { $0.document.certificate != nil } }

  /// Whether a check of the machinery failed.
  static func failed(_ result: ShownResult) -> Bool {
    result.document.certificate?.verdict == "failed"
  }

  func write(into page: inout Markup) {
    for result in results {
      guard let certificate = result.document.certificate else { continue }
      if result.letter != nil { page.element("h3") { result.writeHeading(into: &$0) } }
      write(certificate, into: &page)
    }
  }

  private func write(_ certificate: ReadCertificate, into page: inout Markup) {
    guard let model = certificate.model else {
      let reason = certificate.reason.map { ": \($0)" } ?? ""
      page.element("p", "No exact model is near this scenario\(reason).")
      return
    }
    if certificate.verdict == "failed" {
      page.element(
        "p", ["class": "warning missed"], "✘ The machinery check failed. Do not use these figures.")
    } else {
      page.element(
        "p", ["class": "demanded"], "✔ The machinery agrees with the exact solution of \(model).")
    }
    page.element("p", ["class": "faint"], Self.words(certificate, model))
    let checks = certificate.checks ?? []
    if !checks.isEmpty { Self.table(checks).write(into: &page) }
    let comparisons = certificate.scenario ?? []
    guard !comparisons.isEmpty else { return }
    page.element("p", "What the textbook formula would have told you of this scenario:")
    Self.table(comparisons).write(into: &page)
  }

  private static func words(_ certificate: ReadCertificate, _ model: String) -> String {
    let count = { (value: Double) in HumanUnits.fixed(value, value == value.rounded() ? 0 : 2) }
    let facts = [
      certificate.simplification.map { "\(model): \($0)" } ?? model,
      certificate.arrival_rate_per_hour.map { "\(count($0)) customers an hour" },
      certificate.agents.map { "\(count($0)) agents" },
      certificate.mean_effort_s.map { "mean effort \(HumanUnits.duration($0))" },
      certificate.mean_patience_s.map { "mean patience \(HumanUnits.duration($0))" },
      certificate.places.map { "\(count($0)) places" },
      certificate.replications.map { "\(count(Double($0))) replications" },
      certificate.bound.map { "gaps up to \(HumanUnits.fixed($0, 2)) are chance" },
    ]
    return facts.compactMap(\.self).joined(separator: "; ") + "."
  }

  private static func table(_ checks: [ReadCertificate.Check]) -> DataTable {
    DataTable(
      caption: "Exact and simulated figures of the simplified model",
      headings: ["figure", "exact", "simulated", "standard error", "gap in standard errors"],
      rows: checks.map { check in
        let unit = unit(of: check.figure)
        return [
          .text(label(of: check.figure, check.within)), .text(unit.exactly(check.exact)),
          .text(unit.exactly(check.simulated)), .text(unit.exactly(check.standard_error)),
          .text(check.gap.map { HumanUnits.fixed($0, 2).replacing("-", with: "−") } ?? "–"),
        ]
      })
  }

  private static func table(_ comparisons: [ReadCertificate.Comparison]) -> DataTable {
    DataTable(
      caption: "The scenario and its simplified model",
      headings: ["figure", "the scenario", "the formula", "difference"],
      rows: comparisons.map { comparison in
        let unit = unit(of: comparison.figure)
        return [
          .text(label(of: comparison.figure, comparison.within)),
          .value(
            unit.text(comparison.scenario.mean), interval: unit.interval(comparison.scenario)),
          .text(unit.text(comparison.simplified)), .text(difference(comparison, unit)),
        ]
      })
  }

  /// Worked out from the two figures, so that its unit is theirs.
  private static func difference(
    _ comparison: ReadCertificate.Comparison, _ unit: FigureUnit
  ) -> String {
    guard let here = comparison.scenario.mean, let there = comparison.simplified else { return "–" }
    let sign = here < there ? "−" : "+"
    if case .share = unit {
      return "\(sign)\(HumanUnits.fixed(abs(here - there) * 100, 1)) points"
    }
    return "\(sign)\(unit.text(abs(here - there)))"
  }

  private static func label(of figure: String, _ within: Double?) -> String {
    if let key = FigureKey(rawValue: figure) { return key.label }
    let threshold = within.map { " within \(FigureUnit.time.limit($0))" } ?? ""
    return figure == "service_level" ? "answered\(threshold)" : ShownName(figure).alone
  }

  private static func unit(of figure: String) -> FigureUnit {
    FigureKey(rawValue: figure)?.unit ?? (figure.hasPrefix("service_level") ? .share : .time)
  }
}

extension FigureUnit {
  /// A value with digits enough to compare it.
  fileprivate func exactly(_ value: Double?) -> String {
    guard let value else { return "–" }
    return switch self {
    case .share: "\(HumanUnits.fixed(value * 100, 3)) %"
    case .time: "\(HumanUnits.fixed(value, 3)) s"
    case .count, .score, .chats: HumanUnits.fixed(value, 3)
    }
  }
}

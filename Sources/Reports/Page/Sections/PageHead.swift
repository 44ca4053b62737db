// The head of a page: what it is about, and what a reader must know before trusting it.

import Scenarios

/// Title, description and warnings.
struct PageHead {
  let results: [ShownResult]

  func write(into page: inout Markup) {
    page.element("header") { page in
      page.element("p", ["class": "kind"], "Sangdam report")
      if results.count > 1 {
        page.element("h1", "\(results.count) results side by side")
        page.element("ol", ["class": "results"]) { page in
          for result in results {
            page.element("li") { writeSummary(of: result, into: &$0) }
          }
        }
      } else {
        page.element("h1") { $0.element("bdi", results[0].name.alone) }
        writeSummary(of: results[0], into: &page)
      }
    }
  }

  private func writeSummary(of result: ShownResult, into page: inout Markup) {
    if result.letter != nil {
      page.element("p", ["class": "demanded"]) { result.writeHeading(into: &$0) }
      page.element("p", ["class": "faint"]) { $0.element("bdi", result.place.alone) }
    }
    if let description = result.document.scenario.description, !description.isEmpty {
      page.element("p") { $0.element("bdi", ShownName(description).alone) }
    }
    page.element("p", ["class": "faint"], Self.extent(of: result))
    for warning in Self.warnings(about: result) {
      page.element("p", ["class": "warning"], warning)
    }
  }

  /// How much was simulated.
  private static func extent(of result: ShownResult) -> String {
    let document = result.document
    let count = HumanUnits.fixed(Double(document.replications), 0)
    let plural = document.replications == 1 ? "" : "s"
    var parts = ["\(count) \(result.occasion)\(plural)"]
    if let profile = document.profile {
      parts[0] = profile.words
    } else if let length = document.scenario.length {
      parts[0] += " of \(FigureUnit.time.limit(length))"
    }
    if let contacts = document.engine?.contacts {
      parts.append("\(HumanUnits.fixed(contacts, 0)) contacts")
    }
    if let seed = document.seed { parts.append("seed \(seed)") }
    if document.replications > 1 { parts.append("figures with 95 % intervals") }
    return parts.joined(separator: " · ")
  }

  private static func warnings(about result: ShownResult) -> [String] {
    let document = result.document
    var warnings: [String] = []
    if document.partial == true {
      let asked = document.requested.map { " of \($0)" } ?? ""
      warnings.append(
        "Partial: the run was interrupted after \(document.replications)\(asked) replications.")
    }
    if document.invariants?.contains(where: { $0.value != 0 }) == true {
      warnings.append("The engine broke its own rules in this run: do not trust these figures.")
    }
    if document.engine?.valid == false {
      warnings.append(
        "Invalid: the threads did not keep their own schedule, so these figures are theirs as much"
          + " as the routing's.")
    }
    if CertificateSection.failed(result) {
      warnings.append("The machinery check of this run failed: do not trust these figures.")
    }
    return warnings
  }
}

// A scenario, run to its document, and engines that do not do what they are told.

import Consulting
import Planning
import Reports
import Scenarios
import Tallies
import VirtualTime

/// A scenario and the document of its run.
struct Run {
  let plan: Plan
  let document: ResultDocument

  /// A run of a scenario; the lines stand before `demand` and `agents`.
  ///
  /// - Parameter contacts: customers that the document claims, if not its own: what a longer run
  ///   would have.
  init(
    length: String = "4h", contacts: Int64? = nil, _ lines: String = "",
    demand: [String] = [Self.stream("ask", "arrivals: {rate: 20/h}")],
    agents: [String] = [Self.group("desk", "count: 4")]
  ) throws {
    let text = """
      sangdam: 1
      name: run
      length: \(length)
      replications: 4
      \(lines)
      demand:
      \(demand.joined(separator: "\n"))
      agents:
      \(agents.joined(separator: "\n"))
      """
    plan = try Plan(checking: ScenarioSource(name: "run.yaml", text: text))
    var tally = Simulation(plan).run(threads: 1)
    if let contacts { tally.contacts = contacts }
    document = ResultDocument.simulation(
      plan: plan, tally: tally,
      engine: EngineFacts(version: "0", elapsedSeconds: 1, threads: 1, peakRSSBytes: 0))
  }

  /// Customers with 10 minutes of effort and 5 of patience, if nothing else is said.
  static func stream(
    _ name: String, _ keys: String, effort: String = "{exponential: {mean: 10m}}",
    patience: String = "{exponential: {mean: 5m}}"
  ) -> String {
    """
      - {name: \(name), code: {language: ko, document: "43211507"}, \(keys),
         effort: \(effort), patience: \(patience)}
    """
  }

  static func group(_ name: String, _ keys: String) -> String {
    "  - {name: \(name), languages: {ko: 1}, documents: {\"43\": 1}, \(keys)}"
  }

  /// The certificate by an engine that first changes the plan it is given.
  func certificate(changing change: @escaping (inout Plan) -> Void) -> Certificate {
    Certification { plan in
      var changed = plan
      change(&changed)
      return Simulation(changed).run(threads: 2)
    }.certificate(of: document, plan: plan)
  }
}

extension Certificate {
  /// The model, if there is one.
  var issued: CertifiedModel? {
    if case .issued(let model) = self { return model }
    return nil
  }

  /// Why there is none.
  var reason: String? {
    if case .absent(let reason) = self { return reason }
    return nil
  }
}

// An exact model as a scenario, read and checked like any other.

import Consulting
import Reports
import Scenarios

extension NearestModel {
  /// A name for the customers of one simulation: draws are keyed by it, so that two names are two
  /// independent simulations under one seed.
  enum Draws: String {
    case first, second
  }

  /// The scenario of this model.
  ///
  /// It begins with as many customers as there are on the mean, who come within a thousandth of
  /// the mean effort: what is left to forget is the shape of the distribution.
  /// - Throws: what the scenario's limits refuse.
  func plan(
    _ size: SampleSize, exact: ExactFigures, seed: UInt64, draws: Draws
  ) throws(Diagnostics) -> Plan {
    let moment = max(1, meanEffort.nanoseconds / 1_000)
    let crowd = exact.meanInSystem / (Double(moment) / 1e9) + arrivalsPerSecond
    let speeds = Array(repeating: "1", count: chatsAtOnce).joined(separator: ", ")
    let patience = meanPatience.map { "{exponential: {mean: \($0.nanoseconds)ns}}" } ?? "never"
    let length = size.warmup + size.counted
    let text = """
      sangdam: 1
      name: \(draws.rawValue)
      length: \(length.nanoseconds)ns
      warmup: \(size.warmup.nanoseconds)ns
      report-every: \(length.nanoseconds)ns
      replications: \(size.replications)
      seed: \(seed)
      demand:
        - name: \(draws.rawValue)
          code: {language: en, document: "11111111"}
          arrivals: {periods: \(moment)ns, rates: [\(crowd)/s, \(arrivalsPerSecond)/s]}
          patience: \(patience)
          effort: {exponential: {mean: \(meanEffort.nanoseconds)ns}}
      agents:
        - name: pool
          count: \(agents)
          concurrency: \(chatsAtOnce)
          speed: [\(speeds)]
          languages: {en: 1}
          documents: {"*": 1}
      objectives:
        - {metric: service_level, within: \(within.nanoseconds)ns, at-least: 0%}
      \(limit.map { "limits: {in-system: \($0)}" } ?? "")
      """
    return try Plan(checking: ScenarioSource(name: notation, text: text))
  }
}

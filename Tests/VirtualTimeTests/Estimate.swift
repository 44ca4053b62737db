// Means and ratios over independent replications with their standard errors.

import Tallies
import Testing

/// An estimate from replications: sum ÷ sum, and how far it may be off.
struct Estimate {
  var mean: Double
  var standardError: Double

  /// Sum ÷ sum; the error is that of the residuals (Cochran, Sampling Techniques, 2.46).
  init(_ parts: [Double], over wholes: [Double]) {
    let count = Double(parts.count)
    let whole = wholes.reduce(0, +)
    let ratio = whole == 0 ? 0 : parts.reduce(0, +) / whole
    let residuals = zip(parts, wholes).map { $0 - ratio * $1 }
    let squares = residuals.reduce(0) { $0 + $1 * $1 }
    mean = ratio
    standardError = whole == 0 ? 0 : (squares * count / (count - 1)).squareRoot() / whole
  }

  /// The mean over replications.
  init(_ values: [Double]) { self.init(values, over: values.map { _ in 1 }) }

  /// Standard errors between the estimate and what is expected.
  func distance(from expected: Double) -> Double {
    let difference = mean - expected
    // What is expected is itself computed, some of it by a rule of integration.
    if abs(difference) < 1e-9 + 1e-5 * expected { return 0 }
    return difference / standardError
  }
}

/// An estimate hits a figure: within four standard errors, and these small against the figure.
func expect(
  _ estimate: Estimate, hits expected: Double, within precision: Double, _ name: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let distance = estimate.distance(from: expected)
  let facts: Comment = """
    \(name): \(estimate.mean) ± \(estimate.standardError), expected \(expected), \
    z = \(distance)
    """
  #expect(abs(distance) < 4, facts, sourceLocation: sourceLocation)
  // A test that cannot miss proves nothing.
  #expect(
    estimate.standardError <= precision * expected + 1e-12, facts,
    sourceLocation: sourceLocation)
}

extension RunTally {
  /// A sum over the streams of each replication.
  func sums(_ value: (CustomerTally) -> Double) -> [Double] {
    replications.map { $0.streams.reduce(0) { $0 + value($1) } }
  }

  /// A sum over the groups of each replication.
  func agentSums(_ value: (AgentTally) -> Double) -> [Double] {
    replications.map { $0.groups.reduce(0) { $0 + value($1) } }
  }

  /// Customers ÷ customers.
  func share(_ part: (CustomerTally) -> Int64, of whole: (CustomerTally) -> Int64) -> Estimate {
    Estimate(sums { Double(part($0)) }, over: sums { Double(whole($0)) })
  }

  /// Seconds ÷ customers.
  func seconds(_ part: (CustomerTally) -> Double, per whole: (CustomerTally) -> Int64) -> Estimate {
    Estimate(sums { part($0) / 1e9 }, over: sums { Double(whole($0)) })
  }

  /// Agent time ÷ agent time.
  func agentShare(_ part: (AgentTally) -> Double, of whole: (AgentTally) -> Double) -> Estimate {
    Estimate(agentSums(part), over: agentSums(whole))
  }
}

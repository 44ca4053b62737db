// How many customers a stream expects in a span of the run, and whether its rate is constant.

import Consulting
import Measures
import Scenarios

extension Arrivals {
  /// Expected customers in a span that lies within the run.
  ///
  /// - Complexity: O(steps), of a replay O(rows).
  func expected(in span: Range<SimulationTime>, length: SimulationTime) -> Double {
    switch self {
    case .poisson(let rates): return rates.integral(over: span)
    case .sine(let mean, let amplitude, let period):
      let seconds = (span.upperBound - span.lowerBound).seconds
      let wave = { (time: SimulationTime) in
        // −cos(2πx) is the integral of sin but for the factor; cos(2πx) = sin(2π(x + ¼)).
        -DeterministicMath.sine(turns: time.seconds / period.seconds + 0.25)
      }
      let swing = (wave(span.upperBound) - wave(span.lowerBound)) * period.seconds / (2 * .pi)
      return mean * seconds + amplitude * swing
    case .count(let count, let shares, _):
      let width = length.seconds / Double(shares.count)
      return shares.enumerated().reduce(0) { sum, entry in
        let begin = max(span.lowerBound.seconds, width * Double(entry.offset))
        let end = min(span.upperBound.seconds, width * Double(entry.offset + 1))
        return sum + max(0, end - begin) / width * Double(count) * entry.element
      }
    case .trace(let times): return Double(times.count { span.contains($0) })
    }
  }

  /// Whether customers come at random, independently of one another.
  var isPoisson: Bool {
    switch self {
    case .poisson, .sine, .count(_, _, spread: .poisson): true
    case .count, .trace: false
    }
  }

  /// Whether the rate never changes in a run of that length.
  func isConstant(until length: SimulationTime) -> Bool {
    switch self {
    case .poisson(let rates): rates.isConstant(until: length)
    case .sine(_, let amplitude, _): amplitude == 0
    case .count(_, let shares, _): shares.allSatisfy { $0 == shares[0] }
    case .trace: false
    }
  }
}

extension Steps where Value: Equatable {
  /// Whether one value holds until then.
  func isConstant(until length: SimulationTime) -> Bool {
    zip(starts, values).allSatisfy { $0 >= length || $1 == values[0] }
  }
}

extension Steps<Double> {
  /// The sum of value × seconds over a span.
  func integral(over span: Range<SimulationTime>) -> Double {
    values.indices.reduce(0) { sum, index in
      let end = index + 1 < starts.count ? starts[index + 1] : span.upperBound
      let from = max(starts[index], span.lowerBound)
      let seconds = (min(end, span.upperBound) - from).seconds
      return sum + (seconds > 0 ? seconds * values[index] : 0)
    }
  }
}

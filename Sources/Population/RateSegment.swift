// Constant pieces of an arrival rate and of a profile, as the arrival sources read them.

import Consulting
import Scenarios

/// A stretch of the run in which the rate is constant.
@usableFromInline
struct RateSegment: Hashable, BitwiseCopyable, Sendable {
  /// Where it ends, nanoseconds since opening.
  @usableFromInline var endNanoseconds: Double
  /// Mean time between arrivals; infinite where nobody comes.
  @usableFromInline var gapNanoseconds: Double

  /// The segments of those rates (customers per second) from 0 to `length`.
  static func segments(_ rates: Steps<Double>, until length: SimulationTime) -> [RateSegment] {
    var segments: [RateSegment] = []
    for (index, rate) in rates.values.enumerated() where rates.starts[index] < length {
      let last = index + 1 == rates.values.count
      let end = last ? length : min(rates.starts[index + 1], length)
      guard end > rates.starts[index] else { continue }
      let gap = rate > 0 ? 1e9 / rate : .infinity
      segments.append(RateSegment(endNanoseconds: end.boundary, gapNanoseconds: gap))
    }
    return segments
  }

  /// The segments of an expected number spread by shares of `length`.
  static func segments(
    count: Int, shares: [Double], until length: SimulationTime
  ) -> [RateSegment] {
    let width = Double(length.nanoseconds) / Double(shares.count)
    return shares.enumerated().map { index, share in
      let last = index + 1 == shares.count
      let expected = Double(count) * share
      return RateSegment(
        endNanoseconds: last ? length.boundary : width * Double(index + 1),
        gapNanoseconds: expected > 0 ? width / expected : .infinity)
    }
  }
}

/// A stretch of the run with a share of all customers, uniform within.
@usableFromInline
struct ProfileSegment: Hashable, BitwiseCopyable, Sendable {
  /// Share of the customers who come before its end.
  @usableFromInline var cumulativeShare: Double
  /// Share of the customers who come in it, above 0.
  @usableFromInline var share: Double
  /// Where it begins, nanoseconds since opening.
  @usableFromInline var startNanoseconds: Double
  /// How long it is.
  @usableFromInline var widthNanoseconds: Double

  /// The segments of those shares of `length`; those without customers are left out.
  static func segments(_ shares: [Double], until length: SimulationTime) -> [ProfileSegment] {
    let width = length.boundary / Double(shares.count)
    var cumulative = 0.0
    var segments: [ProfileSegment] = []
    for (index, share) in shares.enumerated() where share > 0 {
      cumulative += share
      segments.append(
        ProfileSegment(
          cumulativeShare: cumulative, share: share,
          startNanoseconds: width * Double(index), widthNanoseconds: width))
    }
    return segments
  }
}

extension SimulationTime {
  /// A bound in floating point such that whatever is below it is before this time when cut to
  /// whole nanoseconds (beyond 104 days not every nanosecond has a `Double`).
  var boundary: Double {
    let nearest = Double(nanoseconds)
    return Int64(nearest) > nanoseconds ? nearest.nextDown : nearest
  }
}

// How a span of time is distributed: the share of everyone at a ladder of points.

public import Consulting
import Measures
import Tallies

/// A point of a cumulative distribution.
public struct DistributionPoint: Sendable, Equatable {
  /// The point.
  public let upTo: SimulationTime
  /// The share of everyone for whom it took at most that long.
  public let share: Double

  /// Points of a distribution at most.
  package static let most = 64

  /// The distribution of what the blocks recorded together; nil if they recorded nothing.
  ///
  /// A bucket of the histogram counts whole: values up to 0.2 % above a point may be in its share.
  /// - Complexity: O(points · buckets).
  static func points(of blocks: [HistogramSet]) -> [DistributionPoint]? {
    let all = SparseHistogram.merged(blocks.map(\.total))
    guard all.total > 0 else { return nil }
    var points: [DistributionPoint] = []
    for rung in ladder {
      // Whatever is beyond the ladder ends at the last point.
      let isLast = points.count == most - 1
      let end = isLast ? max(rung, all.largest) : rung
      let count = all.count(atMost: end)
      points.append(
        DistributionPoint(
          upTo: SimulationTime(nanoseconds: end),
          share: (Double(count) / Double(all.total)).asReported))
      if count == all.total || isLast { break }
    }
    return points
  }

  /// 0, then ten points a decade from 100 ms on.
  private static var ladder: [Int64] {
    var rungs: [Int64] = [0]
    var decade: Int64 = 1_000_000
    while rungs.count < most {
      for step: Int64 in [100, 120, 150, 200, 250, 300, 400, 500, 600, 800] {
        rungs.append(step * decade)
      }
      decade *= 10
    }
    return rungs
  }
}

// A curve of percentiles whose steps become finer towards the largest, as HdrHistogram plots them.

import Measures

/// Points of a curve over shares that approach 1.
///
/// Each halving of what is left has five steps: 0, 10 %, …, 50 %, 55 %, …, 75 %, 77.5 % …, as long
/// as a step still holds a value; the last is the largest (Gil Tene, HdrHistogram's percentile
/// output with five ticks per half distance).
struct PercentileCurve {
  struct Point {
    let share: Double
    let seconds: Double
  }

  let points: [Point]

  private static let steps = 5
  private static let mostHalvings = 40

  /// The curve of those spans; no points without any.
  init(_ histogram: SparseHistogram) {
    var points: [Point] = []
    var left = 1.0
    for _ in 0..<Self.mostHalvings where left * Double(histogram.total) >= 1 {
      for step in 0..<Self.steps {
        let share = 1 - left * (1 - Double(step) / Double(2 * Self.steps))
        guard let seconds = histogram.seconds(share) else { continue }
        points.append(Point(share: share, seconds: seconds))
      }
      left /= 2
    }
    if let longest = histogram.longestSeconds { points.append(Point(share: 1, seconds: longest)) }
    self.points = points
  }
}

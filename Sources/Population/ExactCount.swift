// Exactly n arrivals by a profile: the order statistics of n uniform points, one after another.

import Measures

/// Where the order statistics stand.
///
/// −ln(1 − U) of the kth smallest of n uniform points is a sum of exponentials divided by n, n − 1,
/// …, n − k + 1 (Rényi, 1953); the profile's inverse turns the points into times.
@usableFromInline
struct ExactCount: BitwiseCopyable, Sendable {
  private let count: Int
  private let segments: KeptList<ProfileSegment>
  private var index = 0
  private var hazard = 0.0

  /// That many points spread by those segments.
  init(_ count: Int, _ segments: KeptList<ProfileSegment>) {
    self.count = count
    self.segments = segments
  }

  /// The arrival of that ordinal after that many units of hazard, nanoseconds; nil after the last.
  ///
  /// - Complexity: O(1 + segments crossed), no allocation.
  mutating func step(_ unit: Double, ordinal: Int) -> Double? {
    guard ordinal < count, segments.count > 0 else { return nil }
    hazard += unit / Double(count - ordinal)
    let point = -DeterministicMath.expm1(-hazard)
    while index + 1 < segments.count, point >= segments[index].cumulativeShare { index += 1 }
    let segment = segments[index]
    let within = (point - (segment.cumulativeShare - segment.share)) / segment.share
    return segment.startNanoseconds + segment.widthNanoseconds * min(1, max(0, within))
  }
}

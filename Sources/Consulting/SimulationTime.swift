// A point or a span of time in whole nanoseconds, the one unit of all clocks.

/// A point in time (since opening) or a span of time, in whole nanoseconds.
///
/// 64 bits: 292 years on either side of opening. The standard `Duration` is twice as wide and is
/// kept off the hot paths.
public struct SimulationTime: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// Nanoseconds since opening.
  public var nanoseconds: Int64

  /// The time that many nanoseconds after opening.
  @inlinable public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// The nearest whole nanosecond; the caller keeps `seconds` below 9.2e9.
  @inlinable public init(seconds: Double) {
    nanoseconds = Int64((seconds * 1e9).rounded(.toNearestOrAwayFromZero))
  }

  /// Opening.
  public static let zero = SimulationTime(nanoseconds: 0)
  /// Later than everything that happens.
  public static let never = SimulationTime(nanoseconds: .max)

  /// The same time in seconds.
  @inlinable public var seconds: Double { Double(nanoseconds) / 1e9 }

  /// Earlier comes first.
  @inlinable public static func < (a: Self, b: Self) -> Bool { a.nanoseconds < b.nanoseconds }
  /// The time `b` later than `a`.
  @inlinable public static func + (a: Self, b: Self) -> Self {
    Self(nanoseconds: a.nanoseconds &+ b.nanoseconds)
  }
  /// The span from `b` to `a`.
  @inlinable public static func - (a: Self, b: Self) -> Self {
    Self(nanoseconds: a.nanoseconds &- b.nanoseconds)
  }
}

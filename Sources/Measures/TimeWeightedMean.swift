// The mean over time of a level that changes in steps.

/// A whole-numbered level, piecewise constant, integrated over a window of time without rounding.
///
/// The integral is a whole number of level-nanoseconds (agents · ns): sums of parts are exact,
/// whatever their order. What happens outside the window changes the level and nothing else.
public struct TimeWeightedMean: Sendable, Equatable {
  /// The nanoseconds over which the mean is taken.
  public let window: Range<Int64>
  /// The level since the last change.
  public private(set) var level: Int64
  /// Within the window, up to where the level is integrated.
  private var reached: Int64
  private var integral: Int128 = 0

  /// A level that held since before the window.
  public init(over window: Range<Int64>, level: Int64 = 0) {
    self.window = window
    self.level = level
    reached = window.lowerBound
  }

  /// The level becomes another one; times never go back.
  ///
  /// - Complexity: O(1), no allocation.
  @inline(__always) public mutating func set(_ level: Int64, at nanoseconds: Int64) {
    let now = min(max(nanoseconds, window.lowerBound), window.upperBound)
    assert(now >= reached, "a level changes in the order of time")
    integral += Int128(self.level) * Int128(now - reached)
    reached = now
    self.level = level
  }

  /// The level rises by so much, or falls.
  ///
  /// - Complexity: O(1), no allocation.
  public mutating func change(by difference: Int64, at nanoseconds: Int64) {
    set(level + difference, at: nanoseconds)
  }

  /// The level summed over every nanosecond of the window, the present one held to its end.
  public var total: Int128 {
    integral + Int128(level) * Int128(window.upperBound - reached)
  }

  /// The mean over the window; nil when the window is empty.
  public var mean: Double? {
    window.isEmpty ? nil : Double(total) / Double(window.upperBound - window.lowerBound)
  }
}

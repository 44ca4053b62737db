// Where a value stands along an axis, and at which values the axis is labelled.

import Foundation

/// An axis from 0 up to a largest value.
struct AxisScale {
  /// How values are spread along the axis.
  enum Spread {
    /// Equal steps are equally long.
    case even
    /// Even up to a small value, equal ratios from there on (the area hyperbolic sine), so that 0
    /// has a place too.
    case wideningFrom(Double)
  }

  let largest: Double
  /// Where 0 and the largest value stand, in units of the picture.
  let ends: (first: Double, last: Double)
  let spread: Spread

  init(upTo largest: Double, ends: (Double, Double), spread: Spread = .even) {
    self.largest = largest > 0 ? largest : 1
    self.ends = ends
    self.spread = spread
  }

  /// The place of a value; what lies beyond an end stands at that end.
  func place(of value: Double) -> Double {
    let inside = min(max(value, 0), largest)
    let share =
      switch spread {
      case .even: inside / largest
      case .wideningFrom(let small): asinh(inside / small) / asinh(largest / small)
      }
    return ends.first + share * (ends.last - ends.first)
  }
}

/// The values at which an axis is labelled.
enum Ticks {
  /// At most `count` steps of 1, 2 or 5 times a power of ten, from 0 to the first that reaches the
  /// largest value.
  static func even(upTo largest: Double, count: Int = 5) -> [Double] {
    guard largest > 1e-300, largest.isFinite else { return [0, 1] }
    let rough = largest / Double(count)
    let power = pow(10, floor(log10(rough)))
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999_999 } ?? rough
    return steps(of: step, upTo: largest)
  }

  /// The same in steps that a clock knows.
  static func times(upTo largest: Double, count: Int = 5) -> [Double] {
    let rough = largest / Double(count)
    guard let step = clockSteps.first(where: { $0 >= rough }), rough > 1 else {
      return even(upTo: largest, count: count)
    }
    return steps(of: step, upTo: largest)
  }

  /// Times for an axis that widens: 0, and those of 1 s, 10 s, 1 min, 10 min, 1 h, 10 h … that lie
  /// on it.
  static func wideningTimes(from small: Double, upTo largest: Double) -> [Double] {
    let candidates = [0.01, 0.1, 1, 10, 60, 600, 3600, 36_000, 360_000]
    return [0] + candidates.filter { $0 >= small * 0.999_999 && $0 <= largest }
  }

  /// Moments between two others at which a clock strikes, at most `count`.
  ///
  /// - Parameter opens: the time of day at time zero.
  static func moments(from: Double, to: Double, opens: Double, count: Int = 6) -> [Double] {
    let rough = (to - from) / Double(count)
    let days = (rough / 86_400).rounded(.up) * 86_400
    let step = clockSteps.first { $0 >= rough && $0 >= 60 } ?? days
    let first = ((opens + from) / step).rounded(.up) * step - opens
    return stride(from: first, through: to + 1e-6, by: step).map { $0 }
  }

  private static let clockSteps: [Double] = [
    1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 14_400,
    21_600, 43_200, 86_400,
  ]

  private static func steps(of step: Double, upTo largest: Double) -> [Double] {
    let count = Int((largest / step * 0.999_999).rounded(.up))
    return (0...max(count, 1)).map { Double($0) * step }
  }
}

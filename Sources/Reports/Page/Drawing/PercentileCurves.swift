// Spans by percentile: shares that approach 1 to the right, spans that grow tenfold upwards.

import Foundation

/// Curves as HdrHistogram plots them.
struct PercentileCurves {
  /// One curve.
  struct Curve {
    let points: [ReadProfile.Point]
    let style: String
  }

  /// The first is the one that a reader is led along.
  let curves: [Curve]
  /// The longest span, and the largest of 1 ÷ (1 − share), of all pictures that are compared.
  let longest: Double
  let finest: Double
  let frame: PlotFrame

  /// Up to here the axis of spans is even.
  static let small = 1e-6

  /// 1 ÷ (1 − share) of the last point but the largest, whose share is 1 and has no place.
  static func fineness(of points: [ReadProfile.Point]) -> Double {
    let shares = points.map(\.share).filter { $0 < 1 }
    return 2 / max(1 - (shares.max() ?? 0), 1e-12)
  }

  var drawing: Drawing {
    var marks = Markup()
    let climbing = AxisScale(
      upTo: longest, ends: frame.climbing, spread: .wideningFrom(Self.small))
    let spans = [0] + (-6...4).map { pow(10, Double($0)) }.filter { $0 <= longest }
    frame.drawLevels(spans, of: climbing, into: &marks) { HumanUnits.tick($0) }
    // The longer a share is in print the more room it needs: beyond 99.99 % every other one.
    let shares = [0.5, 0.9, 0.99, 0.999, 0.9999, 0.999999].filter { 1 / (1 - $0) <= finest }
    frame.drawColumns(shares, at: place, into: &marks) { "\(($0 * 100).reportedText) %" }
    for curve in curves {
      marks.curve(
        curve.points.map { Place(place($0.share), climbing.place(of: $0.seconds)) },
        curve.style)
    }
    let rows = (curves.first?.points ?? []).map {
      Place(place($0.share), climbing.place(of: $0.seconds))
    }
    return Drawing(height: frame.height, marks: marks, places: rows)
  }

  private func place(_ share: Double) -> Double {
    let fineness = share < 1 ? min(1 / (1 - share), finest) : finest
    let part = log(fineness) / log(max(finest, 2))
    return frame.left + part * (frame.right - frame.left)
  }
}

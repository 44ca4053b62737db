// The shapes of pictures. Colours and strokes are classes of the stylesheet.

import Foundation

extension Markup {
  /// Where the text stands, seen from its point.
  enum Anchor: String {
    case start, middle, end
  }

  /// A straight line.
  mutating func line(from: Place, to: Place, _ style: String) {
    shape(
      "path", ["class": style, "d": "M\(from.text)L\(to.text)"])
  }

  /// A rectangle; one without width or height is left out.
  mutating func rectangle(
    _ corner: Place, width: Double, height: Double, _ style: String
  ) {
    guard width > 0, height > 0 else { return }
    shape(
      "rect",
      [
        "class": style, "x": corner.x.coordinate, "y": corner.y.coordinate,
        "width": width.coordinate, "height": height.coordinate,
      ])
  }

  /// Rectangles of one style, as one path: a large picture has thousands.
  mutating func rectangles(_ all: [(corner: Place, width: Double, height: Double)], _ style: String)
  {
    let path = all.filter { $0.width > 0 && $0.height > 0 }.map { rectangle in
      let (width, height) = (rectangle.width.coordinate, rectangle.height.coordinate)
      return "M\(rectangle.corner.text)h\(width)v\(height)h-\(width)z"
    }
    guard !path.isEmpty else { return }
    shape("path", ["class": style, "d": path.joined()])
  }

  /// A disc.
  mutating func disc(_ middle: Place, radius: Double, _ style: String) {
    shape(
      "circle",
      [
        "class": style, "cx": middle.x.coordinate, "cy": middle.y.coordinate,
        "r": radius.coordinate,
      ])
  }

  /// A lozenge.
  mutating func lozenge(_ middle: Place, radius: Double, _ style: String) {
    let corners = [(0, -radius), (radius, 0), (0, radius), (-radius, 0)].map {
      Place(middle.x + $0, middle.y + $1).text
    }
    shape("path", ["class": style, "d": "M\(corners.joined(separator: "L"))Z"])
  }

  /// A line through places, with a gap wherever there is none; a place alone is a dot.
  mutating func curve(_ places: [Place?], _ style: String) {
    let path = places.split { $0 == nil }.map { run in
      let known = run.compactMap { $0 }
      let rest = known.count == 1 ? known : Array(known.dropFirst())
      return "M\(known[0].text)L\(rest.map(\.text).joined(separator: " "))"
    }
    guard !path.isEmpty else { return }
    shape("path", ["class": style, "d": path.joined()])
  }

  /// The area between two lines, in pieces where either has a gap.
  mutating func area(between lower: [Place?], and upper: [Place?], _ style: String) {
    let pairs = zip(lower, upper).map { low, high -> (low: Place, high: Place)? in
      guard let low, let high else { return nil }
      return (low, high)
    }
    let path = pairs.split { $0 == nil }.map { run in
      let known = run.compactMap { $0 }
      let outline = known.map(\.high.text) + known.reversed().map(\.low.text)
      return "M\(outline.joined(separator: "L"))Z"
    }
    guard !path.isEmpty else { return }
    shape("path", ["class": style, "d": path.joined()])
  }

  /// A text at its base line.
  mutating func label(_ text: String, at place: Place, _ anchor: Anchor, _ style: String = "") {
    let attributes: Attributes = [
      "x": place.x.coordinate, "y": place.y.coordinate, "text-anchor": anchor.rawValue,
      "class": style,
    ]
    element("text", attributes, text)
  }

  /// A text that climbs to the right, for columns too narrow for their names.
  mutating func climbingLabel(_ text: String, at place: Place) {
    let turn = "translate(\(place.text)) rotate(-38)"
    element("text", ["transform": turn, "text-anchor": "start", "class": "name"], text)
  }
}

/// A place in a picture.
struct Place {
  let x: Double
  let y: Double

  init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  /// `12.5 30`
  var text: String { "\(x.coordinate) \(y.coordinate)" }
}

extension Double {
  /// The number with one decimal, none if it is 0.
  var coordinate: String {
    guard !isNaN else { return "0" }
    let tenths = (min(max(self, -1e6), 1e6) * 10).rounded() / 10
    return tenths == tenths.rounded() ? String(Int(tenths)) : tenths.description
  }
}

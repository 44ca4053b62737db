// A picture of a page: the drawing, what it shows in words, its key and its values.

/// One picture of one result.
struct Picture {
  /// An entry of the key beside the drawing.
  struct Sample {
    /// How the sample looks.
    enum Shape {
      case line, area, disc, lozenge
    }

    let shape: Shape
    let style: String
    let text: String
  }

  /// What is drawn, for those who do not see it.
  let description: String
  /// What it shows, in a sentence.
  let finding: String
  let key: [Sample]
  let drawing: Drawing
  /// One row for each place of the drawing.
  let table: DataTable
  /// What is left out, if anything is.
  var omission: String?

  /// Writes the figure.
  ///
  /// - Parameters:
  ///   - title: what the picture is called.
  ///   - id: a name on this page that nothing else has.
  func write(_ title: String, id: String, into page: inout Markup) {
    page.element("figure") { page in
      let places = drawing.places.map { place in
        let across = place.x / Drawing.width * 100
        let down = place.y / drawing.height * 100
        return "\(across.coordinate),\(down.coordinate)"
      }
      let plot: Markup.Attributes = [
        "class": "plot", "data-search": drawing.search.rawValue,
        "data-places": places.joined(separator: " "), "data-title": title,
      ]
      page.element("div", plot) { page in
        let image: Markup.Attributes = [
          "viewBox": "0 0 \(Drawing.width.coordinate) \(drawing.height.coordinate)",
          "role": "img", "aria-labelledby": "\(id)-title \(id)-text",
        ]
        page.element("svg", image) { page in
          page.element("title", ["id": "\(id)-title"], title)
          page.element("desc", ["id": "\(id)-text"], "\(description) \(finding)")
          page.append(drawing.marks)
        }
      }
      Self.write(key, into: &page)
      page.element("figcaption", finding)
      if let omission { page.element("p", ["class": "omission"], omission) }
      let isLong = table.rows.count > DataTable.printed
      page.element("details", ["class": isLong ? "long" : "short"]) { page in
        page.element("summary") { page in
          page.text("Values")
          page.element("span", ["class": "unseen"], " of “\(title)”")
        }
        table.write(into: &page)
      }
    }
    page.breakLine()
  }

  /// Writes the entries of a key.
  static func write(_ key: [Sample], into page: inout Markup) {
    guard !key.isEmpty else { return }
    page.element("ul", ["class": "key"]) { page in
      for sample in key {
        page.element("li") { page in
          let image: Markup.Attributes = ["viewBox": "0 0 22 12", "aria-hidden": "true"]
          page.element("svg", image) { sample.draw(into: &$0) }
          page.text(sample.text)
        }
      }
    }
  }
}

extension Picture.Sample {
  fileprivate func draw(into marks: inout Markup) {
    switch shape {
    case .line: marks.line(from: Place(0, 6), to: Place(22, 6), style)
    case .area: marks.rectangle(Place(3, 0), width: 16, height: 12, style)
    case .disc: marks.disc(Place(11, 6), radius: 4.5, style)
    case .lozenge: marks.lozenge(Place(11, 6), radius: 5.5, style)
    }
  }
}

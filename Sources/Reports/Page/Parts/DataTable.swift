// A table of a page.

/// Rows under headings; the first cell of a row is its heading.
struct DataTable {
  /// What a cell shows.
  enum Cell {
    case text(String)
    /// A name out of the scenario.
    case name(ShownName)
    /// A value and, smaller, its interval.
    case value(String, interval: String)
  }

  /// What the cells hold.
  enum Content: String {
    /// Numbers, which stand under each other.
    case figures
    /// Words.
    case words
  }

  /// What the table is about, for those who do not see where it stands.
  let caption: String
  let headings: [String]
  let rows: [[Cell]]
  var content = Content.figures

  /// More rows than this are not printed.
  static let printed = 60

  /// Writes the table; it scrolls by itself where the page is too narrow.
  func write(into page: inout Markup) {
    let frame: Markup.Attributes = [
      "class": "scroll", "tabindex": "0", "role": "group", "aria-label": caption,
    ]
    page.element("div", frame) { page in
      page.element("table", ["class": content.rawValue]) { page in
        page.element("caption", ["class": "unseen"], caption)
        page.element("thead") { page in
          page.open("tr")
          for heading in headings { page.element("th", ["scope": "col"], heading) }
        }
        page.element("tbody") { page in
          for row in rows { write(row, into: &page) }
        }
      }
    }
    page.breakLine()
  }

  /// A row without the ends that HTML lets one leave out.
  private func write(_ row: [Cell], into page: inout Markup) {
    page.open("tr")
    for (index, cell) in row.enumerated() {
      if index == 0 { page.open("th", ["scope": "row"]) } else { page.open("td") }
      switch cell {
      case .text(let text): page.text(text)
      case .name(let name): page.element("bdi", name.alone)
      case .value(let value, let interval):
        page.text(value)
        if !interval.isEmpty { page.element("small", interval) }
      }
    }
  }
}

// The same picture of each result that has it, side by side under one heading.

/// Pictures to be compared.
struct PictureGroup {
  let title: String
  /// A name on this page that no other group has.
  let id: String
  let pictures: [(result: ShownResult, picture: Picture)]

  /// A group of the results for which there is such a picture; nil if there is none.
  init?(
    _ title: String, id: String, of results: [ShownResult],
    _ picture: (ShownResult) -> Picture?
  ) {
    self.title = title
    self.id = id
    pictures = results.compactMap { result in picture(result).map { (result, $0) } }
    if pictures.isEmpty { return nil }
  }

  /// Writes heading and pictures.
  func write(into page: inout Markup) {
    page.element("div", ["class": "group"]) { page in
      page.element("h3", ["id": id], title)
      page.element("div", ["class": "side"]) { page in
        for (result, picture) in pictures {
          guard let letter = result.letter else {
            picture.write(title, id: "\(id)-svg", into: &page)
            continue
          }
          page.element("div") { page in
            page.element("h4") { result.writeHeading(into: &$0) }
            let name = "\(letter): \(title)"
            picture.write(name, id: "\(id)-svg-\(letter)", into: &page)
          }
        }
      }
    }
  }
}

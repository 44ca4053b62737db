// The frame of every page that the program makes: head, banner, content.

import Consulting

/// A page of HTML without its code.
struct PageSheet {
  /// A link of the banner.
  struct Link {
    var text: String
    var path: String
    /// The language of what is there, if it is another.
    var language: Language?
  }

  /// The language of the page.
  var language: Language
  /// The language of its words, if it is another.
  var wordLanguage: Language?
  /// The title, and the heading.
  var title: String
  /// What the banner says first, and where it leads.
  var banner: Link
  /// What the banner says else.
  var links: [Link] = []
  /// The content below the heading, HTML.
  var content: String

  /// The page in UTF-8.
  var bytes: [UInt8] {
    let tag = language == .undetermined ? "" : " lang=\"\(language.text)\""
    let direction = Self.rightToLeft.contains(language.text) ? " dir=\"rtl\"" : ""
    let words = wordLanguage.map { " lang=\"\($0.text)\" dir=\"ltr\"" } ?? ""
    let heading = Prose.html(title)
    return Array(
      """
      <!doctype html>
      <html\(tag)\(direction)>
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(heading)</title>
      <link rel="stylesheet" href="/site.css">
      </head>
      <body>
      <header>
      \(anchor(banner))
      \(navigation)</header>
      <main\(words)>
      <h1>\(heading)</h1>
      \(content)
      </main>
      </body>
      </html>

      """.utf8)
  }

  private var navigation: String {
    if links.isEmpty { return "" }
    return "<nav>\n<ul>\n"
      + links.map { "<li>\(anchor($0))</li>\n" }.joined() + "</ul>\n</nav>\n"
  }

  private func anchor(_ link: Link) -> String {
    let language = link.language.map { " lang=\"\($0.text)\" hreflang=\"\($0.text)\"" } ?? ""
    return "<a href=\"\(Prose.html(link.path))\"\(language)>\(Prose.html(link.text))</a>"
  }

  private static let rightToLeft: Set = ["ar", "fa", "he", "ps", "ur", "yi"]
}

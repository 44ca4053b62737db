// The page at `/`: all pages that are about something, by language.

import Consulting

/// The list of pages.
struct IndexSheet {
  let pages: SitePages
  /// Paths of what is not about anything: the console, the dashboard.
  let files: [String]

  var bytes: [UInt8] {
    var parts: [String] = []
    if !pages.summary.isEmpty { parts.append("<p>\(Prose.html(pages.summary))</p>") }
    var languages: [Language] = []
    for page in pages.listed where !languages.contains(page.language) {
      languages.append(page.language)
    }
    for language in languages {
      let tag = language == .undetermined ? "" : " lang=\"\(language.text)\""
      parts.append("<h2>\(Prose.html(Self.name(of: language)))</h2>\n<ul\(tag)>")
      parts += pages.listed.filter { $0.language == language }.map(Self.item)
      parts.append("</ul>")
    }
    return PageSheet(
      language: Language(constant: "en"), title: pages.issuer.name,
      banner: .init(text: pages.issuer.name, path: "/"),
      links: files.map { .init(text: String($0.dropFirst()), path: $0) },
      content: parts.joined(separator: "\n")
    ).bytes
  }

  private static func name(of language: Language) -> String {
    ShopTexts.of(language)?.languageName ?? language.text
  }

  private static func item(_ page: ListedPage) -> String {
    let code = page.code.map { " <code>\($0.text)</code>" } ?? ""
    return "<li><a href=\"\(Prose.html("\(page.path)"))\">\(Prose.html(page.title))</a>\(code)</li>"
  }
}

// Makes a page of the shop: its text, and links to the pages of the same language.

import Consulting

/// A page of the demonstration shop among the other pages of the site.
struct ShopSheet {
  let texts: ShopTexts
  let page: ShopPage
  /// Whether the page has a code.
  let listed: ListedPage
  let pages: SitePages
  /// What was searched for, on the page that searches.
  var query = ""

  /// Characters of the longest query that is looked for; what is longer is cut.
  static let longestQuery = 100

  /// The page without its code.
  var bytes: [UInt8] {
    let home = texts.page(.home)
    return PageSheet(
      language: texts.language, title: page.title,
      banner: link(home, texts), links: links, content: content
    ).bytes
  }

  private var links: [PageSheet.Link] {
    let within = [ShopTopic.electronics, .shoes, .search, .help].map { link(texts.page($0), texts) }
    let languages = ShopTexts.all.filter { $0.language != texts.language }.map { other in
      var link = link(other.page(page.topic), other)
      link.text = other.languageName
      link.language = other.language
      return link
    }
    return within + languages
  }

  private func link(_ page: ShopPage, _ texts: ShopTexts) -> PageSheet.Link {
    let path = pages.page(about: page.document, in: texts.language)?.path.description ?? "/"
    return PageSheet.Link(text: page.topic == .home ? texts.name : page.title, path: path)
  }

  private var content: String {
    var parts = ["<p>\(Prose.html(page.summary))</p>"]
    if !page.price.isEmpty { parts.append("<p class=\"price\">\(Prose.html(page.price))</p>") }
    parts += page.paragraphs.map { "<p>\(Prose.html($0))</p>" }
    if page.topic == .search { parts += search }
    if !page.facts.isEmpty {
      let facts = page.facts.map { fact in
        "<dt>\(Prose.html(fact.name))</dt><dd>\(Prose.html(fact.value))</dd>"
      }
      parts.append("<dl>\n\(facts.joined(separator: "\n"))\n</dl>")
    }
    let goods =
      page.topic == .home ? ShopTopic.allCases.filter { $0.goods.isEmpty } : page.topic.goods
    let shown = goods.map { texts.page($0) }.filter { !$0.price.isEmpty }
    if !shown.isEmpty {
      parts.append("<h2>\(Prose.html(texts.goods))</h2>\n<ul class=\"goods\">")
      parts += shown.map { item(link($0, texts), $0.summary) }
      parts.append("</ul>")
    }
    if listed.code != nil { parts.append("<p>\(Prose.html(texts.invitation))</p>") }
    parts.append("<p class=\"faint\">\(Prose.html(texts.notice))</p>")
    return parts.joined(separator: "\n")
  }

  private func item(_ link: PageSheet.Link, _ summary: String) -> String {
    "<li><a href=\"\(Prose.html(link.path))\">\(Prose.html(link.text))</a><br>"
      + "\(Prose.html(summary))</li>"
  }

  private var search: [String] {
    let value = String(query.prefix(Self.longestQuery))
    let form = """
      <form action="\(Prose.html("\(listed.path)"))" method="get" role="search">
      <label for="q">\(Prose.html(texts.searchLabel))</label>
      <input id="q" name="q" type="search" maxlength="\(Self.longestQuery)" \
      value="\(Prose.html(value))">
      <button>\(Prose.html(texts.searchButton))</button>
      </form>
      """
    let wanted = value.trimmed.lowercased()
    if wanted.isEmpty { return [form] }
    let found = pages.listed.filter { candidate in
      candidate.language == texts.language
        && (candidate.title.lowercased().contains(wanted)
          || summary(of: candidate).lowercased().contains(wanted))
    }
    if found.isEmpty { return [form, "<p role=\"status\">\(Prose.html(texts.nothingFound))</p>"] }
    let items = found.prefix(100).map { candidate in
      item(.init(text: candidate.title, path: "\(candidate.path)"), summary(of: candidate))
    }
    return [form, "<ul class=\"goods\">"] + items + ["</ul>"]
  }

  private func summary(of candidate: ListedPage) -> String {
    texts.page(about: candidate.document)?.summary ?? ""
  }
}

extension String {
  /// Without spaces at both ends.
  fileprivate var trimmed: Substring {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return start }
    return start[...last]
  }
}

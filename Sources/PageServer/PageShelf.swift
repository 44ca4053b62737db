// All that is served, by path.

public import Consulting

/// Pages and files by their paths; it does not change once it is made.
public struct PageShelf: Sendable {
  /// Whose codes the pages carry.
  public let issuer: Issuer
  /// In the order in which they are listed.
  public let pages: [WebPage]
  private let byPath: [String: Int]

  /// - Parameters:
  ///   - pages: of the catalogue; of two at one path the first counts.
  ///   - files: what stands beside them, not listed.
  public init(issuer: Issuer, pages: [WebPage], files: [WebPage] = []) {
    self.issuer = issuer
    let own = [Self.index(pages, issuer), Self.list(pages, issuer), Self.style]
    self.pages = pages + files + own
    byPath = Dictionary(
      self.pages.enumerated().map { ($0.element.path, $0.offset) }, uniquingKeysWith: { a, _ in a })
  }

  /// What stands at a path; nil if nothing does.
  func page(at path: String) -> WebPage? { byPath[path].map { pages[$0] } }

  /// The page of links at `/`.
  private static func index(_ pages: [WebPage], _ issuer: Issuer) -> WebPage {
    let links = pages.map { page in
      "<li><a href=\"\(WebPage.escaped(page.path))\">\(WebPage.escaped(page.title))</a> "
        + "<code>\(page.code?.text ?? "")</code></li>"
    }
    let name = WebPage.escaped(issuer.name)
    let text = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(name)</title>
      <link rel="stylesheet" href="/page.css">
      </head>
      <body>
      <main>
      <h1>\(name)</h1>
      <ul>
      \(links.joined(separator: "\n"))
      </ul>
      </main>
      </body>
      </html>

      """
    return WebPage(path: "/", bytes: Array(text.utf8))
  }

  /// The list at `/pages.json`: path, code, language and document of each page.
  private static func list(_ pages: [WebPage], _ issuer: Issuer) -> WebPage {
    let entries = pages.compactMap { page in
      page.code.map { code in
        "{\"path\":\(quoted(page.path)),\"code\":\"\(code.text)\",\"language\":"
          + "\"\(code.language.text)\",\"document\":\"\(code.document.digits)\"}"
      }
    }
    let text =
      "{\"issuer\":\(quoted(issuer.name)),\"pages\":[\n\(entries.joined(separator: ",\n"))\n]}\n"
    return WebPage(path: "/pages.json", contentType: "application/json", bytes: Array(text.utf8))
  }

  /// A text as JSON has it (RFC 8259, section 7).
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\0"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static let style = WebPage(
    path: "/page.css", contentType: "text/css; charset=utf-8",
    bytes: Array(
      """
      :root { color-scheme: light dark; }
      body { font: 1.0625rem/1.6 system-ui, sans-serif; margin: 0 auto; max-width: 44rem;
        padding: 1rem; }
      header a { color: inherit; }
      h1 { font-size: 1.6rem; line-height: 1.25; }
      code { overflow-wrap: anywhere; }

      """.utf8))
}

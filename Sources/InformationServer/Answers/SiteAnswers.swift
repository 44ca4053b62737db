// What is answered at which path.

import Consulting

/// The answers of an information server.
struct SiteAnswers: Sendable {
  private let pages: SitePages
  private let files: WebFiles
  private let dressing: PageDressing
  private let metrics: @Sendable () -> [ServerMetric]

  init(_ content: SiteContent) {
    pages = content.pages
    files = content.files.naming(content.consult)
    dressing = PageDressing(issuer: pages.issuer, consult: content.consult)
    metrics = content.metrics
  }

  /// The answer to a question, whatever it asks.
  func answer(_ question: Question) -> Answer {
    guard question.method == "GET" || question.method == "HEAD" else { return notAllowed }
    let target = Self.withoutAuthority(question.target)
    let path = target.prefix { $0 != "?" && $0 != "#" }
    return fixed(String(path)) ?? page(path) ?? notFound
  }

  /// What is always there.
  private func fixed(_ path: String) -> Answer? {
    switch path {
    case "/healthz":
      var answer = Answer(
        status: 200, contentType: "text/plain; charset=utf-8", content: Array("ok\n".utf8))
      answer.isKept = false
      return answer
    case "/site.css":
      return Answer(
        status: 200, contentType: "text/css; charset=utf-8", content: Array(SiteStyle.text.utf8))
    default:
      return files.byPath[path].map {
        Answer(status: 200, contentType: $0.contentType, content: $0.bytes)
      }
    }
  }

  private func page(_ path: some StringProtocol) -> Answer? {
    guard let path = PagePath(requested: path), let page = pages.page(at: path) else { return nil }
    let words = DocumentWords(page.language)
    let sheet = PageSheet(
      language: page.language, title: page.title,
      banner: .init(text: words.allPages, path: "/"),
      content: "<p>\(words.explanation)</p>\n<p>\(words.invitation)</p>")
    return html(sheet.bytes, page.code)
  }

  private func html(_ bytes: [UInt8], _ code: IdentificationCode?) -> Answer {
    var content = bytes
    if let code {
      do throws(PageFault) { content = try dressing.dressed(bytes, code) } catch {}
    }
    return Answer(status: 200, contentType: "text/html; charset=utf-8", content: content)
  }

  private var notFound: Answer {
    let sheet = PageSheet(
      language: .undetermined, title: "404", banner: .init(text: "/", path: "/"), content: "")
    return Answer(status: 404, contentType: "text/html; charset=utf-8", content: sheet.bytes)
  }

  private var notAllowed: Answer {
    let sheet = PageSheet(
      language: .undetermined, title: "405", banner: .init(text: "/", path: "/"), content: "")
    var answer = Answer(
      status: 405, contentType: "text/html; charset=utf-8", content: sheet.bytes)
    answer.fields = [("Allow", "GET, HEAD")]
    return answer
  }

  /// The path of a target that begins with a scheme and host (RFC 9112, section 3.2.2).
  private static func withoutAuthority(_ target: String) -> Substring {
    guard target.lowercased().hasPrefix("http://") else { return target[...] }
    return target.dropFirst(7).drop { $0 != "/" }
  }
}

// What is answered at which path.

import Consulting

/// The answers of an information server.
struct SiteAnswers: Sendable {
  private let pages: SitePages
  private let fixed: [String: Answer]
  private let dressing: PageDressing
  private let folder: FolderPages?
  private let metrics: @Sendable () -> [ServerMetric]
  private let status: @Sendable () -> String
  private let fields: [(name: String, value: String)]

  init(_ content: SiteContent) {
    pages = content.pages
    dressing = PageDressing(
      issuer: pages.issuer, consult: content.consult, elsewhere: content.elsewhere,
      invites: content.invites)
    let dressing = dressing
    folder = pages.folder.map { FolderPages($0, dressing) }
    metrics = content.metrics
    status = content.status
    fields = Self.fields(of: content)
    fixed = FixedAnswers.byPath(content)
  }

  /// The answer to a question, whatever it asks.
  func answer(_ question: Question) -> Answer {
    var answer = found(question)
    answer.fields += fields
    answer.fields.append(("Cache-Control", answer.isKept ? "no-cache" : "no-store"))
    guard answer.status == 200, answer.isKept else { return answer }
    let tag = answer.tag
    answer.fields.append(("ETag", tag))
    if question.knows(tag) {
      answer.status = 304
      answer.contentType = ""
      answer.content = []
    }
    return answer
  }

  private func found(_ question: Question) -> Answer {
    guard question.method == "GET" || question.method == "HEAD" else {
      return ErrorPage.notAllowed
    }
    let (path, query) = question.pathAndQuery
    switch path {
    case "/healthz": return fresh("text/plain; charset=utf-8", "ok\n")
    case "/metrics": return fresh(MetricsText.contentType, MetricsText.text(metrics()))
    case "/status.json": return fresh("application/json", status())
    default: return fixed[path] ?? page(path, query) ?? ErrorPage.notFound
    }
  }

  private func fresh(_ type: String, _ text: String) -> Answer {
    var answer = Answer(status: 200, contentType: type, content: Array(text.utf8))
    answer.isKept = false
    return answer
  }

  private func page(_ path: String, _ query: String) -> Answer? {
    guard let path = PagePath(requested: path) else { return nil }
    let page = pages.page(at: path)
    switch page?.origin {
    case .shop(let topic)?:
      guard let page, let texts = ShopTexts.of(page.language) else { return nil }
      var sheet = ShopSheet(texts: texts, page: texts.page(topic), listed: page, pages: pages)
      if topic == .search { sheet.query = Self.value(of: "q", in: query) }
      return html(sheet.bytes, page.code)
    case .made?:
      guard let page else { return nil }
      return html(DocumentSheet(page: page, issuer: pages.issuer).bytes, page.code)
    case .file?, nil: return file(path, page?.code)
    }
  }

  private func html(_ bytes: [UInt8], _ code: IdentificationCode?) -> Answer {
    Answer(
      status: 200, contentType: ContentType.html,
      content: code.map { dressing.dressedIfPossible(bytes, $0) } ?? bytes)
  }

  /// A file of the folder; why one is refused is nobody's business outside.
  private func file(_ path: PagePath, _ code: IdentificationCode?) -> Answer? {
    guard let folder else { return nil }
    do throws(FolderFault) {
      let file = try folder.file(at: path, code: code)
      return Answer(status: 200, contentType: file.contentType, content: file.content)
    } catch {
      return nil
    }
  }

  /// The first value of a name in a query; empty without.
  private static func value(of name: String, in query: String) -> String {
    for pair in query.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0] == name else { continue }
      return PercentCoding.decoded(parts[1], plusIs: " ") ?? ""
    }
    return ""
  }

  /// Nothing but what is served here is loaded, pages talk to the consult servers of their codes,
  /// and partners' consoles may show them.
  private static func fields(of content: SiteContent) -> [(name: String, value: String)] {
    let consults = Set(content.elsewhere.values.map(\.text)).union([content.consult.text]).sorted()
    let partners = content.partners.map { " \($0.text)" }.joined()
    return [
      (
        "Content-Security-Policy",
        "default-src 'self'; connect-src 'self' \(consults.joined(separator: " ")); "
          + "frame-src 'self'\(partners); frame-ancestors 'self'\(partners); "
          + "base-uri 'none'; form-action 'self'"
      ),
      ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"),
    ]
  }
}

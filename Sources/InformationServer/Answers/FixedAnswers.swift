// What is the same for as long as a server runs: the list of pages, the stylesheet, the files.

import Consulting

/// Answers that are made once.
enum FixedAnswers {
  /// By path.
  static func byPath(_ content: SiteContent) -> [String: Answer] {
    var answers = content.files.naming(content.consult).byPath.mapValues(answer)
    let files = ["/console", "/dashboard"].filter { answers[$0] != nil }
    answers["/"] = Answer(
      status: 200, contentType: ContentType.html,
      content: IndexSheet(pages: content.pages, files: files).bytes)
    answers["/pages.json"] = Answer(
      status: 200, contentType: "application/json",
      content: Array(list(content).utf8))
    answers["/site.css"] = Answer(
      status: 200, contentType: "text/css; charset=utf-8", content: Array(SiteStyle.text.utf8))
    return answers
  }

  /// What everybody may read is the same whoever asks, so that no `Vary` is needed.
  private static func answer(_ file: WebFiles.File) -> Answer {
    var answer = Answer(status: 200, contentType: file.contentType, content: file.bytes)
    if file.readers == .allPages { answer.fields = [("Access-Control-Allow-Origin", "*")] }
    return answer
  }

  /// `{"issuer", "consult", "pages": [{"path", "code", "language", "document", "title"}, …]}`; a
  /// page that nobody could be asked about has the code null.
  private static func list(_ content: SiteContent) -> String {
    let pages = content.pages.listed.map { page in
      let code = page.code.map { Prose.json($0.text) } ?? "null"
      return """
        {"path":\(Prose.json("\(page.path)")),"code":\(code),\
        "language":\(Prose.json(page.language.text)),\
        "document":\(Prose.json(page.document.digits)),"title":\(Prose.json(page.title))}
        """
    }
    return """
      {"issuer":\(Prose.json(content.pages.issuer.name)),\
      "consult":\(Prose.json(content.consult.text)),"pages":[
      \(pages.joined(separator: ",\n"))
      ]}

      """
  }
}

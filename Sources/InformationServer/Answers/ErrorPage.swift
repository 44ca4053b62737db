// Small pages for what cannot be answered.

/// A page that says why there is none, in English, Korean and Japanese.
enum ErrorPage {
  static var notFound: Answer {
    page(
      404, "There is no page here",
      english: "All pages are listed on the first page.",
      korean: "이 주소에는 페이지가 없습니다.", japanese: "このアドレスにページはありません。")
  }

  static var notAllowed: Answer {
    var answer = page(
      405, "Pages can only be read",
      english: "This server answers the methods GET and HEAD.",
      korean: "이 서버에서는 페이지를 읽을 수만 있습니다.",
      japanese: "このサーバーではページの閲覧のみできます。")
    answer.fields = [("Allow", "GET, HEAD")]
    return answer
  }

  private static func page(
    _ status: Int, _ title: String, english: String, korean: String, japanese: String
  ) -> Answer {
    let sheet = PageSheet(
      language: .init(constant: "en"), title: title, banner: .init(text: "All pages", path: "/"),
      content: """
        <p>\(english)</p>
        <p lang="ko">\(korean)</p>
        <p lang="ja">\(japanese)</p>
        """)
    var answer = Answer(status: status, contentType: ContentType.html, content: sheet.bytes)
    answer.isKept = false
    return answer
  }
}

// What a page says of which nothing is known but its number: in Korean, Japanese and English.

import Consulting

/// The few sentences of a made page.
struct DocumentWords {
  /// The language that the words are in: the page's own if it is known here, else English.
  let language: Language
  /// That it was made by the program.
  let explanation: String
  /// That somebody can be asked.
  let invitation: String
  /// That nobody can be.
  let absence: String
  /// What the list of all pages is called.
  let allPages: String
  private let document: String

  init(_ language: Language) {
    switch language.text {
    case "ko":
      self.language = language
      document = "문서"
      explanation = "이 페이지는 시나리오에 있는 문서 번호로 만든 예시 페이지입니다."
      invitation = "이 페이지에 대해 궁금한 점이 있으면 상담원에게 물어보세요."
      absence = "지금은 이 페이지에 대해 답할 수 있는 상담원이 없습니다."
      allPages = "모든 페이지"
    case "ja":
      self.language = language
      document = "文書"
      explanation = "このページは、シナリオにある文書番号から作られた見本です。"
      invitation = "このページについてご不明な点があれば、相談員におたずねください。"
      absence = "現在、このページについてお答えできる相談員はおりません。"
      allPages = "すべてのページ"
    default:
      self.language = Language("en") ?? language
      document = "Document"
      explanation = "This sample page was made from a document number of the scenario."
      invitation = "If anything on this page is unclear, ask somebody who knows."
      absence = "At present nobody is there who could answer questions about this page."
      allPages = "All pages"
    }
  }

  /// "Document 43211507".
  func title(of number: DocumentNumber) -> String { "\(document) \(number.digits)" }
}

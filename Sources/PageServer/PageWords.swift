// What made pages say, in the languages of the first system: Korean, Japanese, English.

import Consulting

/// The few sentences of a made page.
struct PageWords {
  /// "Document", before its number.
  let document: String
  /// That help is there.
  let invitation: String
  private let site: (before: String, after: String)

  /// In a page's own language where it is known, in English else.
  init(_ language: Language) {
    switch language.text.prefix(2) {
    case "ko":
      document = "문서"
      invitation = "궁금한 점이 있으면 상담원에게 물어보세요."
      site = ("", "의 안내 페이지입니다.")
    case "ja":
      document = "文書"
      invitation = "ご不明な点は、相談員におたずねください。"
      site = ("", "のご案内ページです。")
    default:
      document = "Document"
      invitation = "If anything is unclear, ask somebody who knows."
      site = ("A page of ", ".")
    }
  }

  /// Which information server the page is of.
  func about(_ name: String) -> String { site.before + name + site.after }
}

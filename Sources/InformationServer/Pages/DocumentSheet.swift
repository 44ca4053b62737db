// Makes a page of which nothing is known but its number.

import Consulting

/// The page of a document that the program has no text for.
struct DocumentSheet {
  let page: ListedPage
  let issuer: Issuer

  /// The page without its code.
  var bytes: [UInt8] {
    let words = DocumentWords(page.language)
    return PageSheet(
      language: page.language, wordLanguage: words.language == page.language ? nil : words.language,
      title: page.title, banner: .init(text: issuer.name, path: "/"),
      links: [.init(text: words.allPages, path: "/")],
      content: """
        <p>\(Prose.html(words.explanation))</p>
        <p>\(Prose.html(page.code == nil ? words.absence : words.invitation))</p>
        """
    ).bytes
  }
}

// The demonstration shop in one language: its pages and the words around them.

import Consulting

/// A page of the shop.
struct ShopPage: Sendable {
  /// A property of a product, and what it is.
  typealias Fact = (name: String, value: String)

  /// What it is about.
  let topic: ShopTopic
  /// Its heading.
  let title: String
  /// A sentence about it, for lists too.
  let summary: String
  /// What a product costs; empty for other pages.
  var price = ""
  /// What else there is to say.
  var paragraphs: [String] = []
  /// A product's properties, or terms of delivery.
  var facts: [Fact] = []

  /// Its number.
  var document: DocumentNumber { topic.document }
}

/// All texts of the shop in a language.
struct ShopTexts: Sendable {
  /// The language.
  let language: Language
  /// What the language calls itself.
  let languageName: String
  /// What the shop is called.
  let name: String
  /// That it is no real shop.
  let notice: String
  /// Above a list of goods.
  let goods: String
  /// That somebody can be asked.
  let invitation: String
  /// The label of the field to search in.
  let searchLabel: String
  /// On the button beside it.
  let searchButton: String
  /// That nothing was found.
  let nothingFound: String
  /// The pages, home first.
  let pages: [ShopPage]

  /// In Korean, English and Japanese.
  static let all = [korean, english, japanese]

  /// In that language.
  static func of(_ language: Language) -> ShopTexts? { all.first { $0.language == language } }

  /// The page about a document.
  func page(about document: DocumentNumber) -> ShopPage? {
    pages.first { $0.document == document }
  }

  /// The page about a topic; each language has all.
  func page(_ topic: ShopTopic) -> ShopPage {
    guard let page = pages.first(where: { $0.topic == topic }) else {
      preconditionFailure("the shop has no page \(topic) in \(language.text)")
    }
    return page
  }
}

extension Language {
  /// A language whose tag is a constant of the program.
  init(constant tag: StaticString) {
    guard let language = Language(tag.description) else {
      preconditionFailure("\(tag) is no language")
    }
    self = language
  }
}

// What the pages of the demonstration shop are about, with their document numbers.

import Consulting

/// A page of the shop, in whatever language; its number in four pairs, of which a category's last
/// stand for any.
enum ShopTopic: String, CaseIterable, Sendable {
  case home = "80141703"
  case electronics = "4321xxxx"
  case shoes = "5311xxxx"
  case notebook = "43211503"
  case desktop = "43211507"
  case keyboard = "43211706"
  case router = "43222609"
  case television = "52161505"
  case mensShoes = "53111601"
  case womensShoes = "53111602"
  case search = "80141605"
  case help = "78102203"

  /// What is listed on a category's page.
  var goods: [ShopTopic] {
    switch self {
    case .electronics: [.notebook, .desktop, .keyboard, .router, .television]
    case .shoes: [.mensShoes, .womensShoes]
    default: []
    }
  }

  /// The number.
  var document: DocumentNumber {
    guard let document = DocumentNumber(pattern: rawValue) else {
      preconditionFailure("\(rawValue) is no document")
    }
    return document
  }
}

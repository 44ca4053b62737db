// A page that is about a document, and why pages cannot be served.

public import Consulting

/// A page, what it is about, and where it is.
public struct ListedPage: Hashable, Sendable {
  /// Where it is served.
  public let path: PagePath
  /// Its code; nil for a page of the shop that nobody could be asked about.
  public let code: IdentificationCode?
  /// The language it is written in.
  public let language: Language
  /// What it is about.
  public let document: DocumentNumber
  /// What it is called in lists.
  public let title: String
  /// Where its text comes from.
  let origin: Origin

  /// Where texts come from.
  enum Origin: Hashable {
    /// The file at the page's path in the folder.
    case file
    /// The demonstration shop.
    case shop(ShopTopic)
    /// Nothing is known but the number.
    case made
  }
}

/// Why pages cannot be served.
public enum PagesFault: Error, Hashable, CustomStringConvertible {
  /// The scenario's name is no issuer, or a page has no code.
  case code(CodeFault)
  /// The scenario's locations and sites make no dictionary.
  case dictionary(DictionaryFault)
  /// The folder's catalogue cannot be read.
  case unreadableCatalogue(file: String, FolderFault)
  /// The folder's catalogue has faults.
  case catalogue(CatalogueFaults)

  /// What was found and what is allowed; a line for each fault of a catalogue.
  public var description: String {
    switch self {
    case .code(let fault): "a page of the scenario has no code: \(fault)"
    case .dictionary(let fault): "codes cannot name the scenario's parts: \(fault)"
    case .unreadableCatalogue(let file, let fault): "\(file): \(fault)"
    case .catalogue(let faults): faults.description
    }
  }
}

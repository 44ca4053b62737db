// A page as it is served: bytes with their code in them, and what a browser is told of them.

public import Consulting

/// What stands at a path.
public struct WebPage: Sendable {
  /// The path, beginning with `/`.
  public let path: String
  /// As `Content-Type` has it.
  public let contentType: String
  /// What is served.
  public let bytes: [UInt8]
  /// The page's code; nil for what is no page of the catalogue.
  public let code: IdentificationCode?
  /// What the page is called in lists.
  public let title: String

  /// A page, or a file beside pages.
  public init(
    path: String, contentType: String = "text/html; charset=utf-8", bytes: [UInt8],
    code: IdentificationCode? = nil, title: String = ""
  ) {
    self.path = path
    self.contentType = contentType
    self.bytes = bytes
    self.code = code
    self.title = title
  }

  /// Text as it stands in HTML, and in attributes between double quotes.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }
}

// Where the pages of codes are: what an agent is shown beside a question.

public import Consulting

/// The pages that are served, by their codes.
///
/// The only way from a code to an address: nothing that a customer writes is taken as one.
public struct PageDirectory: Sendable {
  /// A page.
  public struct Page: Hashable, Sendable {
    /// Its path at the information server.
    public let path: String
    /// The information server, `http://address:port`; nil is the one that the console is from.
    public let server: String?

    /// A page at an information server.
    public init(path: String, server: String?) {
      self.path = path
      self.server = server
    }
  }

  /// Whose codes they are.
  public let issuer: Issuer
  private let pages: [IdentificationCode: Page]

  /// - Parameter pages: the page of each code.
  public init(issuer: Issuer, pages: [IdentificationCode: Page]) {
    self.issuer = issuer
    self.pages = pages
  }

  /// All codes that have a page.
  public var codes: [IdentificationCode] { pages.keys.sorted { $0.bits < $1.bits } }

  /// The page of a code, nil where there is none.
  func page(of code: IdentificationCode) -> Page? { pages[code] }
}

// All pages that are served, by path: what each is about and where its text comes from.

public import Consulting
public import Scenarios

/// A page that has a code, and where it is.
public struct ListedPage: Hashable, Sendable {
  /// Where it is served.
  public let path: PagePath
  /// Its code; nil for a page that nobody could be asked about.
  public let code: IdentificationCode?
  /// The language it is written in.
  public let language: Language
  /// What it is about.
  public let document: DocumentNumber
  /// What it is called in lists.
  public let title: String
}

/// Why pages cannot be served.
public enum PagesFault: Error, Equatable {
  /// The scenario's name is no issuer, or a stream's page has no code.
  case code(CodeFault)
}

/// The pages of a scenario: one for each code of its streams.
///
/// Plain data; it does not change once it is made, and knows no address of a consult server.
public struct SitePages: Sendable {
  /// Whose codes the pages carry: the scenario.
  public let issuer: Issuer
  /// Pages with what they are about, in the order in which they are listed.
  public private(set) var listed: [ListedPage] = []

  private var byPath: [PagePath: Int] = [:]
  private var byTopic: [Topic: Int] = [:]

  /// What a page is about, in which language.
  private struct Topic: Hashable {
    let language: Language
    let document: DocumentNumber
  }

  /// - Throws: `PagesFault`.
  public init(_ plan: Plan) throws(PagesFault) {
    do throws(CodeFault) {
      issuer = try Issuer(plan.name)
      var codes: Set<IdentificationCode> = []
      for stream in plan.demand {
        let code = try IdentificationCode(
          language: stream.language, document: stream.document, location: stream.location,
          server: stream.site)
        guard codes.insert(code).inserted else { continue }
        add(code, site: plan.sites[stream.site].id, location: plan.locations[stream.location].id)
      }
    } catch {
      throw .code(error)
    }
  }

  /// The page at a path.
  func page(at path: PagePath) -> ListedPage? { byPath[path].map { listed[$0] } }

  /// The first page about a document in a language.
  func page(about document: DocumentNumber, in language: Language) -> ListedPage? {
    byTopic[Topic(language: language, document: document)].map { listed[$0] }
  }

  /// Adds a page at `/<site>/<language>/<document>`; codes that differ in the location alone have
  /// its name behind that, but for the first.
  private mutating func add(_ code: IdentificationCode, site: String, location: String) {
    let names = (site, code.language.text, code.document.digits)
    var path = PagePath(names.0, names.1, names.2)
    if byPath[path] != nil { path = PagePath(names.0, names.1, names.2, location) }
    keep(
      ListedPage(
        path: path, code: code, language: code.language, document: code.document,
        title: DocumentWords(code.language).title(of: code.document)))
  }

  private mutating func keep(_ page: ListedPage) {
    let topic = Topic(language: page.language, document: page.document)
    byPath[page.path] = listed.count
    if byTopic[topic] == nil { byTopic[topic] = listed.count }
    listed.append(page)
  }
}

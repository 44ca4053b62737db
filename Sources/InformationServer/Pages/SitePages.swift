// All pages that are served, by path: what each is about and where its text comes from.

public import Consulting
public import Scenarios

/// The pages of a scenario: one for each code of its streams, from a folder or made here, and those
/// of the folder's catalogue or of the demonstration shop.
///
/// Plain data; it does not change once it is made, and knows no address of a consult server.
public struct SitePages: Sendable {
  /// Whose codes the pages carry: the scenario.
  public let issuer: Issuer
  /// What the scenario says of itself.
  let summary: String
  /// Pages with what they are about, in the order in which they are listed.
  public private(set) var listed: [ListedPage] = []
  /// Where other files are.
  let folder: PageFolder?

  private var byPath: [PagePath: Int] = [:]
  private var byTopic: [Topic: Int] = [:]
  private var codes: Set<IdentificationCode> = []

  /// What a page is about, in which language.
  private struct Topic: Hashable {
    let language: Language
    let document: DocumentNumber
  }

  /// - Parameter folder: pages with a catalogue, `catalogue.tsv`; nil serves the demonstration
  ///   shop.
  /// - Throws: `PagesFault`; the catalogue's faults all at once.
  public init(_ plan: Plan, folder: PageFolder? = nil) throws(PagesFault) {
    self.folder = folder
    summary = plan.description
    do throws(CodeFault) { issuer = try Issuer(plan.name) } catch { throw .code(error) }
    if let folder {
      for entry in try folder.entries(of: plan, issuer: issuer) {
        keep(entry.code, at: entry.path, title: entry.path.segments.last ?? "", .file)
      }
    }
    do throws(CodeFault) {
      for stream in plan.demand {
        let code = try IdentificationCode(
          language: stream.language, document: stream.document, location: stream.location,
          server: stream.site)
        make(code, in: plan, topics: folder == nil ? .ofShop : .none)
      }
      if folder == nil { try addShop(plan) }
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

  private enum Topics { case ofShop, none }

  /// A page for a code that has none yet, at `/<site>/<language>/<document>`.
  private mutating func make(_ code: IdentificationCode, in plan: Plan, topics: Topics) {
    guard !codes.contains(code) else { return }
    let path = freePath(
      for: code, site: plan.sites[code.server].id, location: plan.locations[code.location].id)
    if topics == .ofShop, let texts = ShopTexts.of(code.language),
      let page = texts.page(about: code.document)
    {
      keep(code, at: path, title: page.title, .shop(page.topic))
    } else {
      keep(code, at: path, title: DocumentWords(code.language).title(of: code.document), .made)
    }
  }

  /// The pages of the shop that the scenario does not have already. Who can be asked by nobody
  /// carries no code.
  private mutating func addShop(_ plan: Plan) throws(CodeFault) {
    for texts in ShopTexts.all {
      for page in texts.pages where self.page(about: page.document, in: texts.language) == nil {
        let code = try IdentificationCode(
          language: texts.language, document: page.document, location: 0, server: 0)
        let path = freePath(for: code, site: plan.sites[0].id, location: plan.locations[0].id)
        let isAnswered = plan.hasAgents(for: page.document, in: texts.language, at: 0)
        keep(
          isAnswered ? code : nil, at: path, title: page.title, .shop(page.topic),
          topic: Topic(language: texts.language, document: page.document))
      }
    }
  }

  /// Codes that differ in the location alone have its name behind the document, but for the first.
  private func freePath(
    for code: IdentificationCode, site: String, location: String
  ) -> PagePath {
    let (language, document) = (code.language.text, code.document.digits)
    var path = PagePath(site, language, document)
    if byPath[path] != nil { path = PagePath(site, language, document, location) }
    // Only a folder's own file can be there as well.
    while byPath[path] != nil { path = PagePath(path.segments + [location]) }
    return path
  }

  private mutating func keep(
    _ code: IdentificationCode, at path: PagePath, title: String, _ origin: ListedPage.Origin
  ) {
    keep(
      code, at: path, title: title, origin,
      topic: Topic(language: code.language, document: code.document))
  }

  private mutating func keep(
    _ code: IdentificationCode?, at path: PagePath, title: String, _ origin: ListedPage.Origin,
    topic: Topic
  ) {
    if let code { codes.insert(code) }
    byPath[path] = listed.count
    if byTopic[topic] == nil { byTopic[topic] = listed.count }
    listed.append(
      ListedPage(
        path: path, code: code, language: topic.language, document: topic.document, title: title,
        origin: origin))
  }
}

extension PageFolder {
  /// What the folder's catalogue says, each of its pages being there.
  fileprivate func entries(of plan: Plan, issuer: Issuer) throws(PagesFault) -> [CatalogueEntry] {
    let file = "\(path)/\(CatalogueEntry.catalogue.segments[0])"
    let dictionary: CodeDictionary
    do throws(DictionaryFault) {
      dictionary = try CodeDictionary(
        issuer: issuer, locations: plan.locations.map(\.id),
        servers: plan.sites.map { .init(name: $0.id, address: $0.address ?? "") })
    } catch {
      throw .dictionary(error)
    }
    let bytes: [UInt8]
    do throws(FolderFault) {
      bytes = try open(CatalogueEntry.catalogue).contents()
    } catch {
      throw .unreadableCatalogue(file: file, error)
    }
    do throws(CatalogueFaults) {
      let catalogue = try Catalogue(bytes, file: file, dictionary: dictionary)
      try catalogue.check(in: self, file: file)
      return catalogue.entries
    } catch {
      throw .catalogue(error)
    }
  }
}

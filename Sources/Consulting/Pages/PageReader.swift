// Reads the codes of a page in one pass: each start tag's code, issuer and language become a scope
// that ends with its element.

/// One pass over a page. What `html` and `body` say counts for all of the page, wherever their
/// tags stand.
struct PageReader {
  /// In document order.
  private(set) var findings: [PageFinding] = []
  /// In order of their start, none for `html` and `body`.
  private(set) var scopes: [PageScope] = []
  /// What `body`, `html` and metas say of the page as a whole.
  private(set) var root = PageScope(start: 0, end: .max, parent: nil)
  /// The first good code in a meta element.
  private(set) var metaFinding: Int?
  /// Whether scopes beyond the limit were left out.
  private(set) var isTruncated = false

  /// Scopes and findings that are kept, each.
  static let limit = 65_536

  private let bytes: [UInt8]
  private var open: [Int] = []
  private var html = PageScope(start: 0, end: .max, parent: nil)
  private var metaIssuer: Result<Issuer, CodeFault>?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var walk = PageWalk(bytes)
    while let tag = walk.next() {
      end(walk.ended())
      if !walk.isInert { read(tag, walk: &walk) }
    }
    end(walk.ended())
    finish()
  }

  private mutating func end(_ ended: [ElementStack.Ended]) {
    for element in ended {
      scopes[element.mark].end = element.end
      open.removeLast()
    }
  }

  private mutating func read(_ tag: HTMLTag, walk: inout PageWalk) {
    if walk.isCounted {
      if tag.name == .meta { readMeta(tag) }
      // What a head's own attributes say applies to nothing that a customer sees.
      if tag.name == .head { return }
      if tag.name == .html {
        readRoot(tag, into: \.html)
        return
      }
      if tag.name == .body {
        readRoot(tag, into: \.root)
        return
      }
    }
    guard tag.code != nil || tag.issuer != nil || tag.language != nil else { return }
    guard scopes.count < Self.limit, findings.count < Self.limit else {
      isTruncated = true
      return
    }
    let parent = open.last
    var scope = PageScope(start: tag.range.lowerBound, end: tag.range.upperBound, parent: parent)
    if let parent {
      scope.finding = scopes[parent].finding
      scope.issuer = scopes[parent].issuer
      scope.language = scopes[parent].language
    }
    fill(&scope, from: tag)
    scopes.append(scope)
    guard walk.isOpen else { return }
    walk.mark(scopes.count - 1)
    open.append(scopes.count - 1)
  }

  /// Overwrites what the tag says itself.
  private mutating func fill(_ scope: inout PageScope, from tag: HTMLTag) {
    if let language = language(of: tag) { scope.language = language }
    if let issuer = issuer(tag.issuer) { scope.issuer = issuer }
    guard let attribute = tag.code else { return }
    let index = add(attribute, of: tag, place: .element, scope: scope)
    if let index, case .success = findings[index].code { scope.finding = index }
  }

  /// Keeps what the first `html` or `body` tag says that says anything: later ones only add.
  private mutating func readRoot(
    _ tag: HTMLTag, into path: WritableKeyPath<PageReader, PageScope>
  ) {
    var scope = PageScope(start: tag.range.lowerBound, end: .max, parent: nil)
    fill(&scope, from: tag)
    self[keyPath: path].finding = self[keyPath: path].finding ?? scope.finding
    self[keyPath: path].issuer = self[keyPath: path].issuer ?? scope.issuer
    self[keyPath: path].language = self[keyPath: path].language ?? scope.language
  }

  private mutating func readMeta(_ tag: HTMLTag) {
    guard let content = tag.content else { return }
    if tag.isMeta("consult-issuer", in: bytes) {
      metaIssuer = metaIssuer ?? issuer(content)
    } else if tag.isMeta("consult-code", in: bytes) {
      var scope = PageScope(start: tag.range.lowerBound, end: tag.range.upperBound, parent: nil)
      scope.issuer = issuer(tag.issuer)
      let index = add(content, of: tag, place: .meta, scope: scope)
      if metaFinding == nil, let index, case .success = findings[index].code {
        metaFinding = index
      }
    }
  }

  /// Adds a finding; nil beyond the limit.
  private mutating func add(
    _ attribute: HTMLAttribute, of tag: HTMLTag, place: PageFinding.Place, scope: PageScope
  ) -> Int? {
    guard findings.count < Self.limit else {
      isTruncated = true
      return nil
    }
    var code = value(attribute).flatMap { text in
      Result { () throws(CodeFault) in try IdentificationCode(bytes: text) }
    }
    var named: Issuer?
    switch scope.issuer {
    case .success(let issuer): named = issuer
    case .failure(let fault): code = code.flatMap { _ in .failure(fault) }
    case nil: break
    }
    var language = scope.language ?? .undetermined
    if case .success(let code) = code, code.language != .undetermined { language = code.language }
    findings.append(
      PageFinding(
        place: place, offset: tag.range.lowerBound, code: code, issuer: named,
        language: language))
    return findings.count - 1
  }

  /// Gives findings what only the page as a whole says.
  private mutating func finish() {
    root.finding = root.finding ?? html.finding
    root.issuer = root.issuer ?? html.issuer ?? metaIssuer
    root.language = root.language ?? html.language
    for index in findings.indices {
      if findings[index].language == .undetermined, let language = root.language {
        findings[index].language = language
      }
      guard findings[index].issuer == nil, case .success = findings[index].code else { continue }
      switch root.issuer {
      case .success(let issuer): findings[index].issuer = issuer
      case .failure(let fault): findings[index].code = .failure(fault)
      case nil: break
      }
    }
  }

  private func value(_ attribute: HTMLAttribute) -> Result<[UInt8], CodeFault> {
    guard let value = attributeValue(bytes[attribute.value]) else { return .failure(.tooLong) }
    return .success(trimmed(value))
  }

  private func issuer(_ attribute: HTMLAttribute?) -> Result<Issuer, CodeFault>? {
    guard let attribute else { return nil }
    return value(attribute).flatMap { text in
      Result { () throws(CodeFault) in try Issuer(bytes: text) }
    }
  }

  /// The tag's `lang`; one that is empty or no language says that the language is unknown.
  private func language(of tag: HTMLTag) -> Language? {
    guard let attribute = tag.language else { return nil }
    guard case .success(let text) = value(attribute) else { return .undetermined }
    return Language(String(decoding: text, as: UTF8.self)) ?? .undetermined
  }
}

// The codes of a page and which of them applies where: the nearest, of element, meta and header.

/// All codes of a page with what HTTP said about it.
///
/// The page may be broken or hostile. It is read as browsers read it, in time proportional to its
/// length; at most 65,536 codes and scopes are kept.
public struct PageCodes: Sendable {
  /// Every code and every attempt at one, in document order, those of Link headers last.
  public let findings: [PageFinding]
  /// Whether the page has more than is kept; what was left out counts as not written.
  public let isTruncated: Bool

  private let scopes: [PageScope]
  private let root: PageScope
  private let metaFinding: Int?
  private let linkFinding: Int?

  /// Bytes of the longest page that is read.
  public static let longestPage = 64 << 20

  /// Reads a page.
  ///
  /// - Parameters:
  ///   - page: its bytes, in UTF-8 or another encoding that extends ASCII.
  ///   - linkHeaders: the values of the Link header fields it came with.
  /// - Throws: `PageFault` for a page that is too long or in UTF-16 or UTF-32.
  /// - Complexity: O(length of the page).
  public init(page: [UInt8], linkHeaders: [String] = []) throws(PageFault) {
    try Self.check(page)
    let reader = PageReader(page)
    var findings = reader.findings
    for link in linkHeaders.flatMap({ HelpLink.links(in: $0) }) {
      guard let code = link.code else { continue }
      var language = reader.root.language ?? .undetermined
      if case .success(let code) = code, code.language != .undetermined {
        language = code.language
      }
      findings.append(
        PageFinding(
          place: .link, offset: nil, code: code, issuer: link.issuer, language: language))
    }
    linkFinding = findings.firstIndex { $0.place == .link && $0.isGood }
    self.findings = findings
    isTruncated = reader.isTruncated
    scopes = reader.scopes
    root = reader.root
    metaFinding = reader.metaFinding
  }

  /// Whether the bytes are a page that can be read and marked.
  static func check(_ page: [UInt8]) throws(PageFault) {
    guard page.count <= longestPage else { throw .tooLong(bytes: page.count) }
    let wide: [[UInt8]] = [[0xFF, 0xFE], [0xFE, 0xFF], [0, 0, 0xFE, 0xFF]]
    guard !wide.contains(where: { page.starts(with: $0) }) else { throw .wideEncoding }
  }

  /// The code that applies to the page as a whole; nil when it has none.
  public var pageCode: AppliedCode? { applied(root.finding, language: root.language) }

  /// The code that applies to the element or text at a byte of the page: that of the innermost
  /// element around it that has a good one, else the page's.
  ///
  /// An element reaches from the first byte of its start tag to the last of its end tag.
  ///
  /// - Complexity: O(log n + depth).
  public func code(at offset: Int) -> AppliedCode? {
    var low = 0
    var high = scopes.count
    while low < high {
      let middle = (low + high) / 2
      if scopes[middle].start <= offset { low = middle + 1 } else { high = middle }
    }
    var index = low > 0 ? low - 1 : nil
    while let inner = index, scopes[inner].end <= offset { index = scopes[inner].parent }
    guard let index else { return pageCode }
    let scope = scopes[index]
    return applied(scope.finding ?? root.finding, language: scope.language ?? root.language)
  }

  /// The element's code, else the page's by meta and header, with the language of the place.
  private func applied(_ element: Int?, language: Language?) -> AppliedCode? {
    for index in [element, metaFinding, linkFinding] {
      guard let index, case .success(let code) = findings[index].code else { continue }
      let language = code.language == .undetermined ? language : code.language
      return AppliedCode(
        code: code, issuer: findings[index].issuer, language: language ?? .undetermined,
        place: findings[index].place, offset: findings[index].offset)
    }
    return nil
  }
}

extension PageFinding {
  /// Whether the code can be used.
  public var isGood: Bool {
    if case .success = code { true } else { false }
  }
}

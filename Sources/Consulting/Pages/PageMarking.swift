// Writes a code into an existing page: a meta element, the page's language and a script, or an
// attribute on one element. Every other byte stays as it is.

/// What is to be written into a page.
public struct PageMarking: Sendable {
  /// The page's code.
  public var code: IdentificationCode
  /// Who issued it; nil names nobody.
  public var issuer: Issuer?
  /// A script element put into the page as it stands; the caller answers for it.
  public var script: String?
  /// Where the script goes.
  public var scriptPlace = ScriptPlace.behindCode

  /// Where a script may go.
  public enum ScriptPlace: Sendable {
    /// Behind the meta element.
    case behindCode
    /// Before the body's end tag; behind the meta element where there is none.
    case endOfBody
  }

  /// A marking with a code.
  public init(code: IdentificationCode, issuer: Issuer? = nil, script: String? = nil) {
    self.code = code
    self.issuer = issuer
    self.script = script
  }

  /// The meta element, well formed in HTML and in XHTML.
  public var metaElement: String {
    let beside = issuer.map { " data-consult-issuer=\"\($0.name)\"" } ?? ""
    return "<meta name=\"consult-code\" content=\"\(code.text)\"\(beside) />"
  }

  /// The page with the code: an existing `consult-code` meta is replaced, else one is put into the
  /// head, behind what declares the encoding. `html` gets `lang` if it has none and the code has a
  /// language. Marking a page again changes nothing.
  ///
  /// - Throws: `PageFault` for a page that is too long or in UTF-16 or UTF-32.
  /// - Complexity: O(length of the page).
  public func marked(_ page: [UInt8]) throws(PageFault) -> [UInt8] {
    try PageCodes.check(page)
    let landmarks = PageLandmarks(page)
    var edits: [PageEdit] = []
    if code.language != .undetermined {
      let attribute = " lang=\"\(code.language.text)\""
      if let html = landmarks.html {
        if html.language == nil { edits.append(.insert(attribute, at: html.nameEnd)) }
      } else {
        edits.append(.insert("<html\(attribute)>", at: landmarks.start))
      }
    }
    let place = landmarks.meta?.range ?? landmarks.metaPlace..<landmarks.metaPlace
    var text = metaElement
    let scriptEnd = scriptPlace == .endOfBody ? landmarks.bodyEnd : nil
    if let script, scriptEnd == nil, !page[place.upperBound...].starts(with: script.utf8) {
      text += script
    }
    edits.append(PageEdit(range: place, text: text))
    if let script, let scriptEnd,
      !page[..<scriptEnd].suffix(script.utf8.count).elementsEqual(script.utf8)
    {
      edits.append(.insert(script, at: scriptEnd))
    }
    return PageEdit.apply(edits, to: page)
  }

  /// The page with `data-consult-code` on the first element with that id, and the issuer beside
  /// it if there is one.
  ///
  /// - Throws: `PageFault` when no element has the id, and as `marked`.
  /// - Complexity: O(length of the page).
  public func marked(_ page: [UInt8], elementWithID id: String) throws(PageFault) -> [UInt8] {
    try PageCodes.check(page)
    var walk = PageWalk(page)
    while let tag = walk.next() {
      guard !walk.isInert, let attribute = tag.id,
        let value = attributeValue(page[attribute.value]), value.elementsEqual(id.utf8)
      else { continue }
      var edits = [edit(of: tag.code, named: "data-consult-code", to: code.text, in: tag)]
      if let issuer {
        edits.append(
          edit(of: tag.issuer, named: "data-consult-issuer", to: issuer.name, in: tag))
      }
      return PageEdit.apply(edits, to: page)
    }
    throw .noElement(id: id)
  }

  private func edit(
    of attribute: HTMLAttribute?, named name: String, to value: String, in tag: HTMLTag
  ) -> PageEdit {
    let text = "\(name)=\"\(value)\""
    guard let attribute else { return .insert(" " + text, at: tag.nameEnd) }
    return PageEdit(range: attribute.whole, text: text)
  }
}

/// Bytes of a page to be replaced.
private struct PageEdit {
  let range: Range<Int>
  let text: String

  static func insert(_ text: String, at place: Int) -> PageEdit {
    PageEdit(range: place..<place, text: text)
  }

  /// The page with all edits; of those at one place the first stands first.
  static func apply(_ edits: [PageEdit], to page: [UInt8]) -> [UInt8] {
    let ordered = edits.enumerated().sorted { a, b in
      (a.element.range.lowerBound, a.offset) < (b.element.range.lowerBound, b.offset)
    }
    var result: [UInt8] = []
    result.reserveCapacity(page.count + edits.reduce(0) { $0 + $1.text.utf8.count })
    var position = 0
    for (_, edit) in ordered {
      result += page[position..<edit.range.lowerBound]
      result += edit.text.utf8
      position = edit.range.upperBound
    }
    return result + page[position...]
  }
}

// A tag of a page as byte ranges: where it stands, and where those of its attributes stand that
// codes, languages and markings care about.

/// An attribute of a tag: all of it, and its value without quotes (empty when it has none).
struct HTMLAttribute {
  var whole: Range<Int>
  var value: Range<Int>
}

/// A start or end tag.
struct HTMLTag {
  var name = HTMLName()
  var isEnd = false
  var isSelfClosing = false
  /// From `<` to behind `>`.
  var range = 0..<0
  /// Behind the name.
  var nameEnd = 0

  var code: HTMLAttribute?
  var issuer: HTMLAttribute?
  var language: HTMLAttribute?
  var id: HTMLAttribute?
  var metaName: HTMLAttribute?
  var content: HTMLAttribute?
  var characterSet: HTMLAttribute?
  var equivalent: HTMLAttribute?

  /// Keeps an attribute that somebody asks for; of two with one name the first counts.
  mutating func keep(_ attribute: HTMLAttribute, named name: HTMLName) {
    switch name {
    case Self.codeName: code = code ?? attribute
    case Self.issuerName: issuer = issuer ?? attribute
    case Self.languageName: language = language ?? attribute
    case Self.idName: id = id ?? attribute
    case Self.nameName: metaName = metaName ?? attribute
    case Self.contentName: content = content ?? attribute
    case Self.characterSetName: characterSet = characterSet ?? attribute
    case Self.equivalentName: equivalent = equivalent ?? attribute
    default: break
    }
  }

  private static let codeName = HTMLName("data-consult-code")
  private static let issuerName = HTMLName("data-consult-issuer")
  private static let languageName = HTMLName("lang")
  private static let idName = HTMLName("id")
  private static let nameName = HTMLName("name")
  private static let contentName = HTMLName("content")
  private static let characterSetName = HTMLName("charset")
  private static let equivalentName = HTMLName("http-equiv")
}

extension HTMLTag {
  /// Whether it is a meta element of that name.
  func isMeta(_ wanted: String, in bytes: [UInt8]) -> Bool {
    guard name == .meta, !isEnd, let attribute = metaName,
      let value = attributeValue(bytes[attribute.value])
    else { return false }
    return String(decoding: trimmed(value), as: UTF8.self).lowercased() == wanted
  }
}

// The places of a page where a marking goes.

/// Where the parts of a page stand that a marking looks for.
struct PageLandmarks {
  /// The first `html` tag.
  private(set) var html: HTMLTag?
  /// The first `consult-code` meta.
  private(set) var meta: HTMLTag?
  /// Behind the byte order mark and the document type: where a missing `html` tag goes.
  private(set) var start: Int
  /// Where a new meta goes: behind the declaration of the encoding, which must stay within the
  /// first 1,024 bytes; else behind the tag that begins the head; else behind `html`.
  private(set) var metaPlace: Int
  /// Where the body's end tag begins, the last one outside of templates, SVG and MathML.
  private(set) var bodyEnd: Int?

  init(_ page: [UInt8]) {
    start = page.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    metaPlace = start
    var head: HTMLTag?
    var encoding: HTMLTag?
    // Until something stands that cannot be before or in a head.
    var isBeforeBody = true
    var isFirst = true
    var walk = PageWalk(page)
    while let tag = walk.next() {
      if isFirst { start = walk.documentTypeEnd ?? start }
      guard walk.isCounted else { continue }
      if tag.name == .html {
        if html == nil, isFirst { metaPlace = tag.range.upperBound }
        html = html ?? tag
      } else if tag.name == .head, isBeforeBody {
        head = head ?? tag
      } else if tag.isMeta("consult-code", in: page) {
        meta = meta ?? tag
      } else if isBeforeBody, encoding == nil, tag.declaresEncoding(in: page) {
        encoding = tag
      }
      isFirst = false
      isBeforeBody = isBeforeBody && tag.name.traits.contains(.metadata)
    }
    bodyEnd = walk.bodyEnd
    if isFirst { start = walk.documentTypeEnd ?? start }
    if metaPlace < start { metaPlace = start }
    metaPlace = encoding?.range.upperBound ?? head?.range.upperBound ?? metaPlace
  }
}

extension HTMLTag {
  /// Whether it is `<meta charset>` or `<meta http-equiv="content-type">`.
  fileprivate func declaresEncoding(in page: [UInt8]) -> Bool {
    guard name == .meta else { return false }
    if characterSet != nil { return true }
    guard let attribute = equivalent, let value = attributeValue(page[attribute.value]) else {
      return false
    }
    return String(decoding: trimmed(value), as: UTF8.self).lowercased() == "content-type"
  }
}

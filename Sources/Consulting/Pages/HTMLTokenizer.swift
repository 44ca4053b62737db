// Finds the tags of a page, byte by byte, as browsers do (WHATWG HTML, 13.2.5 Tokenization):
// nothing is ever an error, text and comments are passed over, and no byte is looked at more than
// a few times. Raw text is in HTMLTokenizer+RawText.swift.

/// The tags of a page in any encoding that extends ASCII.
///
/// - Complexity: O(length of the page) for all tags, no allocation.
struct HTMLTokenizer {
  let bytes: [UInt8]
  /// The next byte to look at.
  var position: Int
  /// Whether `<![CDATA[` begins text, as in SVG and MathML, or a comment.
  var isForeign = false
  /// Behind the document type, once it was seen.
  private(set) var documentTypeEnd: Int?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The next complete tag; nil at the end. A tag that the end of the page cuts off is none.
  mutating func next() -> HTMLTag? {
    let count = bytes.count
    while position < count {
      guard bytes[position] == UInt8(ascii: "<") else {
        position &+= 1
        continue
      }
      let start = position
      guard start &+ 1 < count else { break }
      let byte = bytes[start &+ 1]
      if isLetter(byte) {
        position = start &+ 1
        return tag(from: start, isEnd: false)
      }
      switch byte {
      case UInt8(ascii: "/"):
        guard start &+ 2 < count, isLetter(bytes[start &+ 2]) else {
          skipBogusComment(from: start &+ 2)
          continue
        }
        position = start &+ 2
        return tag(from: start, isEnd: true)
      case UInt8(ascii: "!"): skipDeclaration(from: start &+ 2)
      case UInt8(ascii: "?"): skipBogusComment(from: start &+ 1)
      default: position = start &+ 1
      }
    }
    position = count
    return nil
  }

  /// Reads a tag whose name begins at the position.
  private mutating func tag(from start: Int, isEnd: Bool) -> HTMLTag? {
    var tag = HTMLTag()
    tag.isEnd = isEnd
    let count = bytes.count
    while position < count, !endsName(bytes[position]) {
      tag.name.append(bytes[position])
      position &+= 1
    }
    tag.nameEnd = position
    while position < count {
      let byte = bytes[position]
      if isSpace(byte) {
        position &+= 1
      } else if byte == UInt8(ascii: "/") {
        position &+= 1
        tag.isSelfClosing = position < count && bytes[position] == UInt8(ascii: ">")
      } else if byte == UInt8(ascii: ">") {
        position &+= 1
        tag.range = start..<position
        return tag
      } else {
        attribute(of: &tag)
      }
    }
    return nil
  }

  /// Reads an attribute that begins at the position.
  private mutating func attribute(of tag: inout HTMLTag) {
    let start = position
    let count = bytes.count
    var name = HTMLName()
    // A leading equals sign belongs to the name.
    repeat {
      name.append(bytes[position])
      position &+= 1
    } while position < count && !endsName(bytes[position])
      && bytes[position] != UInt8(ascii: "=")
    let nameEnd = position
    skipSpace()
    guard position < count, bytes[position] == UInt8(ascii: "=") else {
      position = nameEnd
      keepAttribute(of: &tag, name, start..<nameEnd, value: nameEnd..<nameEnd)
      return
    }
    position &+= 1
    let equalsEnd = position
    skipSpace()
    guard position < count else { return }
    switch bytes[position] {
    case UInt8(ascii: ">"):
      keepAttribute(of: &tag, name, start..<equalsEnd, value: equalsEnd..<equalsEnd)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let value = quotedValue()
      keepAttribute(of: &tag, name, start..<position, value: value)
    default:
      let valueStart = position
      while position < count, bytes[position] != UInt8(ascii: ">"), !isSpace(bytes[position]) {
        position &+= 1
      }
      keepAttribute(of: &tag, name, start..<position, value: valueStart..<position)
    }
  }

  private func keepAttribute(
    of tag: inout HTMLTag, _ name: HTMLName, _ whole: Range<Int>, value: Range<Int>
  ) {
    tag.keep(HTMLAttribute(whole: whole, value: value), named: name)
  }

  /// Passes over a quoted value; its range without quotes.
  private mutating func quotedValue() -> Range<Int> {
    let quote = bytes[position]
    position &+= 1
    let start = position
    while position < bytes.count, bytes[position] != quote { position &+= 1 }
    let end = position
    if position < bytes.count { position &+= 1 }
    return start..<end
  }

  private mutating func skipSpace() {
    while position < bytes.count, isSpace(bytes[position]) { position &+= 1 }
  }

  /// `<!` was read: a comment, a document type, CDATA, or something that is passed over.
  private mutating func skipDeclaration(from start: Int) {
    if has("--", at: start) {
      skipComment(from: start &+ 2)
    } else if has("doctype", at: start) {
      skipBogusComment(from: start)
      if position <= bytes.count, bytes[position &- 1] == UInt8(ascii: ">") {
        documentTypeEnd = documentTypeEnd ?? position
      }
    } else if isForeign, has("[cdata[", at: start) {
      skipCharacterData(from: start &+ 7)
    } else {
      skipBogusComment(from: start)
    }
  }

  /// A comment ends at `-->` or `--!>`; `<!-->` and `<!--->` are comments too.
  private mutating func skipComment(from start: Int) {
    position = start
    if has(">", at: start) || has("->", at: start) {
      skipBogusComment(from: start)
      return
    }
    while position < bytes.count {
      // Compared one by one: a page of nothing but hyphens is read as fast as any other.
      if bytes[position] == UInt8(ascii: "-"), position &+ 2 < bytes.count,
        bytes[position &+ 1] == UInt8(ascii: "-")
      {
        if bytes[position &+ 2] == UInt8(ascii: ">") {
          position &+= 3
          return
        }
        if bytes[position &+ 2] == UInt8(ascii: "!"), has(">", at: position &+ 3) {
          position &+= 4
          return
        }
      }
      position &+= 1
    }
  }

  /// Passes over everything up to `>`.
  private mutating func skipBogusComment(from start: Int) {
    position = min(start, bytes.count)
    while position < bytes.count {
      position &+= 1
      if bytes[position &- 1] == UInt8(ascii: ">") { return }
    }
  }

  /// Passes over text up to `]]>`.
  private mutating func skipCharacterData(from start: Int) {
    position = min(start, bytes.count)
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "]"), has("]]>", at: position) {
        position &+= 3
        return
      }
      position &+= 1
    }
  }

  /// Whether those ASCII characters stand there, letters in either case.
  func has(_ text: StaticString, at start: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard start &+ length <= bytes.count else { return false }
    return text.withUTF8Buffer { expected in
      for index in 0..<length {
        let byte = bytes[start &+ index]
        // Safety: the index is below the buffer's count; the compiler checks bounds as well.
        let wanted = unsafe expected[index]
        guard byte == wanted || isLetter(byte) && byte | 0x20 == wanted else { return false }
      }
      return true
    }
  }
}

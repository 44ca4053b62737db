// Elements whose content is text up to their own end tag: script, style, title and the like.

extension HTMLTokenizer {
  /// Passes over the text of an element whose start tag was just read; the next tag is its end
  /// tag. Without an end tag the text reaches to the end of the page.
  ///
  /// - Complexity: O(length of the text).
  mutating func skipRawText(of name: HTMLName) {
    switch name {
    case .plaintext: position = bytes.count
    case .script: skipScript()
    default:
      while position < bytes.count {
        if bytes[position] == UInt8(ascii: "<"), isTag(name, at: position, isEnd: true) { return }
        position &+= 1
      }
    }
  }

  /// In a script, `<!--` hides a whole `<script>…</script>` up to `-->` (13.2.5.20 and on).
  private mutating func skipScript() {
    var isEscaped = false
    var isNested = false
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "<") {
        if isTag(.script, at: position, isEnd: true) {
          guard isNested else { return }
          isNested = false
        } else if !isEscaped, has("!--", at: position &+ 1) {
          // Its two hyphens may already be those of `-->`.
          isEscaped = true
          position &+= 2
          continue
        } else if isEscaped, isTag(.script, at: position, isEnd: false) {
          isNested = true
        }
      } else if isEscaped, byte == UInt8(ascii: "-"), has("-->", at: position) {
        isEscaped = false
        isNested = false
      }
      position &+= 1
    }
  }

  /// Whether a tag of that name stands there.
  private func isTag(_ name: HTMLName, at start: Int, isEnd: Bool) -> Bool {
    var index = start &+ 1
    if isEnd {
      guard index < bytes.count, bytes[index] == UInt8(ascii: "/") else { return false }
      index &+= 1
    }
    var found = HTMLName()
    let limit = min(index &+ 16, bytes.count)
    while index < limit, isLetter(bytes[index]) {
      found.append(bytes[index])
      index &+= 1
    }
    return index < bytes.count && endsName(bytes[index]) && found == name
  }
}

// Walks through a page from start tag to start tag, knowing at each what is open around it.

/// The start tags of a page in order, with their surroundings.
///
/// - Complexity: O(length of the page) for all; memory for at most 512 open elements.
struct PageWalk {
  private var tokenizer: HTMLTokenizer
  private(set) var stack = ElementStack()
  /// Whether the element of the last tag is open now and can be marked.
  private(set) var isOpen = false
  /// Whether the last tag is HTML, not SVG or MathML, and no part of a template.
  private(set) var isCounted = false
  private var pendingRawText: HTMLName?

  init(_ bytes: [UInt8]) { tokenizer = HTMLTokenizer(bytes) }

  /// Where the last end tag of the body begins that the walk has passed.
  private(set) var bodyEnd: Int?

  /// Behind the document type, once the walk has passed it.
  var documentTypeEnd: Int? { tokenizer.documentTypeEnd }

  /// Whether the last tag stands in a template, which is no part of the page.
  private(set) var isInert = false

  /// The next start tag; nil at the end of the page.
  mutating func next() -> HTMLTag? {
    if let name = pendingRawText {
      tokenizer.skipRawText(of: name)
      pendingRawText = nil
    }
    tokenizer.isForeign = stack.isForeign
    while let tag = tokenizer.next() {
      let isRoot = tag.name == .html || tag.name == .body || tag.name == .head
      let traits = tag.name.traits
      guard tag.isEnd else {
        enter(tag, traits: traits, isRoot: isRoot)
        return tag
      }
      if !isRoot { stack.close(tag, traits: traits) }
      if tag.name == .body, !stack.isForeign, !stack.isInert { bodyEnd = tag.range.lowerBound }
      tokenizer.isForeign = stack.isForeign
    }
    stack.closeAll(at: tokenizer.bytes.count)
    return nil
  }

  /// Marks the element of the last tag; `ended` tells when it ends.
  mutating func mark(_ mark: Int) { stack.mark(mark) }

  /// Marked elements that have ended since the last call, the inner before the outer.
  mutating func ended() -> [ElementStack.Ended] {
    if stack.ended.isEmpty { return [] }
    defer { stack.ended.removeAll(keepingCapacity: true) }
    return stack.ended
  }

  private mutating func enter(_ tag: HTMLTag, traits: HTMLTraits, isRoot: Bool) {
    if isRoot {
      stack.leaveForeign(for: traits, at: tag.range.lowerBound)
      isOpen = false
    } else {
      isOpen = stack.open(tag, traits: traits)
    }
    let isForeign = isRoot ? stack.isForeign : stack.isTagForeign
    isInert = stack.isInert && tag.name != .template
    isCounted = !isForeign && !isInert
    if traits.contains(.rawText), !isForeign { pendingRawText = tag.name }
  }
}

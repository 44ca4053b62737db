// Which elements are open at a place of a page: start tags push, end tags pop, and where HTML
// leaves out end tags they are supplied (WHATWG HTML, 13.2.6 Tree construction). What browsers
// repair by moving things about (misnested formatting, text directly in a table) stays where it is.

/// The open elements of a page. `html` and `body`, which never close, and `head`, whose content
/// nobody sees, are left out.
///
/// At most 512 are kept, as in browsers; deeper ones count as part of the deepest.
///
/// - Complexity: O(1) amortised per tag, whatever the page: each frame knows the nearest element
///   that stops an end tag of each kind.
struct ElementStack {
  /// A mark that somebody has put on an element is handed back when the element ends.
  struct Ended {
    let mark: Int
    let end: Int
  }

  private struct Frame {
    let name: HTMLName
    /// The next frame below with that name, or -1.
    let sameName: Int
    var mark = -1
    // The nearest frame from here down, or -1, that ...
    var scope: Int
    var paragraphScope: Int
    var tableScope: Int
    var itemScope: Int
    var special: Int
    var isForeign: Bool
    var isInert: Bool
    var isHeading: Bool
  }

  private static let limit = 512
  private var frames: [Frame] = []
  /// The innermost frame of each name.
  private var innermost: [HTMLName: Int] = [:]
  /// Start tags beyond the limit that have not ended.
  private var tooDeep = 0
  /// Marks of elements that have ended; whoever reads them empties the list.
  var ended: [Ended] = []

  /// Whether the tag that was opened last is SVG or MathML itself, or, as `title` may be, a place
  /// in it for HTML.
  private(set) var isTagForeign = false
  /// Whether tags here are SVG or MathML.
  var isForeign: Bool { frames.last?.isForeign ?? false }
  /// Whether the place is inside a template and so no part of the page.
  var isInert: Bool { frames.last?.isInert ?? false }

  /// Ends what the start tag ends, and opens its element.
  ///
  /// - Returns: Whether the element is open now: false for one without content.
  mutating func open(_ tag: HTMLTag, traits: HTMLTraits) -> Bool {
    leaveForeign(for: traits, at: tag.range.lowerBound)
    isTagForeign = isForeign
    if !isTagForeign {
      if isStray(tag.name, traits: traits) { return false }
      endImplied(by: tag, traits: traits)
    }
    if isTagForeign ? tag.isSelfClosing : traits.contains(.void) { return false }
    guard frames.count < Self.limit else {
      tooDeep += 1
      return false
    }
    push(tag.name, traits: traits)
    return true
  }

  /// Ends SVG and MathML at an HTML tag that cannot be within.
  mutating func leaveForeign(for traits: HTMLTraits, at end: Int) {
    guard traits.contains(.breakout) else { return }
    while let top = frames.last, top.isForeign { pop(to: frames.count - 1, at: end) }
  }

  /// Marks the element that was opened last.
  mutating func mark(_ mark: Int) {
    frames[frames.count - 1].mark = mark
  }

  /// Ends the element that the end tag belongs to, and all within; nothing if there is none.
  mutating func close(_ tag: HTMLTag, traits: HTMLTraits) {
    guard tooDeep == 0 else {
      tooDeep -= 1
      return
    }
    let heading = traits.contains(.heading) ? HTMLName.headings.compactMap { innermost[$0] } : []
    guard let index = heading.max() ?? innermost[tag.name], let top = frames.last else { return }
    var barrier = top.scope
    if traits.contains(.tablePart) {
      barrier = top.tableScope
    } else if tag.name == .template {
      barrier = -1
    } else if tag.name == .paragraph {
      barrier = top.paragraphScope
    } else if tag.name == .item {
      barrier = max(barrier, innermost[.list] ?? -1, innermost[.orderedList] ?? -1)
    } else if !traits.contains(.special), !top.isForeign {
      barrier = top.special
    }
    guard index >= barrier else { return }
    pop(to: index, at: tag.range.upperBound)
  }

  /// Ends all elements at the end of the page.
  mutating func closeAll(at end: Int) { pop(to: 0, at: end) }

  private mutating func push(_ name: HTMLName, traits: HTMLTraits) {
    let index = frames.count
    let below = frames.last
    func nearest(_ trait: HTMLTraits, _ inherited: Int?) -> Int {
      traits.contains(trait) ? index : inherited ?? -1
    }
    let isForeign =
      traits.contains(.foreignRoot)
      || (below?.isForeign ?? false) && !traits.contains(.integrationPoint)
    frames.append(
      Frame(
        name: name, sameName: innermost[name] ?? -1,
        scope: nearest(.scope, below?.scope),
        paragraphScope: nearest(.paragraphScope, below?.paragraphScope),
        tableScope: nearest(.tableScope, below?.tableScope),
        itemScope: nearest(.itemScope, below?.itemScope),
        special: nearest(.special, below?.special),
        isForeign: isForeign,
        isInert: name == .template || (below?.isInert ?? false),
        isHeading: traits.contains(.heading)))
    innermost[name] = index
  }

  /// Ends the frame and all above it.
  private mutating func pop(to index: Int, at end: Int) {
    while frames.count > index, let frame = frames.popLast() {
      innermost[frame.name] = frame.sameName < 0 ? nil : frame.sameName
      if frame.mark >= 0 { ended.append(Ended(mark: frame.mark, end: end)) }
    }
  }

  /// Whether the tag is passed over: a cell or row outside a table or template, a form in a form.
  private func isStray(_ name: HTMLName, traits: HTMLTraits) -> Bool {
    if name == .form { return innermost[.form] != nil && !isInert }
    return traits.contains(.tablePart) && name != .table && (frames.last?.tableScope ?? -1) < 0
  }

  /// Ends the elements whose end tag may be left out before this one.
  private mutating func endImplied(by tag: HTMLTag, traits: HTMLTraits) {
    guard !frames.isEmpty else { return }
    let start = tag.range.lowerBound
    if let rule = Self.implied[tag.name] {
      for name in rule.ended {
        guard let index = innermost[name], let top = frames.last else { continue }
        if index >= (rule.isTable ? top.tableScope : top.itemScope) { pop(to: index, at: start) }
      }
    }
    if traits.contains(.endsParagraph), let top = frames.last,
      let index = innermost[.paragraph], index >= top.paragraphScope
    {
      pop(to: index, at: start)
    }
    if traits.contains(.heading), let top = frames.last, top.isHeading {
      pop(to: frames.count - 1, at: start)
    }
  }

  private struct Implied {
    let ended: [HTMLName]
    let isTable: Bool
  }

  /// What the start of an element ends, the innermost first.
  private static let implied: [HTMLName: Implied] = {
    var rules: [HTMLName: Implied] = [:]
    func rule(_ names: [String], end ended: [String], isTable: Bool = false) {
      for name in names {
        rules[HTMLName(name)] = Implied(ended: ended.map { HTMLName($0) }, isTable: isTable)
      }
    }
    rule(["li"], end: ["li"])
    rule(["dd", "dt"], end: ["dd", "dt"])
    rule(["button"], end: ["button"])
    rule(["option"], end: ["option"])
    rule(["optgroup"], end: ["option", "optgroup"])
    rule(["td", "th"], end: ["td", "th", "caption", "colgroup"], isTable: true)
    rule(["tr"], end: ["td", "th", "tr", "caption", "colgroup"], isTable: true)
    rule(
      ["tbody", "thead", "tfoot", "caption", "colgroup"],
      end: ["td", "th", "tr", "tbody", "thead", "tfoot", "caption", "colgroup"], isTable: true)
    return rules
  }()
}

// The name of an element or attribute as one word, and what a parser must know of the elements
// that HTML treats in ways of their own (WHATWG HTML, 13.2 Parsing).

/// A name in lower case, packed: exact up to eight bytes, mixed beyond.
///
/// Two longer names may share a key; what matters of those is compared byte by byte.
struct HTMLName: Hashable {
  private(set) var key: UInt64 = 0
  private var length = 0

  init() {}

  init(_ name: String) {
    for byte in name.utf8 { append(byte) }
  }

  mutating func append(_ byte: UInt8) {
    let lower: UInt8 = byte >= 65 && byte <= 90 ? byte | 0x20 : byte
    if length < 8 {
      key = key << 8 | UInt64(lower)
    } else {
      key = (key ^ UInt64(lower)) &* 0x100_0000_01B3
    }
    length &+= 1
  }

  /// What parsing must know of the element.
  var traits: HTMLTraits { HTMLTraits.table[self] ?? [] }

  static let head = HTMLName("head")
  static let html = HTMLName("html")
  static let body = HTMLName("body")
  static let meta = HTMLName("meta")
  static let script = HTMLName("script")
  static let plaintext = HTMLName("plaintext")
  static let table = HTMLName("table")
  static let template = HTMLName("template")
  static let paragraph = HTMLName("p")
  static let item = HTMLName("li")
  static let list = HTMLName("ul")
  static let orderedList = HTMLName("ol")
  static let form = HTMLName("form")
  static let headings = (1...6).map { HTMLName("h\($0)") }
}

/// How the parser treats an element.
struct HTMLTraits: OptionSet {
  let rawValue: UInt32

  /// Has no content and no end tag.
  static let void = Self(rawValue: 1 << 0)
  /// Its content is text up to its own end tag.
  static let rawText = Self(rawValue: 1 << 1)
  /// An end tag of something inline does not reach across it.
  static let special = Self(rawValue: 1 << 2)
  /// No end tag reaches across it.
  static let scope = Self(rawValue: 1 << 3)
  /// A cell's or row's end tag does not reach across it.
  static let tableScope = Self(rawValue: 1 << 4)
  /// No implied end of a paragraph reaches across it.
  static let paragraphScope = Self(rawValue: 1 << 5)
  /// Its start ends an open paragraph.
  static let endsParagraph = Self(rawValue: 1 << 6)
  /// Stands in the head, or before it.
  static let metadata = Self(rawValue: 1 << 7)
  /// Begins foreign content: SVG or MathML.
  static let foreignRoot = Self(rawValue: 1 << 8)
  /// Inside foreign content, HTML again.
  static let integrationPoint = Self(rawValue: 1 << 9)
  /// Its start ends foreign content.
  static let breakout = Self(rawValue: 1 << 10)
  /// An implied end of a list item does not reach across it.
  static let itemScope = Self(rawValue: 1 << 11)
  /// A part of a table, whose end tag reaches up to the table.
  static let tablePart = Self(rawValue: 1 << 12)
  /// Ends at the end tag of any heading, and at the start of the next.
  static let heading = Self(rawValue: 1 << 13)

  static let table: [HTMLName: HTMLTraits] = {
    var table: [HTMLName: HTMLTraits] = [:]
    for (traits, names) in lists {
      for name in names.split(separator: " ") {
        table[HTMLName(String(name)), default: []].insert(traits)
      }
    }
    let notItemScope = Set(["address", "div", "p", "li", "dd", "dt"].map { HTMLName($0) })
    for (name, traits) in table where traits.contains(.special) && !notItemScope.contains(name) {
      table[name, default: []].insert(.itemScope)
    }
    return table
  }()

  private static let lists: [(HTMLTraits, String)] = [
    (.void, "area base basefont bgsound br col embed hr img input keygen link meta param source"),
    (.void, "track wbr frame image"),
    (.rawText, "script style textarea title xmp iframe noembed noframes noscript plaintext"),
    (.special, "address applet area article aside base basefont bgsound blockquote body br button"),
    (.special, "caption center col colgroup dd details dir div dl dt embed fieldset figcaption"),
    (.special, "figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html"),
    (.special, "iframe img input keygen li link listing main marquee menu meta nav noembed"),
    (.special, "noframes noscript object ol p param plaintext pre script search section select"),
    (.special, "source style summary table tbody td template textarea tfoot th thead title tr"),
    (.special, "track ul wbr xmp"),
    (.scope, "applet caption html table td th marquee object template foreignobject"),
    (.tableScope, "html table template"),
    (.tablePart, "tbody td tfoot th thead tr caption colgroup table"),
    (.paragraphScope, "applet caption html table td th marquee object template foreignobject"),
    (.paragraphScope, "button"),
    (.endsParagraph, "address article aside blockquote center details dialog dir div dl fieldset"),
    (.endsParagraph, "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li listing"),
    (.endsParagraph, "main menu nav ol p plaintext pre search section summary table ul xmp dd dt"),
    (.metadata, "base basefont bgsound link meta noframes noscript script style template title"),
    (.metadata, "head html"),
    (.heading, "h1 h2 h3 h4 h5 h6"),
    (.foreignRoot, "svg math"),
    (.integrationPoint, "foreignobject desc title mi mo mn ms mtext annotation-xml"),
    (.breakout, "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6"),
    (.breakout, "head hr i img li listing menu meta nobr ol p pre ruby s small span strong strike"),
    (.breakout, "sub sup table tt u ul var"),
  ]
}

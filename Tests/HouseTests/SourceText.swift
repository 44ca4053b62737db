// One file of the repository as the rules see it: its lines, its code without comments and
// strings, its comments, its tokens. An approximation of Swift that is sound for this house.

/// A text file with the views that rules ask for; regular expression literals are not known.
struct SourceText: Sendable {
  /// Path from the root of the repository.
  let path: String
  /// The lines as they stand.
  let lines: [String]
  /// The lines with comments and the insides of strings blanked.
  let code: [String]
  /// The lines' comments, without the slashes; empty where there is none.
  let comments: [String]
  /// Words and signs of the code in order.
  let tokens: [Token]

  /// A word or one sign.
  struct Token: Sendable {
    let text: String
    /// Counted from 0.
    let line: Int
  }

  /// The text is split into code and comments only if the path ends in `.swift`.
  init(path: String, text: String) {
    self.path = path
    lines = Self.split(Array(text.utf8))
    guard path.hasSuffix(".swift") else {
      (code, comments, tokens) = ([], [], [])
      return
    }
    var blanking = Blanking(Array(text.utf8))
    blanking.run()
    code = Self.split(blanking.code)
    comments = Self.split(blanking.comments).map { line in
      String(line.drop { $0 == " " }.drop { $0 == "/" || $0 == "*" }.drop { $0 == " " })
    }
    tokens = Self.tokens(of: blanking.code)
  }

  /// The room or package folder, such as `Routing` for `Sources/Routing/Router.swift`.
  var target: String? {
    let parts = path.split(separator: "/")
    return parts.count >= 3 ? String(parts[1]) : nil
  }

  /// `Router` for `Router.swift` and `Router+Offers.swift`: a type and its aspects are one unit.
  var unit: String {
    let file = path.split(separator: "/").last ?? ""
    return String(file.prefix { $0 != "." && $0 != "+" })
  }

  private static func split(_ bytes: [UInt8]) -> [String] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func tokens(of code: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    var line = 0
    var at = 0
    while at < code.count {
      let start = at
      while at < code.count, code[at].isPartOfWord { at += 1 }
      if at == start { at += 1 }
      if code[start] == UInt8(ascii: "\n") {
        line += 1
      } else if code[start] != UInt8(ascii: " ") {
        tokens.append(Token(text: String(decoding: code[start..<at], as: UTF8.self), line: line))
      }
    }
    return tokens
  }
}

extension UInt8 {
  /// Letters, digits, `_`, and everything outside ASCII.
  var isPartOfWord: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 128...:
      true
    default: false
    }
  }
}

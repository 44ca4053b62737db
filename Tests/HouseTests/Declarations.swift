// The types, functions and scopes that a file declares, found by their tokens.

/// What a file declares.
struct Declarations {
  /// A type, an actor, a protocol or an alias, at any depth; extensions are not declarations.
  struct TypeName: Equatable {
    let name: String
    /// Counted from 0.
    let line: Int
    /// 0 at the top of the file.
    let depth: Int
  }

  /// A function, initialiser, subscript or computed property with a body.
  struct Function: Equatable {
    let name: String
    /// Counted from 0, the line of the keyword.
    let line: Int
    /// From the keyword to the closing brace.
    let length: Int
  }

  private(set) var types: [TypeName] = []
  private(set) var functions: [Function] = []

  private let tokens: [SourceText.Token]

  init(of file: SourceText) {
    tokens = file.tokens
    var depth = 0
    for index in tokens.indices {
      switch tokens[index].text {
      case "{": depth += 1
      case "}": depth -= 1
      case "struct", "class", "enum", "actor", "protocol", "typealias":
        readType(at: index, depth: depth)
      case "func", "init", "deinit", "subscript", "var": readFunction(at: index)
      default: break
      }
    }
  }

  private func text(_ index: Int) -> String {
    tokens.indices.contains(index) ? tokens[index].text : ""
  }

  private mutating func readType(at index: Int, depth: Int) {
    let name = text(index + 1)
    guard let first = name.first, first.isUppercase, text(index - 1) != "." else { return }
    types.append(TypeName(name: name, line: tokens[index].line, depth: depth))
  }

  private mutating func readFunction(at index: Int) {
    let keyword = text(index)
    guard text(index - 1) != ".", let open = body(of: keyword, at: index) else { return }
    let name = keyword == "func" || keyword == "var" ? text(index + 1) : keyword
    let line = tokens[index].line
    functions.append(Function(name: name, line: line, length: lastLine(from: open) - line + 1))
  }

  private func lastLine(from open: Int) -> Int {
    var depth = 0
    for index in open..<tokens.count {
      if text(index) == "{" { depth += 1 }
      if text(index) == "}" { depth -= 1 }
      if depth == 0 { return tokens[index].line }
    }
    return tokens[open].line
  }

  /// The opening brace of the declaration's body; nil for a requirement of a protocol, a stored
  /// property or a call.
  private func body(of keyword: String, at index: Int) -> Int? {
    var depth = 0
    for position in index + 1..<max(index + 1, min(index + 400, tokens.count)) {
      switch text(position) {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case "{":
        guard depth == 0 else { break }
        return keyword != "var" || tokens[position].line == tokens[index].line ? position : nil
      case "=": if depth == 0, keyword == "var" { return nil }
      case let word where depth == 0 && Self.endsSignature.contains(word): return nil
      default: break
      }
      if depth < 0 { return nil }
    }
    return nil
  }

  private static let endsSignature: Set = [
    "}", "func", "var", "let", "init", "deinit", "subscript", "case", "struct", "class", "enum",
    "actor", "protocol", "extension", "typealias", "associatedtype", "static", "public", "package",
    "internal", "private", "fileprivate", "mutating", "return", "if", "for", "while", "guard",
    "switch", "import", "do", "defer", "repeat", "try", "@", "#",
  ]
}

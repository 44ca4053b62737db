// What the pages of the repository say about it: the paths and the types that they name.

enum PageRules {
  private static let folders = [
    "Sources/", "Tests/", "docs/", "scenarios/", "tools/", "Benchmarks/",
  ]

  /// Each file or folder that a page links to, or names in code, is there.
  ///
  /// - Parameter exists: whether there is a file or folder at a path from the root.
  static func missingPaths(in page: SourceText, exists: (String) -> Bool) -> [Finding] {
    page.lines.enumerated().flatMap { index, line -> [Finding] in
      let links = between("](", ")", in: line).filter { !$0.contains(":") && !$0.hasPrefix("#") }
      let named = between("`", "`", in: line).filter { span in
        folders.contains { span.hasPrefix($0) } && !span.contains { " *<{".contains($0) }
      }
      return (links.map { path(of: $0, linkedFrom: page.path) } + named).filter { !exists($0) }
        .map { Finding(path: page.path, line: index + 1, what: "there is no \($0)") }
    }
  }

  /// Each type in the last column of the glossary is declared in the sources.
  static func missingTypes(in page: SourceText, declared: Set<String>) -> [Finding] {
    let glossary = page.lines.enumerated().drop { $0.element != "## Glossary" }
    return glossary.filter { $0.element.hasPrefix("|") }.flatMap { index, row -> [Finding] in
      let types = between("`", "`", in: row)
      return types.filter { !declared.contains($0) }.map {
        Finding(path: page.path, line: index + 1, what: "there is no type \($0)")
      }
    }
  }

  private static func path(of link: String, linkedFrom page: String) -> String {
    var parts = page.split(separator: "/").dropLast().map(String.init)
    for part in link.prefix(while: { $0 != "#" }).split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
    }
    return parts.joined(separator: "/")
  }

  private static func between(_ opening: String, _ closing: String, in line: String) -> [String] {
    var found: [String] = []
    var rest = line[...]
    while let start = rest.firstRange(of: opening) {
      rest = rest[start.upperBound...]
      guard let end = rest.firstRange(of: closing) else { break }
      found.append(String(rest[..<end.lowerBound]))
      rest = rest[end.upperBound...]
    }
    return found
  }
}

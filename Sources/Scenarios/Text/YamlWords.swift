// What the YAML parser says about a text, in words that name the cause.

import Yams

/// Words for the parser's errors.
enum YamlWords {
  static func fault(of error: YamlError, source: Int) -> TextFault {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      let place = Place(source: source, line: mark.line, column: mark.column)
      if problem.contains("another document") {
        return TextFault(
          place: place, found: "a second document begins here",
          allowed: "a file holds one scenario", hint: "remove the line `---` or split the file")
      }
      if problem.contains("nesting") {
        return TextFault(
          place: place, found: "more than \(Limits.depth) lists and maps within one another",
          allowed: "at most \(Limits.depth)")
      }
      return TextFault(
        place: place, found: "this is not YAML: \(problem)", allowed: "", hint: hint(problem))
    case .memory:
      return TextFault(
        place: Place(source: source, line: 1, column: 1), found: "the text needs too much memory",
        allowed: "")
    default:
      return TextFault(
        place: Place(source: source, line: 1, column: 1), found: "the text is not YAML",
        allowed: "")
    }
  }

  /// What usually causes it.
  private static func hint(_ problem: String) -> String? {
    for (part, hint) in causes where problem.contains(part) { return hint }
    return nil
  }

  private static let causes = [
    (
      "mapping values are not allowed",
      "put a value with `: ` in quotes; indent a key like its neighbours"
    ),
    ("cannot start any token", "indent with blanks, not tabs; put `@`, `%` and ` in quotes"),
    ("could not find expected ':'", "a key is followed by a colon and a blank"),
    ("did not find expected key", "is this line indented as its neighbours?"),
    ("did not find expected '-'", "is this line indented as its neighbours?"),
    ("did not find expected ',' or ']'", "a `[` further up has no `]`, or a comma is missing"),
    ("did not find expected ',' or '}'", "a `{` further up has no `}`, or a comma is missing"),
    ("unexpected end of stream", "a quote or bracket further up is never closed"),
    ("found unknown escape", "in double quotes a backslash begins an escape; use single quotes"),
    ("block sequence entries are not allowed", "a list begins on a line of its own"),
  ]
}

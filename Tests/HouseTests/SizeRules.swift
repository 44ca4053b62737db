// How long things may be: a line 100 columns, a function 50 lines, a file 400.

enum SizeRules {
  static func longLines(in file: SourceText) -> [Finding] {
    file.lines.enumerated().filter { $0.element.count > 100 }.map { index, line in
      Finding(path: file.path, line: index + 1, what: "\(line.count) columns, 100 are allowed")
    }
  }

  static func longFile(_ file: SourceText) -> [Finding] {
    let count = file.lines.count
    guard count > 400 else { return [] }
    return [Finding(path: file.path, line: nil, what: "\(count) lines, 400 are allowed")]
  }

  static func longFunctions(in file: SourceText) -> [Finding] {
    Declarations(of: file).functions.filter { $0.length > 50 }.map { function in
      Finding(
        path: file.path, line: function.line + 1,
        what: "\(function.name) has \(function.length) lines, 50 are allowed")
    }
  }
}

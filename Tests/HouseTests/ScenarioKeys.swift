// The keys of a scenario as the sources declare them: `static let name = Key.optional("key", …`.

/// One key of the table that decoder, schema and reference share.
struct ScenarioKey: Equatable {
  /// As a scenario writes it.
  let key: String
  /// The constant that holds it.
  let constant: String
  let path: String
  /// Counted from 1.
  let line: Int

  /// The keys that these files declare.
  static func declared(in files: [SourceText]) -> [ScenarioKey] {
    files.flatMap { file -> [ScenarioKey] in
      file.code.indices.compactMap { line in
        guard let equals = file.code[line].firstRange(of: "= Key.") else { return nil }
        let name = file.code[line][..<equals.lowerBound].split { $0 == " " || $0 == ":" }
        let following = file.lines[line...].prefix(3).joined().split(separator: "\"")
        guard let constant = name.drop(while: { $0 != "let" }).dropFirst().first,
          following.count > 1
        else { return nil }
        return ScenarioKey(
          key: String(following[1]), constant: String(constant), path: file.path, line: line + 1)
      }
    }
  }

  /// Keys that the reference does not name.
  static func undocumented(_ keys: [ScenarioKey], in reference: SourceText) -> [Finding] {
    let text = reference.whole
    return keys.filter { !text.contains("`\($0.key)`") }.map { key in
      Finding(path: key.path, line: key.line, what: "\(key.key) is not in \(reference.path)")
    }
  }

  /// Keys whose constant is mentioned nowhere but in the table of its section.
  static func unread(_ keys: [ScenarioKey], by files: [SourceText]) -> [Finding] {
    var mentioned: Set<String> = []
    for tokens in files.map(\.tokens) {
      for index in tokens.indices {
        let isDeclaration = index > 0 && tokens[index - 1].text == "let"
        let isRow = tokens[index...].prefix(3).map(\.text).suffix(2) == [".", "row"]
        if !isDeclaration && !isRow { mentioned.insert(tokens[index].text) }
      }
    }
    return keys.filter { !mentioned.contains($0.constant) }.map { key in
      Finding(path: key.path, line: key.line, what: "\(key.key) is read by no code")
    }
  }
}

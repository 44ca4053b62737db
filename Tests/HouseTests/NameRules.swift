// What files and types may be called, and how a file begins.

enum NameRules {
  /// Words that say nothing about the field.
  static let banned = [
    "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Service", "Processor",
    "Info", "Base", "Impl", "Common", "Misc", "Handler", "Stuff", "Constants",
  ]

  /// No file and no type has a banned word in its name; a service level is the field's own word.
  static func bannedNames(in file: SourceText) -> [Finding] {
    let stem = file.path.split(separator: "/").last?.split(separator: ".").first ?? ""
    let names =
      [(String(stem), 0)] + Declarations(of: file).types.map { ($0.name, $0.line) }
    return names.flatMap { name, line in
      words(of: name.replacing("ServiceLevel", with: "")).filter(banned.contains).map { word in
        Finding(path: file.path, line: line + 1, what: "\(name): `\(word)` says nothing")
      }
    }
  }

  /// `CustomerChoice` is `Customer`, `Choice`; `HTTPPage` is `HTTPPage`.
  static func words(of name: String) -> [String] {
    var words: [String] = []
    var previousIsLower = false
    for letter in name {
      let starts = !letter.isLetter || (letter.isUppercase && previousIsLower)
      if starts || words.isEmpty { words.append("") }
      if letter.isLetter { words[words.count - 1].append(letter) }
      previousIsLower = letter.isLowercase
    }
    return words.filter { !$0.isEmpty }
  }

  /// A Swift file opens with a `//` sentence that says what lives here.
  static func missingOpening(of file: SourceText) -> [Finding] {
    var opening: [Substring] = []
    for line in file.lines {
      guard line.hasPrefix("//"), !line.hasPrefix("///") else { break }
      opening.append(line.dropFirst(2).drop { $0 == " " })
    }
    let sentence = opening.joined(separator: " ")
    let isToolsVersion = sentence.hasPrefix("swift-tools-version")
    let isSentence = sentence.hasSuffix(".") && sentence.split(separator: " ").count >= 4
    if isToolsVersion || isSentence { return [] }
    return [Finding(path: file.path, line: 1, what: "no sentence says what lives here")]
  }
}

// The page of limits names every option that is one.

import Testing

struct LimitPageTests {
  /// The names of the options that a file declares.
  private func options(of path: String) -> [String] {
    var named: String?
    return Repository.text(path).lines.compactMap { line in
      if let match = line.firstMatch(of: /\.customLong\("([a-z-]+)"\)/) {
        named = String(match.1)
      }
      guard let match = line.wholeMatch(of: /\s\svar ([A-Za-z]+)( =|: [^{]*$).*/) else {
        return nil
      }
      defer { named = nil }
      return named ?? kebab(match.1)
    }
  }

  private func kebab(_ name: Substring) -> String {
    name.reduce(into: "") { text, letter in
      text += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
    }
  }

  @Test(
    "docs/limits.md names every option of the servers' limits",
    arguments: [("RelayOptions", 15), ("PageOptions", 6)])
  func named(file: String, least: Int) {
    let options = options(of: "Sources/sangdam/\(file).swift")
    #expect(options.count >= least)
    let page = Repository.text("docs/limits.md").lines.joined(separator: "\n")
    for option in options { #expect(page.contains("`--\(option)`"), "--\(option)") }
  }

  @Test("the options of pages have the defaults of the limits that they are")
  func pageDefaults() {
    func values(_ path: String, of name: Regex<(Substring, Substring, Substring)>)
      -> [String: String]
    {
      let lines = Repository.text(path).lines
      let found = lines.compactMap { $0.wholeMatch(of: name) }
      return Dictionary(uniqueKeysWithValues: found.map { ($0.1.lowercased(), String($0.2)) })
    }
    let options = values("Sources/sangdam/PageOptions.swift", of: /\s\svar page(\w+) = ([0-9_.]+)/)
    let limits = values(
      "Sources/InformationServer/Server/SiteLimits.swift",
      of: /\s\spublic var (\w+) = ([0-9_.]+)/)
    #expect(options.count == 6)
    #expect(options == limits)
  }
}

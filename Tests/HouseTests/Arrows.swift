// Who may import whom: as Package.swift says it, as ARCHITECTURE.md says it, as the sources do it.

/// The rooms of the house and what each may import.
struct Arrows: Equatable {
  /// Names that each room sees, packages' modules among them.
  var sees: [String: Set<String>] = [:]
  /// Floors, where they are known; an arrow runs from a higher floor to a lower one.
  var floors: [String: Int] = [:]

  /// The vocabulary, which any room may see without naming it in its code.
  static let vocabulary: Set = ["Consulting", "Measures"]
  /// Modules that come with the language.
  static let toolchain: Set = ["Swift", "Synchronization", "Glibc"]
  /// Modules of packages, by the variables that stand for them in Package.swift.
  static let packages = [
    "yams": "Yams", "argumentParser": "ArgumentParser", "crypto": "Crypto",
    "hummingbird": "Hummingbird", "hummingbirdCore": "HummingbirdCore",
    "httpTypes": "HTTPTypes", "logging": "Logging", "metrics": "CoreMetrics",
    "nioCore": "NIOCore", "grdb": "GRDB", "sqlite": "GRDBSQLite",
  ]
  /// Rooms that must do without Foundation.
  static let withoutFoundation: Set = [
    "Consulting", "Rings", "Measures", "Routing", "ChatRelay", "Population", "VirtualTime",
    "Tallies", "WebSockets", "Consultation",
  ]

  /// The rooms of a manifest: `room(…)`, and targets that are declared in full.
  init(manifest: String, kinds: [String] = Arrows.roomKinds) {
    for kind in kinds {
      for call in Self.calls(of: kind, in: manifest) {
        guard let name = Self.quoted(in: call).first else { continue }
        var parts = call.split(separator: "sees:", maxSplits: 1)
        if parts.count < 2 { parts = call.split(separator: "dependencies:", maxSplits: 1) }
        let list = parts.count < 2 ? "" : String(parts[1].prefix(upTo: "swiftSettings"))
        var seen = Set(Self.quoted(in: list))
        for (variable, module) in Self.packages where list.contains(variable) {
          seen.insert(module)
        }
        sees[name] = seen
      }
    }
  }

  /// Ways in which Package.swift declares a room, and a bundle of tests.
  static let roomKinds = [" room(", " .target(name: \"", ".executableTarget(", ".systemLibrary("]
  static let testKinds = [" tests("]

  /// The rooms of a table `| floor | name | one line | names |`.
  init(table lines: [String]) {
    for line in lines where line.hasPrefix("|") {
      let cells = line.split(separator: "|").map { cell in
        String(cell.filter { $0 != "`" }.trimmingSpaces)
      }
      guard cells.count == 4, let floor = Int(cells[0]) else { continue }
      let name = String(cells[1].prefix { $0 != " " })
      let seen = cells[3].split(separator: ",").map { String($0.trimmingSpaces) }
      sees[name] = Set(seen.filter { $0 != "–" })
      floors[name] = floor
    }
  }

  private static func calls(of kind: String, in text: String) -> [String] {
    text.ranges(of: kind).map { range in
      var depth = 1
      let opened = kind.hasSuffix("(") ? range.upperBound : text.index(before: range.upperBound)
      return String(
        text[opened...].prefix { character in
          if character == "(" { depth += 1 }
          if character == ")" { depth -= 1 }
          return depth > 0
        })
    }.filter { !$0.hasPrefix("_ ") && !$0.hasPrefix("name: name") }
  }

  private static func quoted(in text: some StringProtocol) -> [String] {
    let pieces = text.split(separator: "\"", omittingEmptySubsequences: false)
    return pieces.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}

extension StringProtocol {
  /// Without spaces at both ends.
  fileprivate var trimmingSpaces: SubSequence {
    let start = drop { $0 == " " }
    guard let last = start.lastIndex(where: { $0 != " " }) else { return start }
    return start[...last]
  }

  /// All before the first occurrence of the word.
  fileprivate func prefix(upTo word: String) -> SubSequence {
    ranges(of: word).first.map { self[..<$0.lowerBound] } ?? self[...]
  }
}

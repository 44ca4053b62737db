// Circles between the files of a target: sets of files that cannot be understood one by one.

/// Which unit of a target (a type's file with its `+Aspect` files) mentions which other.
///
/// A unit mentions another if its code names, not as a member, a type that the other declares at
/// the top of a file. Extensions of foreign types and free functions are not followed.
struct Mentions {
  private(set) var units: [String] = []
  private var targets: [[Int]] = []

  init(in files: [SourceText]) {
    units = Set(files.map(\.unit)).sorted()
    var declaring: [String: Int] = [:]
    var own = [Set<String>](repeating: [], count: units.count)
    let number = Dictionary(uniqueKeysWithValues: units.enumerated().map { ($1, $0) })
    for file in files {
      guard let unit = number[file.unit] else { continue }
      for type in Declarations(of: file).types {
        own[unit].insert(type.name)
        if type.depth == 0 { declaring[type.name] = unit }
      }
    }
    targets = own.map { _ in [] }
    for file in files {
      guard let unit = number[file.unit] else { continue }
      for name in Self.names(in: file.tokens) where !own[unit].contains(name) {
        if let other = declaring[name] { targets[unit].append(other) }
      }
    }
  }

  /// Sets of two or more units each of which leads to all others of the set.
  var circles: [[String]] {
    let reached = units.indices.map(reach)
    var circles: [[String]] = []
    var seen: Set<Int> = []
    for unit in units.indices where !seen.contains(unit) {
      let circle = reached[unit].filter { reached[$0].contains(unit) }.union([unit])
      seen.formUnion(circle)
      if circle.count > 1 { circles.append(circle.sorted().map { units[$0] }) }
    }
    return circles
  }

  private func reach(from unit: Int) -> Set<Int> {
    var found: Set<Int> = []
    var open = targets[unit]
    while let next = open.popLast() {
      if found.insert(next).inserted { open += targets[next] }
    }
    return found
  }

  private static func names(in tokens: [SourceText.Token]) -> Set<String> {
    var names: Set<String> = []
    for index in tokens.indices {
      let isMember = index > 0 && tokens[index - 1].text == "."
      if !isMember, tokens[index].text.first?.isUppercase == true {
        names.insert(tokens[index].text)
      }
    }
    return names
  }

  /// One finding for each circle of each target.
  static func findings(in files: [SourceText]) -> [Finding] {
    let targets = Dictionary(grouping: files) { $0.target ?? "" }
    return targets.sorted { $0.key < $1.key }.flatMap { target, files in
      Mentions(in: files).circles.map { circle in
        Finding(
          path: "Sources/\(target)", line: nil,
          what: "\(circle.joined(separator: ", ")) form a circle")
      }
    }
  }
}

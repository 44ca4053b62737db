// Circles between the files of a target: sets of files that cannot be understood one by one.

/// Which file of a target mentions which other.
///
/// A file mentions another if its code names, not as a member, a type that the other declares at
/// the top level. Members that an extension adds and free functions are not followed.
struct Mentions {
  private let files: [SourceText]
  private var targets: [[Int]] = []

  init(in files: [SourceText]) {
    self.files = files
    var declaring: [String: Int] = [:]
    var own = [Set<String>](repeating: [], count: files.count)
    for index in files.indices {
      for type in Declarations(of: files[index]).types {
        own[index].insert(type.name)
        if type.depth == 0 { declaring[type.name] = index }
      }
    }
    targets = files.indices.map { index in
      Self.names(in: files[index].tokens).subtracting(own[index]).compactMap { declaring[$0] }
    }
  }

  /// Sets of files each of which leads to all others of the set, by unit: a type and its aspects
  /// are one idea, so a circle has two units or more.
  var circles: [[String]] {
    let reached = files.indices.map(reach)
    var circles: [[String]] = []
    var seen: Set<Int> = []
    for file in files.indices where !seen.contains(file) {
      let circle = reached[file].filter { reached[$0].contains(file) }.union([file])
      seen.formUnion(circle)
      let units = Set(circle.map { files[$0].unit })
      if units.count > 1 { circles.append(units.sorted()) }
    }
    return circles
  }

  private func reach(from file: Int) -> Set<Int> {
    var found: Set<Int> = []
    var open = targets[file]
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

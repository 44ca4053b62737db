// The rules that hold the arrows of the house together.

extension Arrows {
  /// The document's table says what the manifest says.
  func disagreements(withTable table: Arrows) -> [Finding] {
    Set(sees.keys).union(table.sees.keys).sorted().compactMap { room in
      let (here, there) = (sees[room], table.sees[room])
      guard here != there else { return nil }
      let manifest = here.map { $0.sorted().joined(separator: ", ") } ?? "no such room"
      let page = there.map { $0.sorted().joined(separator: ", ") } ?? "no such room"
      return Finding(
        path: "ARCHITECTURE.md", line: nil,
        what: "\(room): Package.swift says [\(manifest)], the table says [\(page)]")
    }
  }

  /// Every arrow between rooms runs down.
  var climbing: [Finding] {
    sees.sorted { $0.key < $1.key }.flatMap { room, seen in
      seen.sorted().compactMap { other in
        guard let from = floors[room], let to = floors[other], from <= to else { return nil }
        return Finding(
          path: "ARCHITECTURE.md", line: nil,
          what: "\(room) (floor \(from)) sees \(other) (floor \(to))")
      }
    }
  }

  /// Each import names something that the room sees directly.
  func forbiddenImports(in file: SourceText) -> [Finding] {
    guard let room = file.target, let seen = sees[room] else { return [] }
    return Self.imports(of: file).compactMap { module, line in
      let isFoundation = module.hasPrefix("Foundation")
      let isAllowed =
        seen.contains(module) || Self.toolchain.contains(module)
        || (isFoundation && !Self.withoutFoundation.contains(room))
      if isAllowed { return nil }
      return Finding(path: file.path, line: line + 1, what: "\(room) does not see \(module)")
    }
  }

  /// Each arrow between two rooms is walked by some file; the vocabulary is free.
  func unusedArrows(in files: [SourceText]) -> [Finding] {
    let byRoom = Dictionary(grouping: files) { $0.target ?? "" }
    return sees.sorted { $0.key < $1.key }.flatMap { room, seen -> [Finding] in
      let imported = Set((byRoom[room] ?? []).flatMap { Self.imports(of: $0).map(\.module) })
      let idle = seen.subtracting(imported).subtracting(Self.vocabulary)
      return idle.filter { $0 != "CJemalloc" }.sorted().map { module in
        Finding(
          path: "Package.swift", line: nil, what: "\(room) sees \(module), imports it nowhere")
      }
    }
  }

  /// The modules that a file imports, with their lines counted from 0; not what it imports only
  /// when it is compiled for the explorer (docs/explorer.md).
  static func imports(of file: SourceText) -> [(module: String, line: Int)] {
    let kinds: Set = ["struct", "class", "enum", "func", "protocol", "let", "var", "typealias"]
    var imports: [(module: String, line: Int)] = []
    var isForExplorer = false
    for (line, code) in file.code.enumerated() {
      if code.contains("#if INTERLEAVINGS") { isForExplorer = true }
      if code.contains("#else") || code.contains("#endif") { isForExplorer = false }
      guard code.contains("import "), !isForExplorer else { continue }
      let words = code.split { $0 == " " || $0 == "." }.map(String.init)
      guard let keyword = words.firstIndex(of: "import"), keyword <= 2 else { continue }
      let module = words[(keyword + 1)...].first { !kinds.contains($0) }
      if let module { imports.append((module, line)) }
    }
    return imports
  }
}

// The repository on disk: which files there are and what they say. No rule lives here.

import Foundation

/// The files of this repository, read once.
enum Repository {
  /// The folder that holds Package.swift.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Swift files of the product, of the tests and of the benchmarks.
  static let swift = files(
    in: ["Package.swift", "Sources", "Tests", "Benchmarks"], ending: ["swift"])
  /// Swift files of the product.
  static let sources = swift.filter { $0.path.hasPrefix("Sources/") }
  /// Files of the product that browsers read.
  static let web = files(in: ["Sources"], ending: ["js", "mjs", "css", "html"])
  /// Every text that people read or machines run.
  static let texts =
    swift + web
    + files(
      in: [
        "Sources", "Tests", "docs", "scenarios", "results/README.md", "tools", "Benchmarks",
        ".ci/run", "Makefile", "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md",
        "LICENSE",
      ], ending: ["md", "c", "h", "modulemap", "sh", "run", "yaml", "Makefile", "LICENSE"])
  /// The scenarios that are shipped.
  static let scenarios = files(in: ["scenarios"], ending: ["yaml"])

  /// The text of one file, empty if it is not there.
  static func text(_ path: String) -> SourceText {
    let bytes = FileManager.default.contents(atPath: place(of: path)) ?? Data()
    return SourceText(path: path, text: String(decoding: bytes, as: UTF8.self))
  }

  /// The full path of a file, by its path from the root.
  static func place(of path: String) -> String { root.appending(path: path).path }

  /// Whether there is a file or folder at that path from the root.
  static func holds(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: place(of: path))
  }

  private static func files(in places: [String], ending: [String]) -> [SourceText] {
    places.flatMap { place -> [SourceText] in
      let start = self.place(of: place)
      guard FileManager.default.fileExists(atPath: start) else { return [] }
      let below = paths(below: start).map { "\(place)/\($0)" }
      let inside = below.isEmpty ? [place] : below
      return inside.filter { path in ending.contains { path.hasSuffix($0) } }.sorted().map(text)
    }
  }

  private static func paths(below folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { path in !path.split(separator: "/").contains { $0.hasPrefix(".") } }
  }
}

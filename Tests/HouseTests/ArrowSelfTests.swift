// Each rule about arrows finds a wrong arrow in a house of three rooms.

import Testing

struct ArrowSelfTests {
  private let manifest = Arrows(
    manifest: """
      func room(_ name: String, sees dependencies: [Target.Dependency] = []) -> Target {
        .target(name: name, dependencies: dependencies)
      }
        room("Ground"),
        .target(name: "CShim", cSettings: [.define("X")]),
        room(
          "Middle",
          sees: ["Ground", yams]),
        .executableTarget(
          name: "top", dependencies: ["Middle", argumentParser] + (x ? ["CShim"] : []),
          swiftSettings: strict),
        tests("GroundTests", sees: ["Ground"]),
      """)

  @Test("a manifest's rooms are read, its tests apart")
  func readsManifest() {
    let expected: [String: Set<String>] = [
      "Ground": [], "CShim": [], "Middle": ["Ground", "Yams"],
      "top": ["Middle", "ArgumentParser", "CShim"],
    ]
    #expect(manifest.sees == expected)
  }

  @Test("a table that says something else is found")
  func disagreement() {
    let sound = [
      "| floor | target | one line | sees |", "|---|---|---|---|",
      "| 3 | `top` (executable) | all | Middle, ArgumentParser, CShim |",
      "| 2 | `Middle` | some | Ground, Yams |", "| 1 | `Ground` | none | – |",
      "| 1 | `CShim` | none | – |",
    ]
    let wrong = sound.map { $0 == sound[3] ? "| 2 | `Middle` | some | Ground |" : $0 }
    #expect(manifest.disagreements(withTable: Arrows(table: sound)).isEmpty)
    #expect(manifest.disagreements(withTable: Arrows(table: wrong)).count == 1)
    #expect(manifest.disagreements(withTable: Arrows(table: sound.dropLast())).count == 1)
  }

  @Test("an arrow that runs up or along a floor is found")
  func climbing() {
    let rows = [
      "| 2 | A | – | B, C |", "| 2 | B | – | – |", "| 1 | C | – | A |", "| 1 | D | – | – |",
    ]
    let found = Arrows(table: rows).climbing.map(\.what)
    #expect(found == ["A (floor 2) sees B (floor 2)", "C (floor 1) sees A (floor 2)"])
  }

  @Test("an import past the wall is found")
  func imports() {
    func found(_ text: String, in room: String) -> [String] {
      let file = SourceText(path: "Sources/\(room)/File.swift", text: text)
      return manifest.forbiddenImports(in: file).map(\.what)
    }
    #expect(found("public import Ground\nimport Yams\nimport Foundation", in: "Middle").isEmpty)
    #expect(found("import Ground", in: "top") == ["top does not see Ground"])
    #expect(found("@testable import struct Yams.Node", in: "top") == ["top does not see Yams"])
    #expect(found("// import Yams\nimport Synchronization", in: "Ground").isEmpty)
    let explored = "#if INTERLEAVINGS\n  import Yams\n#endif\nimport Yams"
    #expect(found(explored, in: "top") == ["top does not see Yams"])
    var core = manifest
    core.sees["Routing"] = []
    let file = SourceText(path: "Sources/Routing/File.swift", text: "import FoundationEssentials")
    #expect(core.forbiddenImports(in: file).count == 1)
  }

  @Test("an arrow that no import walks is found")
  func unused() {
    let files = [
      SourceText(path: "Sources/Middle/File.swift", text: "import Ground"),
      SourceText(path: "Sources/top/main.swift", text: "import Middle\nimport CShim"),
    ]
    let found = manifest.unusedArrows(in: files).map(\.what)
    #expect(
      found == [
        "Middle sees Yams, imports it nowhere", "top sees ArgumentParser, imports it nowhere",
      ])
  }
}

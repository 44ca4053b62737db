// Package.swift, ARCHITECTURE.md and the sources tell the same story about who imports whom.

import Foundation
import Testing

struct ArrowTests {
  private let manifest = Arrows(manifest: Repository.text("Package.swift").whole)
  private let table = Arrows(table: Repository.text("ARCHITECTURE.md").lines)

  @Test("the table of ARCHITECTURE.md names the rooms and arrows of Package.swift")
  func tableIsManifest() {
    #expect(manifest.sees.count >= 9)
    expectNone(manifest.disagreements(withTable: table))
  }

  @Test("no arrow runs up or along a floor")
  func arrowsRunDown() { expectNone(table.climbing) }

  @Test("a file imports only what its room sees directly")
  func importsAreAllowed() {
    expectNone(Repository.sources.flatMap(manifest.forbiddenImports))
  }

  @Test("every arrow of Package.swift is walked by some import")
  func arrowsAreWalked() { expectNone(manifest.unusedArrows(in: Repository.sources)) }

  @Test("some bundle of tests sees each room, and tests import only what they see")
  func testsSeeRooms() {
    var bundles = Arrows(
      manifest: Repository.text("Package.swift").whole, kinds: Arrows.testKinds)
    let seen = bundles.sees.values.reduce(into: Set()) { $0.formUnion($1) }
    let rooms = manifest.sees.keys.filter { !["sangdam", "CPlatform", "CJemalloc"].contains($0) }
    #expect(rooms.filter { !seen.contains($0) } == [])
    for name in bundles.sees.keys { bundles.sees[name]?.insert("Testing") }
    let files = Repository.swift.filter { $0.path.hasPrefix("Tests/") }
    expectNone(files.flatMap(bundles.forbiddenImports))
  }

  @Test("what a build for planning compiles imports nothing that only the service builds")
  func planningImports() {
    let manifest = Repository.text("Package.swift").whole
    var planner = self.manifest
    // The executable's names behind `builds.haveService`.
    let service =
      manifest.components(separatedBy: ".executableTarget(").dropFirst().first?
      .components(separatedBy: "builds.haveService").dropFirst().first?
      .components(separatedBy: ": [])").first ?? ""
    let rooms = service.split(separator: "\"").map(String.init)
      .filter { self.manifest.sees[$0] != nil }
    #expect(rooms.contains("InformationServer") && rooms.contains("ConsultServer"))
    for room in rooms { planner.sees["sangdam"]?.remove(room) }
    let files = Repository.sources.filter {
      $0.path.hasPrefix("Sources/sangdam/") && !$0.path.contains("/Consultation/")
    }
    #expect(files.count > 20)
    expectNone(files.flatMap(planner.forbiddenImports))
  }

  @Test("no files of a target form a circle")
  func noCircles() { expectNone(Mentions.findings(in: Repository.sources)) }
}

extension SourceText {
  /// All lines in one text.
  var whole: String { lines.joined(separator: "\n") }
}

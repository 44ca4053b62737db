// What stands beside `simulate`: the schema, the shipped scenarios, and the allocator under all.

import Foundation
import Testing

struct ToolTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  /// The root of the repository.
  static let root: String = {
    var path = #filePath as NSString
    for _ in 0..<3 { path = path.deletingLastPathComponent as NSString }
    return path as String
  }()

  @Test("every shipped scenario is fine")
  func shipped() throws {
    let all = try FileManager.default.contentsOfDirectory(atPath: Self.root + "/scenarios")
    let paths = all.filter { $0.hasSuffix(".yaml") }.sorted().map { Self.root + "/scenarios/" + $0 }
    #expect(paths.count >= 3)
    let ending = try Program.run(["check"] + paths, input: [], in: folder)
    #expect(ending.code == 0, "\(ending.complaint)")
    let lines = ending.output.split(separator: "\n")
    #expect(lines.count == paths.count + 1)
    #expect(lines.last.map(String.init) == "All \(paths.count) are fine.")
  }

  @Test("the schema is JSON of draft 2020-12 and knows every key of a scenario at its place")
  func schema() throws {
    let schema = try Program.run("schema", in: folder).document()
    #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    let top = try #require(schema["properties"] as? [String: [String: Any]])
    let required = try #require(schema["required"] as? [String])
    #expect(Set(required) == ["sangdam", "name", "length", "demand", "agents"])
    for key in ["opens", "warmup", "closing", "sites", "locations", "routing", "limits"] {
      #expect(top[key] != nil, "\(key)")
    }
    let streams = try #require(top["demand"]?["items"] as? [String: Any])
    #expect(Set(try #require(streams["required"] as? [String])).isSuperset(of: ["name", "effort"]))
    let keys = try #require(streams["properties"] as? [String: Any])
    #expect(Set(keys.keys).isSuperset(of: ["code", "arrivals", "patience", "retry", "mismatch"]))
    #expect(schema["additionalProperties"] as? Bool == false)
  }

  @Test("the allocator that the engine names is the one that runs")
  func allocator() throws {
    let scenario = try folder.scenario()
    let run = try Program.run("simulate", scenario, "--json", in: folder)
    let engine = try #require(try run.document()["engine"] as? [String: Any])
    let allocator = try #require(engine["allocator"] as? [String: Any])
    let told = try Program.shell(
      "MALLOC_CONF=stats_print:true sangdam simulate s.yaml --quiet --out o", in: folder)
    let isThere = told.complaint.contains("Begin jemalloc statistics")
    #expect((allocator["name"] as? String == "jemalloc") == isThere)
    guard isThere else { return }
    // Swift's own objects are in it: the program alone makes thousands.
    let pattern = /small: +\d+ +\(?\S* *(\d+)/
    let count = told.complaint.firstMatch(of: pattern).flatMap { Int($0.1) }
    #expect(try #require(count) > 1_000)
  }
}

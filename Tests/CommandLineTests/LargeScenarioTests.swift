// Every shipped scenario runs and is sound, the large ones too; those made by a tool are what the
// tool prints.

import Foundation
import Testing

struct LargeScenarioTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  private static let place = ToolTests.root + "/scenarios/"

  /// The shipped scenarios but for the largest, by file name.
  static let names: [String] = {
    let all = FileManager.default.enumerator(atPath: place)?.compactMap { $0 as? String } ?? []
    return all.filter { $0.hasSuffix(".yaml") && $0 != centre }.sorted()
  }()
  private static let centre = "national-centre.yaml"

  /// Runs a scenario; the result is sound, and every customer ended once.
  private func result(_ path: String, replications: Int) throws -> [String: Any] {
    let ending = try Program.run(
      ["simulate", path, "--json", "--replications", "\(replications)", "--threads", "1"],
      input: [], in: folder)
    // A day or two need not meet what many do; wrong input and broken runs end with 2 and 3.
    #expect([0, 1, 4].contains(ending.code), "\(ending.complaint)")
    let document = try ending.document()
    let invariants = try #require(document["invariants"] as? [String: Int])
    #expect(invariants.count >= 4)
    #expect(invariants.values.allSatisfy { $0 == 0 }, "\(invariants)")
    let metrics = try #require(document["metrics"] as? [String: Any])
    let counts = ["offered", "answered", "abandoned", "blocked"].map { key in
      (metrics[key] as? [String: Any])?["mean"] as? Double ?? .nan
    }
    #expect(counts[0] > 20)
    #expect(abs(counts[0] - counts[1] - counts[2] - counts[3]) < 1e-6, "\(counts)")
    return document
  }

  @Test("a shipped scenario runs: nobody is lost, and every customer ends once", arguments: names)
  func runs(name: String) throws {
    _ = try result(Self.place + name, replications: 2)
  }

  /// The national centre with a fiftieth of its customers and without rings: what the optimiser
  /// has not touched takes half a minute for all of it.
  private func reducedCentre() throws -> String {
    let key = "arrivals: {count: "
    let whole = try String(contentsOfFile: Self.place + Self.centre, encoding: .utf8)
    let pieces = whole.replacing("  rings:", with: "  # rings:").replacing(
      "    - {after", with: "#"
    )
    .components(separatedBy: key)
    let reduced = pieces.map { piece in
      let digits = piece.prefix(while: \.isNumber)
      return Int(digits).map { "\($0 / 50)\(piece.dropFirst(digits.count))" } ?? piece
    }
    return folder.path(try folder.scenario(reduced.joined(separator: key), as: Self.centre))
  }

  @Test("the national centre runs in at most 256 MiB, with its 4,096 classes")
  func nationalCentre() throws {
    #if DEBUG
      let (path, expected) = (try reducedCentre(), 20_000.0)
    #else
      let (path, expected) = (Self.place + Self.centre, 1_000_000.0)
    #endif
    let document = try result(path, replications: 1)
    #expect((document["by_demand"] as? [String: Any])?.count == 4_096)
    let engine = try #require(document["engine"] as? [String: Any])
    let contacts = try #require(engine["contacts"] as? Double)
    #expect(abs(contacts / expected - 1) < 0.3)
    let allocator = try #require(engine["allocator"] as? [String: Any])
    print("national centre: \(contacts) contacts in \(engine["elapsed_s"] ?? "") s")
    // A sanitizer brings memory of its own.
    guard allocator["name"] as? String == "jemalloc" else { return }
    #expect(try #require(engine["peak_rss_bytes"] as? Int) <= 256 << 20)
  }

  @Test(
    "a scenario that a tool makes is what the tool prints",
    arguments: ["national-centre", "skills-65x89"])
  func made(name: String) throws {
    let made = try Program.shell(
      "command -v python3 > /dev/null || exit 127; python3 '\(ToolTests.root)/tools/\(name).py'",
      in: folder)
    if made.code == 127 { return print("without python3 \(name) is not made anew") }
    #expect(made.code == 0, "\(made.complaint)")
    let shipped = try String(contentsOfFile: Self.place + name + ".yaml", encoding: .utf8)
    #expect(made.output == shipped)
    #expect(shipped.contains("tools/\(name).py > scenarios/\(name).yaml"))
  }
}

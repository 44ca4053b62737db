// The scenario on the wall clock, as a stranger runs it: files, exit codes, explanations.

import Testing

@Suite(.serialized)
struct ProfileTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  /// A schedule that nobody can keep: a hundred million customers in a tenth of a second.
  private static let flood = """
    sangdam: 1
    name: flood
    length: 1h
    demand:
      - {name: all, code: {language: ko, document: "43211507"}, effort: {fixed: 1s}, \
    arrivals: {rate: 10000000/h}}
    agents:
      - {name: some, count: 10, languages: {ko: 1}, documents: {"43": 1}}

    """

  @Test("matching in batches is refused before anything runs")
  func matchWindow() throws {
    let scenario = try folder.scenario()
    let run = try Program.run(
      "profile", scenario, "--seconds", "0.1", "--set", "routing.match-window=50ms", in: folder)
    #expect(run.code == 2 && run.output.isEmpty)
    #expect(run.complaint.contains("error: routing.match-window: 0.05 s; allowed is 0s"))
  }

  @Test("a run leaves a document, its page, and decisions that can be explained")
  func files() throws {
    let scenario = try folder.scenario()
    let run = try Program.run(
      "profile", scenario, "--seconds", "0.3", "--out", "o", "--decisions", "d.jsonl", in: folder)
    // Other programs may keep the threads from their schedule: that is 3, and said.
    #expect([0, 1, 3].contains(run.code), "\(run.complaint)")
    #expect(run.output.contains("The way to an agent, by the wall clock"))
    #expect(folder.names(in: "o") == ["periods.csv", "report.html", "result.json"])
    let page = try Program.run("report", "o", "--out", "again.html", in: folder)
    #expect(page.code == 0)
    let explained = try Program.run("explain", "d.jsonl", "--customer", "0", in: folder)
    #expect(explained.code == 0)
    #expect(explained.output.hasPrefix("Customer 0, "))
    #expect(explained.output.contains("Why so late"))
  }

  @Test("saturated: the document alone, valid, nothing allocated for a dispatch")
  func saturated() throws {
    let scenario = try folder.scenario()
    let run = try Program.run(
      "profile", scenario, "--saturate", "--seconds", "0.2", "--json", in: folder)
    #expect(run.code == 0, "\(run.complaint)")
    let engine = try #require(try run.document()["engine"] as? [String: Any])
    #expect(engine["valid"] as? Bool == true)
    #expect((engine["dispatches"] as? Int ?? 0) > 100)
    let allocator = try #require(engine["allocator"] as? [String: Any])
    if let arenas = allocator["arenas"] as? [String: Int] {
      for kind in ["allocated", "active", "resident"] {
        let (end, most) = (arenas["\(kind)_bytes"] ?? 0, arenas["most_\(kind)_bytes"] ?? 0)
        #expect(end > 0 && most >= end, "\(kind)")
      }
    }
    #expect(folder.names(in: "results").isEmpty)
  }

  @Test("a schedule that cannot be kept is exit code 3, with a result that says so")
  func invalid() throws {
    let scenario = try folder.scenario(Self.flood, as: "flood.yaml")
    let run = try Program.run(
      "profile", scenario, "--seconds", "0.1", "--threads", "1", "--json", in: folder)
    #expect(run.code == 3)
    #expect(run.complaint.contains("the run is invalid"))
    let engine = try #require(try run.document()["engine"] as? [String: Any])
    #expect(engine["valid"] as? Bool == false)
  }

  @Test(
    "wrong usage is exit code 2, and says what is allowed",
    arguments: [
      (["profile", "s.yaml", "--saturate", "--speed", "2"], "--saturate"),
      (["profile", "s.yaml", "--speed", "0"], "--speed is 0"),
      (["profile", "s.yaml", "--seconds", "0"], "--seconds is 0"),
      (["profile", "s.yaml", "--threads", "65"], "1 to 64"),
      (["profile", "s.yaml", "--replications", "2"], "--replications"),
      (["profile", "s.yaml", "--speed", "1", "--seconds", "1"], "warmup: "),
      (["profile", "s.yaml", "--decisions", "s.yaml"], "this is the scenario"),
      (["explain", "absent.jsonl", "--customer", "0"], "absent.jsonl"),
      (["explain", "s.yaml", "--customer", "0"], "this is no file of decisions"),
      (["explain", "s.yaml"], "--customer"),
    ])
  func usage(arguments: [String], words: String) throws {
    _ = try folder.scenario()
    let ending = try Program.run(arguments, input: [], in: folder)
    #expect(ending.code == 2)
    #expect(ending.complaint.contains(words), "\(ending.complaint)")
    #expect(ending.output.isEmpty)
  }
}

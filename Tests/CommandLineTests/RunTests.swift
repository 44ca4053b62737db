// What a run leaves behind: files, the same bytes for any number of threads, and what is said when
// it is interrupted.

import Foundation
import Testing

struct RunTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  /// A document without its `engine`, as text with sorted keys.
  static func history(_ document: [String: Any]) throws -> String {
    let kept = document.filter { $0.key != "engine" }
    let data = try JSONSerialization.data(withJSONObject: kept, options: [.sortedKeys])
    return String(decoding: data, as: UTF8.self)
  }

  private func history(_ arguments: String..., input: String = "") throws -> String {
    let ending = try Program.run(
      ["simulate"] + arguments + ["--json"], input: Array(input.utf8), in: folder)
    #expect(ending.code == 0, "\(ending.complaint)")
    return try Self.history(ending.document())
  }

  @Test("one seed is one history, whatever the threads and wherever the scenario comes from")
  func oneHistory() throws {
    let scenario = try folder.scenario()
    let one = try history(scenario, "--threads", "1")
    #expect(try history(scenario, "--threads", "3") == one)
    #expect(try history(scenario, "--threads", "64") == one)
    #expect(try history("-", input: SmallScenario.text) == one)
    #expect(try history(scenario, "--seed", "7", "--replications", "4") == one)
    #expect(try history(scenario, "--seed", "8") != one)
  }

  @Test("a scenario in JSON is the same scenario")
  func json() throws {
    let head = #"{"sangdam": 1, "name": "j", "length": "1h", "replications": 2, "#
    let code = #"{"language": "ko", "document": "43211507"}"#
    let stream =
      #"[{"name": "d", "code": \#(code), "arrivals": {"rate": "60/h"}, "effort": {"fixed": "4m"}}]"#
    let group =
      #"[{"name": "g", "count": 4, "languages": {"ko": 1}, "documents": {"43": 1.0}}]"#
    let yaml = """
      {sangdam: 1, name: j, length: 1h, replications: 2,
       demand: [{name: d, code: {language: ko, document: "43211507"}, arrivals: {rate: 60/h},
                 effort: {fixed: 4m}}],
       agents: [{name: g, count: 4, languages: {ko: 1}, documents: {"43": 1.0}}]}
      """
    let written = try history("-", input: head + #""demand": \#(stream), "agents": \#(group)}"#)
    #expect(try history("-", input: yaml) == written)
  }

  @Test("--set reaches an entry of a list by its name and by its index")
  func overrides() throws {
    let scenario = try folder.scenario()
    let plain = try history(scenario)
    let byName = try history(scenario, "--set", "agents.front.count=9")
    #expect(try history(scenario, "--set", "agents.0.count=9") == byName)
    #expect(byName != plain)
    let changed = SmallScenario.text.replacing("count: 5", with: "count: 9")
    #expect(try history("-", input: changed) == byName)
  }

  @Test("a fault of --set is told with its place, and a hint where one helps")
  func wrongOverrides() throws {
    let scenario = try folder.scenario()
    let ending = try Program.run(
      "simulate", scenario, "--set", "agents.frnt.count=9", "--set", "agents.back.count=many",
      "--set", "seed", in: folder)
    #expect(ending.code == 2)
    #expect(ending.complaint.contains("--set agents.frnt.count=9:1:1: error: agents: no entry"))
    #expect(ending.complaint.contains("did you mean `front`?"))
    #expect(
      ending.complaint.contains("--set agents.back.count=many:1:19: error: agents.back.count"))
    #expect(ending.complaint.contains("--set seed:1:1: error: "))
  }

  @Test("a run ends with the paths of its result and its page, in a folder of its own")
  func defaultFolder() throws {
    let scenario = try folder.scenario()
    let first = try Program.run("simulate", scenario, in: folder)
    let second = try Program.run("simulate", scenario, in: folder)
    let paths = [first, second].compactMap {
      $0.output.firstMatch(
        of:
          /\nResult: (results\/runs\/small\/\d+T\d+Z-7(-2)?\/)result.json\nReport: \1report.html\n$/
      )
      .map { String($0.1) }
    }
    #expect(Set(paths).count == 2)
    for path in paths {
      #expect(try folder.text(path + "result.json").hasSuffix("}\n"))
      #expect(try folder.text(path + "report.html").hasSuffix("</html>\n"))
    }
    #expect(first.complaint.isEmpty, "no progress where there is no terminal")
    #expect(!first.output.contains("\u{1B}"), "no colour where there is no terminal")
  }

  @Test("--json with --out prints the document and keeps the same bytes")
  func jsonAndOut() throws {
    let scenario = try folder.scenario()
    let ending = try Program.run(
      "simulate", scenario, "--json", "--out", "new/folder", in: folder)
    #expect(ending.code == 0)
    #expect(try folder.text("new/folder/result.json") == ending.output)
    #expect(folder.names(in: "new/folder") == ["periods.csv", "report.html", "result.json"])
  }

  @Test(
    "an interrupted run keeps what was finished and calls it partial", arguments: [SIGINT, SIGTERM])
  func interrupted(signal: Int32) throws {
    let scenario = try folder.scenario()
    let run = try Program.start(
      ["simulate", scenario, "--replications", "100000", "--out", "o"], in: folder)
    try run.letWork(700_000)
    run.send(signal)
    let ending = try run.wait()
    #expect(ending.code == 3)
    #expect(ending.complaint.hasPrefix("sangdam: interrupted: the result is of "))
    #expect(ending.complaint.hasSuffix("finished replications of 100000.\n"))
    #expect(ending.output.contains("Interrupted: "))
    let data = Data(try folder.text("o/result.json").utf8)
    let document = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(document["partial"] as? Bool == true)
    #expect(document["requested_replications"] as? Int == 100_000)
    let finished = try #require(document["replications"] as? Int)
    #expect((1..<100_000).contains(finished))
  }

  @Test("a run that is interrupted before anything is finished leaves nothing")
  func interruptedAtOnce() throws {
    let text = SmallScenario.text.replacing("length: 2h", with: "length: 3000d")
      .replacing("report-every: 30m", with: "report-every: 100d")
    let run = try Program.start(
      ["simulate", try folder.scenario(text), "--replications", "1", "--out", "o"], in: folder)
    try run.letWork(500_000)
    run.send(SIGINT)
    let ending = try run.wait()
    #expect(ending.code == 3)
    #expect(ending.complaint.contains("interrupted before the first replication was finished"))
    #expect(ending.elapsed < .seconds(10))
    #expect(folder.names(in: "o").isEmpty)
  }
}

// Where a scenario comes from: files that are there, and those that are not.

import Testing

@testable import Scenarios

@Test("a scenario is read from a file, and its files lie in its directory")
func readsFile() throws {
  let source = try ScenarioSource.read(path: TestFiles.bad + "/039-name-with-blanks.yaml")
  #expect(source.directory == TestFiles.bad)
  #expect(source.bytes.starts(with: "sangdam: 1".utf8))
}

@Test("a missing file and a directory are diagnostics with a place")
func unreadableFiles() {
  for (path, words) in [("no-such.yaml", "no such file"), (TestFiles.bad, "a directory")] {
    do {
      _ = try ScenarioSource.read(path: path)
      Issue.record("\(path) is read")
    } catch {
      #expect(error.description.contains("\(path):1:1: error: "))
      #expect(error.description.contains(words))
    }
  }
}

@Test("a run of ten years with a weekly profile in every stream is refused before it is built")
func stepsAreBounded() throws {
  let stream = """
    code: {language: ko, document: "43211507"}, effort: {fixed: 4m},
      arrivals: {week: {count: 9, profile: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}}
    """
  let text = """
    {sangdam: 1, name: long, length: 3650d, agents: [], demand: [
    \((0..<200).map { "{name: s\($0), \(stream)}" }.joined(separator: ",\n"))
    ]}
    """
  var refusal: Diagnostics?
  let spent = RefusalTime.spent { refusal = TestFiles.diagnostics(text) }
  #expect(spent < RefusalTime.ofOneReading * 300)
  let faults = try #require(refusal)
  #expect(faults.description.contains("18 parts on 3652 days, at most 100000, 2000000 in all"))
}

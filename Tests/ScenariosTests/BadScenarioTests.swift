// Every bad scenario beside this file is refused with the diagnostics written beside it.

import Foundation
import Testing

@testable import Scenarios

/// The directories of these tests, found from this file.
enum TestFiles {
  static let directory = (#filePath as NSString).deletingLastPathComponent
  static let bad = directory + "/Bad"
  static let root = ((directory as NSString).deletingLastPathComponent as NSString)
    .deletingLastPathComponent
  /// Whether goldens are written instead of compared.
  static let updates = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

  /// The names of all bad scenarios.
  static let badNames: [String] = {
    let all = (FileManager.default.enumerator(atPath: bad)?.compactMap { $0 as? String }) ?? []
    return all.filter { $0.hasSuffix(".yaml") }.sorted()
  }()

  /// Compares a text with a golden file, or writes the file.
  static func expect(_ text: String, matches path: String) throws {
    if updates { try text.write(toFile: path, atomically: true, encoding: .utf8) }
    let golden = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text == golden, "\(path) differs; UPDATE_GOLDEN=1 writes it anew")
  }

  /// What is wrong with a text; nil if it is fine.
  static func diagnostics(
    _ text: String, overrides: [String] = [], directory: String = "."
  ) -> Diagnostics? {
    diagnostics(Array(text.utf8), overrides: overrides, directory: directory)
  }

  /// What is wrong with those bytes; nil if they are fine.
  static func diagnostics(
    _ bytes: [UInt8], name: String = "t.yaml", overrides: [String] = [], directory: String = "."
  ) -> Diagnostics? {
    do {
      _ = try Plan(
        checking: ScenarioSource(name: name, bytes: bytes, directory: directory),
        overrides: overrides.map(Override.init))
      return nil
    } catch {
      return error
    }
  }
}

@Test(
  "a bad scenario is refused, while ten good ones are read, with the diagnostics beside it",
  arguments: TestFiles.badNames)
func badScenario(name: String) throws {
  let path = TestFiles.bad + "/" + name
  let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  var faults: Diagnostics?
  let spent = RefusalTime.spent {
    faults = TestFiles.diagnostics(bytes, name: name, directory: TestFiles.bad)
  }
  #expect(spent < RefusalTime.ofOneReading * 10)
  let text = try #require(faults, "\(name) is accepted").description + "\n"
  let relative = text.replacingOccurrences(of: TestFiles.bad + "/", with: "")
  try TestFiles.expect(
    relative, matches: path.replacingOccurrences(of: ".yaml", with: ".expected"))
}

@Test("there are at least 120 bad scenarios")
func enoughBadScenarios() {
  #expect(TestFiles.badNames.count >= 120)
}

@Test("every diagnostic has a place in the file and says what was found")
func diagnosticsHavePlaces() throws {
  for name in TestFiles.badNames {
    let path = TestFiles.bad + "/" + name
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let lines = bytes.split(separator: 10, omittingEmptySubsequences: false).count
    let faults = TestFiles.diagnostics(bytes, name: name, directory: TestFiles.bad)
    for fault in faults?.entries ?? [] where fault.file == name {
      #expect((1...lines).contains(fault.line), "\(name): line \(fault.line)")
      #expect(fault.column >= 1)
      #expect(!fault.found.isEmpty)
    }
  }
}

@Test("many streams and many periods are fine, both at once are not", arguments: [524, 525])
func streamsTimesPeriods(streams: Int) throws {
  // 2,000 periods: 524 streams make 1,048,000 cells, 525 make 1,050,000; 2^20 are allowed.
  var text = "sangdam: 1\nname: t\nlength: 2000m\nreport-every: 1m\ndemand:\n"
  for index in 0..<streams {
    text += """
        - {name: d\(index), code: {language: ko, document: "43211507"}, arrivals: {rate: 1/h},
           effort: {fixed: 1m}}

      """
  }
  text += "agents: [{name: g, count: 4, languages: {ko: 1}, documents: {\"43\": 1}}]\n"
  let faults = TestFiles.diagnostics(text)
  guard streams == 525 else {
    #expect(faults == nil, "\(faults?.description ?? "")")
    return
  }
  #expect(
    faults?.description == """
      t.yaml:4:15: error: report-every: 2000 periods of 525 streams, \
      at most 1048576 periods × streams
        hint: `report-every: 2m` is long enough
      """)
}

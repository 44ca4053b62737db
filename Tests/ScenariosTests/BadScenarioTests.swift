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
  "a bad scenario is refused, in under a second, with the diagnostics written beside it",
  arguments: TestFiles.badNames)
func badScenario(name: String) throws {
  let path = TestFiles.bad + "/" + name
  let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  let start = ContinuousClock.now
  let faults = TestFiles.diagnostics(bytes, name: name, directory: TestFiles.bad)
  #expect(ContinuousClock.now - start < .seconds(1))
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

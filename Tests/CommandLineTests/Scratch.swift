// A folder of one test, gone with it, and the small scenarios that tests put into it.

import Foundation
import Synchronization

/// An empty folder that is removed when its test is over.
final class Scratch {
  let root: String
  private let numbers = Mutex(0)

  init() throws {
    root = NSTemporaryDirectory() + "sangdam-tests-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: root, withIntermediateDirectories: true)
  }

  deinit {
    do {
      try FileManager.default.removeItem(atPath: root)
    } catch {
      print("\(root) stays: \(error)")
    }
  }

  func nextNumber() -> Int {
    numbers.withLock { number in
      number += 1
      return number
    }
  }

  func path(_ name: String) -> String { "\(root)/\(name)" }

  /// Writes a file; its path.
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  /// Writes a scenario, by its name in this folder.
  func scenario(_ text: String = SmallScenario.text, as name: String = "s.yaml") throws -> String {
    _ = try write(name, Array(text.utf8))
    return name
  }

  /// Makes a folder; its name.
  func makeFolder(_ name: String, mode: Int = 0o700) throws -> String {
    try FileManager.default.createDirectory(
      atPath: path(name), withIntermediateDirectories: true, attributes: [.posixPermissions: mode])
    return name
  }

  /// Names of the files in a folder below, dot files too; none if there is no such folder.
  func names(in folder: String = ".") -> [String] {
    let all = FileManager.default.enumerator(atPath: path(folder))
    return (all?.compactMap { $0 as? String } ?? []).sorted()
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }
}

/// Two streams, two groups, every kind of figure; a few hundred customers in all.
enum SmallScenario {
  static let text = """
    sangdam: 1
    name: small
    opens: "09:00"
    length: 2h
    warmup: 15m
    report-every: 30m
    replications: 4
    seed: 7
    demand:
      - name: calls
        code: {language: ko, document: "43211507"}
        arrivals: {rate: 60/h}
        patience: {exponential: {mean: 2m}}
        effort: {exponential: {mean: 4m}}
        first-answer: {fixed: 5s}
        retry: {probability: 50%, after: 5m}
      - name: letters
        code: {language: en, document: "44121700"}
        arrivals: {rate: 30/h}
        effort: {lognormal: {median: 131s, sigma: 1.0}}
        help: {probability: 20%, effort: {fixed: 1m}}
    agents:
      - name: front
        count: 5
        languages: {ko: 1.0, en: 0.5}
        documents: {"43": 1.0, "44": 0.8}
        wrap-up: {fixed: 10s}
      - name: back
        count: 2
        languages: {ko: 0.7, en: 1.0}
        documents: {"*": 0.9}
        concurrency: 2

    """

  /// The same with objectives, each a line `{metric: …}`.
  static func with(objectives: String...) -> String {
    text + "objectives:\n" + objectives.map { "  - {\($0)}\n" }.joined()
  }
}

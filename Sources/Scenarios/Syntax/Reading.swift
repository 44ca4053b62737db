// The state of one decoding: where we are, what was wrong so far, and what is known of the whole.

import Consulting

/// One decoding of a scenario. Not shared between threads; lives as long as the decoding.
final class Reading {
  /// Where the files lie that the scenario names.
  let directory: String
  /// The names of the texts: the file, then each `--set`.
  let texts: [String]
  /// The entries that other entries name.
  var names: [NameSpace: Names] = [:]
  /// The consult locations, once they are read; empty if one of them is faulty.
  var locations: [Location] = []
  /// Opening, length and day of the week, as far as they are known.
  var calendar: Calendar?
  /// The files that were read, by path and kind: streams may share one.
  var files: [String: Result<[SimulationTime], SpanFileFaults>] = [:]
  /// Rows that files may still have.
  var rowsLeft = Limits.allRows
  private var stepsLeft = Limits.allSteps
  private(set) var path: [String] = []
  private var faults: [(place: Place, diagnostic: Diagnostic)] = []
  private var dropped = 0
  private var comparisons = 20_000

  init(directory: String, texts: [String]) {
    self.directory = directory
    self.texts = texts
  }

  /// Whether anything was wrong so far.
  var hasFaults: Bool { !faults.isEmpty }

  /// How many faults were found so far.
  var faultCount: Int { faults.count + dropped }

  /// Notes a fault. Its words are put together only if it is kept.
  func refuse(
    _ place: Place, found: @autoclosure () -> String, allowed: @autoclosure () -> String,
    hint: @autoclosure () -> String? = nil
  ) {
    guard faults.count < Limits.keptDiagnostics else {
      dropped += 1
      return
    }
    let name = texts.indices.contains(place.source) ? texts[place.source] : texts[0]
    faults.append(
      (
        place,
        Diagnostic(
          file: name, line: place.line, column: place.column,
          keyPath: path.joined(separator: "."), found: found(), allowed: allowed(),
          hint: hint())
      ))
  }

  /// Notes a value of the wrong kind.
  func refuse(
    _ place: Place, found: @autoclosure () -> String, expected: @autoclosure () -> String,
    hint: @autoclosure () -> String? = nil
  ) {
    refuse(place, found: found(), allowed: "expected \(expected())", hint: hint())
  }

  /// `did you mean …?`, if a known name is near. After many comparisons it gives none: a file
  /// with thousands of wrong names is not worth seconds.
  func nearest(_ name: String, among known: [String]) -> String? {
    guard comparisons >= known.count else { return nil }
    comparisons -= known.count
    return NearestName.of(name, among: known).map { "did you mean `\($0)`?" }
  }

  /// Notes a fault of a file that the scenario names.
  func refuse(file: String, line: Int, found: String, allowed: String, at place: Place) {
    faults.append(
      (
        place,
        Diagnostic(
          file: file, line: line, column: 1, keyPath: path.joined(separator: "."), found: found,
          allowed: allowed, hint: nil)
      ))
  }

  /// Takes room for the steps of one step function; false if it or all together have too many.
  func takeSteps(_ count: Int) -> Bool {
    stepsLeft -= min(count, stepsLeft + 1)
    return count <= Limits.steps && stepsLeft >= 0
  }

  /// Does something one step further down the key path.
  func inside<Result>(_ step: String, _ body: () -> Result) -> Result {
    path.append(step)
    defer { path.removeLast() }
    return body()
  }

  /// All faults, by place; faults at the same place in the order they were found.
  var diagnostics: Diagnostics {
    let ordered = faults.enumerated().sorted { a, b in
      (a.element.place, a.offset) < (b.element.place, b.offset)
    }
    return Diagnostics(ordered.map(\.element.diagnostic))
  }
}

/// The names of a list's entries and where they stand in it.
struct Names {
  let inOrder: [String]
  /// The first position of each name.
  let positions: [String: Int]

  init(_ inOrder: [String]) {
    self.inOrder = inOrder
    positions = Dictionary(zip(inOrder, inOrder.indices)) { first, _ in first }
  }
}

/// Lists whose entries are named elsewhere.
enum NameSpace: String, CaseIterable {
  case sites, locations, demand, agents

  /// The key that holds an entry's name.
  var key: String {
    switch self {
    case .sites, .locations: "id"
    case .demand, .agents: "name"
    }
  }
}

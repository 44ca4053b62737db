// The result document against figures from an independent program, and its shape and bytes.

import Consulting
import Foundation
import Measures
import Reports
@testable import Scenarios
import Tallies
import Testing

@Suite("the result document")
struct ResultDocumentTests {
  static func document(
    objectives: [Objective] = [], change: (inout RunTally) -> Void = { _ in }
  ) throws -> ResultDocument {
    var tally = try SmallRun.tally()
    change(&tally)
    return .simulation(
      plan: SmallRun.plan(objectives: objectives), tally: tally, engine: SmallRun.engine)
  }

  /// What another JSON reader makes of the bytes.
  static func read(_ document: ResultDocument) throws -> [String: Any] {
    let json = try JSONSerialization.jsonObject(with: Data(document.json))
    return try #require(json as? [String: Any])
  }

  @Test("every figure equals what Golden/expected.py computes from the single customers")
  func figuresEqualExpected() throws {
    let data = try Data(contentsOf: SmallRun.golden("expected.json"))
    let expected = try JSONSerialization.jsonObject(with: data)
    var found = 0
    compare(try Self.read(Self.document()), expected, at: "", found: &found)
    // Every number of the expected file, that nothing is skipped.
    #expect(found == 1119)
  }

  /// Each member of `expected` must be in `value`; further members are the document's own.
  private func compare(_ value: Any?, _ expected: Any, at path: String, found: inout Int) {
    switch expected {
    case let members as [String: Any]:
      let own = value as? [String: Any]
      for (key, member) in members {
        compare(own?[key], member, at: "\(path).\(key)", found: &found)
      }
    case let elements as [Any]:
      let own = value as? [Any]
      #expect(own?.count == elements.count, "\(path)")
      for (index, element) in elements.enumerated() where index < own?.count ?? 0 {
        compare(own?[index], element, at: "\(path)[\(index)]", found: &found)
      }
    case let number as NSNumber:
      found += 1
      let own = (value as? NSNumber)?.doubleValue
      let difference = abs((own ?? .nan) - number.doubleValue)
      #expect(
        difference <= 1e-9 * max(1, abs(number.doubleValue)),
        "\(path): \(String(describing: value)), expected \(number)")
    case let text as String: #expect(value as? String == text, "\(path)")
    default: #expect(value is NSNull, "\(path) is not null")
    }
  }

  @Test("the document of a small run is the committed one, byte for byte")
  func goldenDocument() throws {
    let document = try Self.document(objectives: JudgedObjectiveTests.objectives)
    try expectGolden(String(decoding: document.json, as: UTF8.self), "result.json")
  }

  @Test("the same tallies give the same bytes")
  func sameBytes() throws {
    let documents = try (0..<3).map { _ in
      try Self.document(objectives: JudgedObjectiveTests.objectives).json
    }
    #expect(documents[0] == documents[1] && documents[1] == documents[2])
  }

  @Test("with one replication every interval is null and every figure stays")
  func oneReplication() throws {
    let document = ResultDocument.simulation(
      plan: SmallRun.plan(replications: 1), tally: try SmallRun.tally(blocks: 1, replications: 1),
      engine: SmallRun.engine)
    for key in [FigureKey.offered, .abandonment, .waitP95, .waitMax, .occupancy] {
      let figure = try #require(document.metrics[key])
      #expect(figure.mean != nil && figure.low == nil && figure.high == nil)
    }
  }

  @Test("an interrupted run says how many replications it has and how many were asked for")
  func partial() throws {
    var tally = try SmallRun.tally(blocks: 4, replications: 3)
    tally.isPartial = true
    let document = ResultDocument.simulation(
      plan: SmallRun.plan(), tally: tally, engine: SmallRun.engine)
    let json = try Self.read(document)
    #expect(json["partial"] as? Bool == true)
    #expect(json["replications"] as? Int == 3)
    #expect(json["requested_replications"] as? Int == 4)
    // Three replications in three of four blocks: the empty one is not taken for a day of calm.
    let whole = ResultDocument.simulation(
      plan: SmallRun.plan(replications: 3),
      tally: try SmallRun.tally(blocks: 4, replications: 3), engine: SmallRun.engine)
    #expect(document.metrics == whole.metrics)
  }

  @Test("a run interrupted before its first replication has no figures, not zeros")
  func nothingFinished() throws {
    var tally = RunTally(layout: try SmallRun.tally().layout, blocks: 4)
    tally.isPartial = true
    let document = ResultDocument.simulation(
      plan: SmallRun.plan(objectives: JudgedObjectiveTests.objectives), tally: tally,
      engine: SmallRun.engine)
    #expect(document.metrics[.offered]?.mean == nil)
    #expect(document.metrics[.waitMax]?.mean == nil)
    #expect(document.objectives.allSatisfy { $0.verdict == .undecided })
    #expect(document.exitCode == 4)
  }

  @Test("invariants are written as they were counted")
  func invariants() throws {
    let json = try Self.read(
      try Self.document { tally in
        tally.invariants.stranded = 3
        tally.invariants.hardViolations = 1
      })
    let counts = try #require(json["invariants"] as? [String: Int])
    #expect(
      counts == [
        "double_assignments": 0, "over_capacity": 0, "stranded": 3, "lost_customers": 0,
        "endless_offers": 0, "hard_violations": 1,
      ])
  }
}

/// Compares with a committed file; `UPDATE_GOLDEN=1` writes it anew.
func expectGolden(_ text: String, _ name: String) throws {
  let file = SmallRun.golden(name)
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    try Data(text.utf8).write(to: file)
  }
  let committed = try String(contentsOf: file, encoding: .utf8)
  #expect(text == committed, "make golden, then look at the difference")
}

// How a certificate is judged, written and shown.

import Consulting
import Foundation
@testable import Reports
import Scenarios
import Testing

@Suite("the certificate of a run") struct CertificateTests {
  static let within = SimulationTime(seconds: 20)
  static let model = NearestModel(
    agents: 3, chatsAtOnce: 1, arrivalsPerSecond: 0.01, meanEffort: SimulationTime(seconds: 200),
    meanPatience: SimulationTime(seconds: 100), limit: nil, within: within, span: nil,
    simplifications: ["exponential chats of the same mean"])

  /// A check whose waits are off by so many standard errors; 4.3 are allowed.
  static func check(_ gap: Double) -> MachineryCheck {
    MachineryCheck(
      replications: 40, contacts: 50_000,
      figures: [
        CheckedFigure(
          metric: .figure(.delayed), exact: 0.5, simulated: 0.501, standardError: 0.002),
        CheckedFigure(
          metric: .figure(.waitMean), exact: 20, simulated: 20 + gap / 4, standardError: 0.25),
      ], bound: 4.3)
  }

  static func document(_ first: Double, _ second: Double?) throws -> ResultDocument {
    var document = try ResultDocumentTests.document()
    let issued = CertifiedModel(
      model: model, exact: try #require(model.exact), first: check(first),
      second: second.map { check($0) }, figures: document.figures(of: nil))
    document.certificate = .issued(issued)
    return document
  }

  @Test(
    "it fails when a figure is off twice, on the same side",
    arguments: [
      (4.2, nil, false), (9, 1, false), (9, 9, true), (9, -9, false), (-5, -4.4, true),
    ] as [(Double, Double?, Bool)])
  func verdict(first: Double, second: Double?, fails: Bool) throws {
    let document = try Self.document(first, second)
    #expect(document.certificate?.isFailed == fails)
    let table = TerminalTable(document, colour: .always).text
    #expect(table.contains("\u{1B}[1;31mMACHINERY CHECK FAILED") == fails)
    #expect(table.contains("do not trust these figures") == fails)
  }

  @Test("what cannot differ by chance is right or infinitely wrong")
  func withoutError() {
    func gap(_ simulated: Double) -> Double {
      CheckedFigure(
        metric: .figure(.abandonment), exact: 0, simulated: simulated, standardError: 0
      ).gap
    }
    #expect(gap(0) == 0 && gap(1e-9) == .infinity)
    let check = MachineryCheck(
      replications: 40, contacts: 1,
      figures: [
        CheckedFigure(
          metric: .figure(.abandonment), exact: 0, simulated: .nan, standardError: .nan)
      ], bound: 4)
    // What is no number is not within any bound.
    #expect(check.suspicions.count == 1)
  }

  @Test("the document has the model, the checks and the scenario beside it")
  func json() throws {
    let json = try ResultDocumentTests.read(Self.document(9, 2))
    let certificate = try #require(json["certificate"] as? [String: Any])
    #expect(certificate["model"] as? String == "M/M/3+M")
    #expect(certificate["simplification"] as? String == "exponential chats of the same mean")
    #expect(certificate["arrival_rate_per_hour"] as? Double == 36)
    #expect(certificate["places"] is NSNull && certificate["from"] is NSNull)
    #expect(certificate["repeated"] as? Bool == true)
    #expect(certificate["verdict"] as? String == "passed")
    let checks = try #require(certificate["checks"] as? [[String: Any]])
    #expect(checks.map { $0["figure"] as? String } == ["delayed", "wait.mean"])
    #expect(checks[1]["gap"] as? Double == 2 && checks[1]["simulated"] as? Double == 20.5)
    let scenario = try #require(certificate["scenario"] as? [[String: Any]])
    #expect(scenario.map { $0["figure"] as? String }[3] == "service_level")
    for entry in scenario {
      let own = try #require((entry["scenario"] as? [String: Any])?["mean"] as? Double)
      let model = try #require(entry["simplified"] as? Double)
      let difference = try #require(entry["difference"] as? Double)
      #expect(abs(own - model - difference) < 1e-9)
    }
  }

  @Test("a run without a model says why, in the document and on the terminal")
  func absent() throws {
    var document = try ResultDocumentTests.document()
    document.certificate = .absent(reason: "the run was interrupted")
    let certificate = try ResultDocumentTests.read(document)["certificate"] as? [String: Any]
    #expect(certificate?["model"] is NSNull)
    #expect(certificate?["reason"] as? String == "the run was interrupted")
    #expect(
      TerminalTable(document).text.contains(
        "No exact model to check against: the run was interrupted."))
  }

  @Test("on the terminal no line is wider than eighty columns")
  func width() throws {
    let text = TerminalTable(try Self.document(9, 9)).text
    for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= 80) }
    #expect(text.contains("What Erlang would have told (M/M/3+M)"))
  }
}

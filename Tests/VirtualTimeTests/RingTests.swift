// Who may answer widens with the time waited, and by how much it lowers the score.

import Tallies
import Testing

@Suite("Rings of widening") struct RingTests {
  static let two = "routing: {rings: [{after: 30s, document-digits: 2}]}"

  @Test("let in an agent whose branch agrees in fewer digits, at a lower score")
  func byDigits() throws {
    let run = try Tiny(
      [Asking("first", at: 0, effort: 100), Asking("second", at: 10)],
      at: [Desk("desktops", branch: "4321"), Desk("networks", branch: "4322")], Self.two)
    #expect(run.wait("second") == 30)
    #expect(run.desk("networks").answered == 1)
    // Two of the branch's four digits agree.
    #expect(run.score("first") == 1 && run.score("second") == 0.5)
  }

  @Test("leave a customer waiting until somebody whom they let in is free")
  func untilFree() throws {
    let run = try Tiny(
      [
        Asking("first", at: 0, effort: 100), Asking("second", at: 10),
        Asking("network", at: 5, effort: 60, document: "43221507"),
      ],
      at: [Desk("desktops", branch: "4321"), Desk("networks", branch: "4322")], Self.two)
    #expect(run.wait("second") == 55)
    #expect(run.desk("networks").answered == 2)
  }

  @Test("let in the agents of another location")
  func byLocation() throws {
    let run = try Tiny(
      [Asking("first", at: 0, effort: 100), Asking("second", at: 10)],
      at: [Desk("here"), Desk("partner", skill: 0.5, "count: 1, location: osaka")],
      """
      locations: [{id: home}, {id: osaka}]
      routing: {rings: [{after: 20s, location: osaka}]}
      """)
    #expect(run.wait("second") == 20)
    #expect(run.desk("partner").answered == 1)
    #expect(run.score("second") == 0.5)
  }

  @Test("add up: the second ring needs what the first let in")
  func cumulative() throws {
    let run = try Tiny(
      [Asking("shoes", at: 0, document: "53111601")],
      at: [Desk("partner", branch: "5311", "count: 1, location: osaka")],
      """
      locations: [{id: home}, {id: osaka}]
      routing: {rings: [{after: 20s, document-digits: 4}, {after: 50s, location: osaka}]}
      """)
    #expect(run.wait("shoes") == 50)
  }

  @Test("with no digit that need agree count the agreeing ones: none gives a score of 0")
  func anyDocument() throws {
    let run = try Tiny(
      [Asking("shoes", at: 0, document: "53111601")], at: [Desk("computers")],
      "routing: {rings: [{after: 90s, document-digits: 0}]}")
    #expect(run.wait("shoes") == 90)
    #expect(run["shoes"].answered == 1 && run.score("shoes") == 0)
  }

  @Test("never let in who has an explicit 0")
  func explicitZero() throws {
    var desk = Desk("novices", "count: 1")
    desk.branch = "4321\": 0, \"43"
    let run = try Tiny(
      [
        Asking("a", at: 0, effort: 500), Asking("b", at: 5, keys: "patience: {fixed: 200s}"),
      ],
      at: [desk, Desk("knows", branch: "4321")],
      "routing: {rings: [{after: 30s, document-digits: 0}]}")
    #expect(run["b"].abandoned == 1 && run.desk("novices").answered == 0)
  }

  @Test("count the time since the customer entered, not since the last ring")
  func sinceEntering() throws {
    let run = try Tiny(
      [
        Asking("first", at: 0, effort: 300), Asking("second", at: 10),
        Asking("shoes", at: 5, effort: 200, document: "53111601"),
      ],
      at: [Desk("desktops", branch: "4321"), Desk("shoes", branch: "53")],
      """
      routing:
        rings: [{after: 30s, document-digits: 4}, {after: 90s, document-digits: 0}]
      """)
    // The shoes' agent is free at 205, after both rings.
    #expect(run.wait("second") == 195)
  }
}

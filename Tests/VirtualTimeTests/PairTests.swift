// Who answered whom, who joined whom, and which ring let them in, by hand.

import Scenarios
import Tallies
import Testing
import VirtualTime

@Suite("Pairs of a match") struct PairTests {
  static let two = "routing: {rings: [{after: 30s, document-digits: 2}]}"

  @Test("a row of the matrix tells which desks answered the stream, and how well")
  func matrix() throws {
    let run = try Tiny(
      [Asking("first", at: 0, 10, effort: 100), Asking("second", at: 200, effort: 10)],
      at: [Desk("desktops", branch: "4321"), Desk("networks", branch: "4322")], Self.two)
    let cells = run.tally.replications[0].matches
    #expect(cells.map(\.answered) == [1, 1, 1, 0])
    // The second came to the other desk's branch: two of four digits agree.
    #expect(cells.map(\.scoreBillionths) == [1_000_000_000, 500_000_000, 1_000_000_000, 0])
  }

  @Test("the ring of an answer is the narrowest that lets the agent in, however long the wait")
  func narrowestRing() throws {
    let run = try Tiny(
      [
        Asking("a", at: 0, effort: 300), Asking("b", at: 5, effort: 20),
        Asking("network", at: 5, effort: 120, document: "43221507"),
        Asking("c", at: 200, effort: 20),
      ],
      at: [Desk("desktops", branch: "4321"), Desk("networks", branch: "4322")], Self.two)
    // Of those who wait for the desktops' only desk, b and c go to the networks' at the ring;
    // nobody else needs it, though a is still there at 30 s.
    let rings = run.tally.replications[0].rings
    #expect(rings.map(\.answered) == [1, 0, 0, 1, 1, 0, 0, 1])
    #expect(run.wait("b") == 120 && run.wait("c") == 30)
  }

  @Test("a customer who waits past a ring is ring 0's if the agent could have answered before")
  func lateButOwn() throws {
    let run = try Tiny(
      [Asking("a", at: 0, effort: 100), Asking("b", at: 10)],
      at: [Desk("desktops", branch: "4321")], Self.two)
    #expect(run.wait("b") == 90)
    #expect(run.tally.replications[0].rings.map(\.answered) == [1, 0, 1, 0])
  }

  @Test("who asked is the agent who answers, who joined another, of the same group or not")
  func helps() throws {
    let asks = "help: {probability: 100%, effort: {fixed: 30s}}"
    let run = try Tiny(
      [Asking("a", at: 0, effort: 100, keys: asks), Asking("b", at: 500, 501, keys: asks)],
      at: [Desk("first", "count: 1"), Desk("second", "count: 2")])
    // At 0 the first desk answers and one of the second joins until 30. At 500 the second's other
    // agent, idle since 0, answers, and the one idle since 30 joins, not the first desk, idle since
    // 100: that one answers at 501, and the one who is free at 530 joins.
    #expect(run.tally.replications[0].helps == [0, 2, 0, 1])
  }

  @Test("beyond the limits pairs are not told apart, and the groups' own counts stay right")
  func limits() {
    var layout = TallyLayout(
      thresholds: [], periods: [], streams: 256, groups: 256, rings: 8, replications: 64,
      countsFirstResponses: false)
    #expect(layout.keepsMatches && layout.keepsHelps && layout.keepsRings)
    layout.replications = 65
    #expect(!layout.keepsMatches && !layout.keepsHelps && layout.keepsRings)
    layout.replications = 1
    layout.groups = 257
    #expect(!layout.keepsMatches && !layout.keepsHelps)
    layout.streams = 255
    #expect(layout.keepsMatches)
    #expect(ReplicationTally(layout: layout).helps.isEmpty)
  }
}

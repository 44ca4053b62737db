// How well customers are matched, by days on paper: scores, depth, home, regret, overtakes,
// fairness.

import Reports
import Scenarios
import Tallies
import Testing
import VirtualTime

@Suite("The quality of matches") struct MatchQualityTests {
  /// The document of a run whose assignments were measured.
  static func document(_ run: Tiny) -> ResultDocument {
    let tally = Simulation(run.plan, detail: .assignments).run(threads: 2)
    return .simulation(
      plan: run.plan, tally: tally,
      engine: EngineFacts(version: "1", elapsedSeconds: 1, threads: 2, peakRSSBytes: 0))
  }

  static func ofStream(_ name: String, _ document: ResultDocument) -> MatchQualityFigures? {
    document.demand.first { $0.name == name }?.matchQuality
  }

  @Test("one of ten answers has the lower score: the tenth does not exceed it, of eleven it does")
  func lowestTenth() throws {
    for (count, expected) in [(9, 0.5), (10, 1)] {
      var steady = Asking("steady", at: 0, effort: 5)
      steady.at = (0..<count).map { Double($0) * 10 }
      let run = try Tiny(
        [steady, Asking("late", at: 2, effort: 5)],
        at: [Desk("good"), Desk("fair", skill: 0.5)], "routing: {choose-agent: best-match}")
      let document = Self.document(run)
      #expect(document.matchQuality.pairs?.scoreP10.mean == expected)
      #expect(Self.ofStream("late", document)?.pairs?.scoreP10.mean == 0.5)
      #expect(document.agents[0].matchQuality.pairs?.scoreP10.mean == 1)
    }
  }

  @Test("a branch of four digits agrees in four, another that a ring let in agrees in two")
  func depth() throws {
    let run = try Tiny(
      [Asking("first", at: 0, effort: 100), Asking("second", at: 10)],
      at: [Desk("desktops", branch: "4321"), Desk("networks", branch: "4322")], RingTests.two)
    let document = Self.document(run)
    #expect(Self.ofStream("first", document)?.pairs?.documentDepth.mean == 4)
    #expect(Self.ofStream("second", document)?.pairs?.documentDepth.mean == 2)
    #expect(document.matchQuality.pairs?.documentDepth.mean == 3)
    #expect(document.agents[1].matchQuality.pairs?.documentDepth.mean == 2)
  }

  @Test("who is answered by the partner is not answered at home, in the language all the same")
  func home() throws {
    let run = try Tiny(
      [Asking("first", at: 0, effort: 100), Asking("second", at: 10)],
      at: [Desk("here"), Desk("partner", skill: 0.5, "count: 1, location: osaka")],
      """
      locations: [{id: home}, {id: osaka}]
      routing: {rings: [{after: 20s, location: osaka}]}
      """)
    let pairs = Self.document(run).matchQuality.pairs
    #expect(pairs?.homeLocation.mean == 0.5 && pairs?.exactLanguage.mean == 1)
    #expect(pairs?.languageProficiency.mean == 0.75)
  }

  @Test("who was passed on is matched to the page that he was passed on to")
  func passedOn() throws {
    let run = try Tiny(
      [TransferTests.passed, Asking("y", at: 500, document: "53111601")],
      at: [Desk("first", skill: 0.9, branch: "4321"), Desk("second", skill: 0.8, branch: "53")])
    let pairs = Self.ofStream("x", Self.document(run))?.pairs
    #expect(pairs?.scoreP10.mean == 0.8 && pairs?.documentDepth.mean == 2)
  }

  @Test("regret is what a free agent, and one on shift, would have scored more")
  func regret() throws {
    // The third customer gets b, idle since 20; a has been idle since 60.
    let run = try Tiny(
      [Asking("first", at: 0), Asking("second", at: 10, effort: 10), Asking("third", at: 100)],
      at: AgentChoiceTests.desks)
    let document = Self.document(run)
    let regrets = ["first", "second", "third"].map { name in
      let seen = Self.ofStream(name, document)?.assignments
      return [seen?.regretFree.mean, seen?.regretOnShift.mean]
    }
    #expect(regrets == [[0, 0], [0, 0.1], [0.1, 0.1]])
    #expect(document.matchQuality.assignments?.regretFree.mean == 0.0333333333333)
    #expect(document.agents[1].matchQuality.assignments?.regretOnShift.mean == 0.1)
  }

  @Test("an agent whose places are full, or whose shift is over, is nobody's missed chance")
  func full() throws {
    let run = try Tiny(
      [
        Asking("first", at: 0, effort: 500), Asking("second", at: 10, effort: 500),
        Asking("third", at: 20),
      ],
      at: [
        Desk("a", "count: 1, concurrency: 2, speed: [1, 1], rank: 0"),
        Desk("b", skill: 0.5, "count: 1, rank: 1"),
        Desk("c", "staff: {periods: 5s, counts: [1, 0]}, rank: 2"),
      ], "routing: {choose-agent: by-rank}")
    let seen = Self.ofStream("third", Self.document(run))?.assignments
    #expect(seen?.regretFree.mean == 0 && seen?.regretOnShift.mean == 0.5)
  }

  @Test("who is passed on goes ahead of who entered earlier: one overtakes")
  func overtakes() throws {
    // The second desk is free at 100: x, who entered at 2, goes before z, who entered at 1.
    let run = try Tiny(
      [
        Asking("y", at: 0, effort: 100, document: "53111601"),
        Asking("z", at: 1, effort: 10, document: "53111601"),
        Asking("x", at: 2, keys: "transfer: {probability: 100%, to: y}"),
      ], at: TransferTests.desks)
    let document = Self.document(run)
    #expect(Self.ofStream("x", document)?.assignments?.overtakes.mean == 1)
    #expect(document.matchQuality.assignments?.overtakes.mean == 1)
  }

  @Test("like agents busy for 60 % and 20 % of their time have an index of 0.8")
  func fairness() throws {
    let run = try Tiny(
      [Asking("a", at: 0, effort: 60), Asking("b", at: 10, effort: 20)],
      at: [Desk("pair", "count: 2"), Desk("alone", skill: 0.1, "count: 1, rank: 1")],
      length: "100s", "routing: {choose-agent: by-rank}")
    let document = Self.document(run)
    // (0.6 + 0.2)² ÷ (2 · (0.36 + 0.04)); who has no colleague is compared with nobody.
    #expect(document.agents[0].matchQuality.fairness?.mean == 0.8)
    #expect(document.agents[1].matchQuality.fairness?.mean == nil)
    #expect(document.matchQuality.fairness?.mean == 0.8)
  }

  @Test("what ten of a hundred share alone has an index of a tenth, as Jain's paper has it")
  func jain() {
    let tally = FairnessTally(agents: 100, sum: 10, squares: 10)
    #expect(tally.weightedIndex / tally.agents == 0.1)
  }
}

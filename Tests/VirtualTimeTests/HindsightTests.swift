// The best in hindsight: days on paper, tiny histories tried in full, and what no run may exceed.

import Consulting
import Reports
import Scenarios
import Tallies
import Testing
import VirtualTime

@Suite("The best in hindsight") struct HindsightTests {
  static func tally(_ plan: Plan) -> [HindsightTally] {
    Simulation(plan, detail: .assignments).run(threads: 2).replications.map(\.hindsight)
  }

  /// X becomes free at 10, Y at 20; a and b wait since 1 and 2.
  static func waiting(_ lines: String = "") throws -> Tiny {
    try Tiny(
      [
        Asking("x", at: 0, effort: 10, document: "44000000"),
        Asking("y", at: 0, effort: 20, document: "45000000"),
        Asking("a", at: 1, document: "43211507"), Asking("b", at: 2, document: "53111601"),
      ],
      at: [
        Desk("first").knowing("\"44\": 1, \"43\": 0.5, \"53\": 0.9"),
        Desk("second").knowing("\"45\": 1, \"43\": 0.4, \"53\": 0.1"),
      ], lines)
  }

  @Test("exchanges two who waited at once where serving the oldest loses")
  func greedyLoses() throws {
    let run = try Self.waiting()
    #expect(run.skills("a", "b") == [0.5, 0.1])
    let seen = try #require(Self.tally(run.plan).first)
    // a with the second at 20, b with the first at 10: 0.4 + 0.9 for 0.5 + 0.1.
    #expect(seen.achievedBillionths == 2_600_000_000 && seen.bestBillionths == 3_300_000_000)
    let document = MatchQualityTests.document(run)
    let ratio = try #require(document.matchQuality.assignments?.hindsightRatio?.mean)
    #expect(abs(ratio - 2.6 / 3.3) < 1e-11)
  }

  @Test("gives nobody an agent before he came, or after his patience")
  func feasible() throws {
    // An exchange would be worth 0.95 for 0.6, without a it is 0.55.
    let desks = [
      Desk("first").knowing("\"44\": 1, \"43\": 0.5, \"53\": 0.55"),
      Desk("second").knowing("\"45\": 1, \"43\": 0.4, \"53\": 0.1"),
    ]
    let busy = [
      Asking("x", at: 0, effort: 10, document: "44000000"),
      Asking("y", at: 0, effort: 20, document: "45000000"),
    ]
    let others = [
      // a would be gone at 16, before the second is free; b comes after the first was taken.
      [
        Asking("a", at: 1, keys: "patience: {fixed: 15s}"),
        Asking("b", at: 2, document: "53111601"),
      ],
      [Asking("a", at: 1), Asking("b", at: 11, document: "53111601")],
    ]
    for waiting in others {
      let run = try Tiny(busy + waiting, at: desks)
      #expect(run.skills("a", "b") == [0.5, 0.1])
      let seen = try #require(Self.tally(run.plan).first)
      #expect(seen.bestBillionths == seen.achievedBillionths)
    }
  }

  @Test("may answer one who left in place of one who was answered")
  func abandoned() throws {
    let run = try Tiny(
      [
        Asking("x", at: 0, effort: 10), Asking("a", at: 1, document: "53111601"),
        Asking("b", at: 2, keys: "patience: {fixed: 9s}"),
      ], at: [Desk("desk").knowing("\"43\": 1, \"53\": 0.2")])
    #expect(run["b"].abandoned == 1 && run.score("a") == 0.2)
    let seen = try #require(Self.tally(run.plan).first)
    // b at 10 instead of a.
    #expect(seen.achievedBillionths == 1_200_000_000 && seen.bestBillionths == 2_000_000_000)
  }

  @Test("is what was achieved where all customers and all agents are alike")
  func noChoice() throws {
    let run = try Tiny(
      """
      length: 4h
      replications: 3
      demand:
        - {name: a, code: {language: ko, document: "43211507"}, arrivals: {rate: 900/h},
           patience: {exponential: {mean: 1m}}, effort: {exponential: {mean: 40s}}}
      agents: [{name: x, count: 9, languages: {ko: 0.9}, documents: {"43": 0.7}}]
      """)
    for seen in Self.tally(run.plan) {
      #expect(seen.achievedBillionths > 0 && seen.bestBillionths == seen.achievedBillionths)
    }
  }

  @Test("is never less than what was achieved, whatever the rules")
  func neverLess() throws {
    var isBetter = false
    for seed in UInt64(0)..<(Length.isLong ? 2_000 : 120) {
      for text in [RandomScenario.text(seed: seed), RandomScenario.batchedText(seed: seed)] {
        for seen in Self.tally(try scenario(text)) {
          #expect(seen.bestBillionths >= seen.achievedBillionths, "seed \(seed)")
          isBetter = isBetter || seen.bestBillionths > seen.achievedBillionths
        }
      }
    }
    #expect(isBetter)
  }

  @Test("of a tiny history is what trying every exchange finds")
  func bruteForce() throws {
    for seed in UInt64(0)..<(Length.isLong ? 2_000 : 150) {
      let history = try TinyHistory(seed: seed)
      let seen = try #require(Self.tally(history.plan).first)
      #expect(seen.bestBillionths == history.best, "seed \(seed)")
      #expect(seen.achievedBillionths == history.achieved, "seed \(seed)")
    }
  }
}

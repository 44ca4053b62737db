// Matching in batches, by days on paper.

import Consulting
import Scenarios
import Tallies
import Testing
import VirtualTime

@Suite("A batch") struct BatchTests {
  static let window = "routing: {match-window: 100ms}"

  @Test("is at the end of a window, and takes in what happens at that instant")
  func grid() throws {
    let run = try Tiny(
      [Asking("a", at: 0.02, effort: 1), Asking("b", at: 10.1), Asking("c", at: 0, effort: 1)],
      at: [Desk("desk", "count: 3")], Self.window)
    #expect(abs(run.wait("a") - 0.08) < 1e-12)
    #expect(run.wait("b") == 0 && run.wait("c") == 0)
  }

  @Test("comes after a chat that ends at its instant, and after patience that does")
  func afterTimers() throws {
    let run = try Tiny(
      [
        Asking("a", at: 0, effort: 1), Asking("b", at: 0.5),
        Asking("c", at: 1.95, keys: "patience: {fixed: 50ms}"), Asking("d", at: 1.96),
      ], at: [Desk("one"), Desk("other", "staff: {periods: 1500ms, counts: [0, 1]}")], Self.window)
    #expect(run.wait("b") == 0.5)
    #expect(run["c"].abandoned == 1 && abs(run.wait("d") - 0.04) < 1e-12)
  }

  @Test("has no event as long as nothing can be matched")
  func bounded() throws {
    let customers = [Asking("a", at: 0, effort: 1_000), Asking("b", at: 1)]
    let atOnce = try Tiny(customers, at: [Desk("desk")])
    let batched = try Tiny(customers, at: [Desk("desk")], Self.window)
    // One for each of the two who are matched.
    #expect(batched.tally.events == atOnce.tally.events + 2)
    #expect(batched.wait("b") == 999)
  }

  /// Two desks; only the first knows clothing.
  static let desks = [
    Desk("both", "count: 1").knowing("\"43\": 1, \"53\": 0.9"),
    Desk("computers", skill: 0.8, "count: 1"),
  ]

  @Test("makes as many pairs as possible, though the first would have scored more elsewhere")
  func cardinality() throws {
    let run = try Tiny(
      [Asking("a", at: 0.01), Asking("b", at: 0.02, document: "53111601")], at: Self.desks,
      "routing: {choose-agent: best-match, match-window: 100ms}")
    #expect(run.skills("a", "b") == [0.8, 0.9])
    #expect(abs(run.wait("a") + run.wait("b") - 0.17) < 1e-9)
    let atOnce = try Tiny(
      [Asking("a", at: 0.01), Asking("b", at: 0.02, document: "53111601")], at: Self.desks,
      "routing: {choose-agent: best-match}")
    #expect(atOnce.score("a") == 1 && atOnce.wait("b") == 59.99)
  }

  @Test("of equal urgency serves the higher score first, among equal scores who entered first")
  func scoreThenAge() throws {
    let run = try Tiny(
      [
        Asking("a", at: 0.01, document: "53111601"), Asking("b", at: 0.02), Asking("c", at: 0.03),
      ], at: [Self.desks[0]], Self.window)
    #expect(abs(run.wait("b") - 0.08) < 1e-9)
    #expect(abs(run.wait("c") - 60.07) < 1e-9 && abs(run.wait("a") - 120.09) < 1e-9)
  }

  @Test("serves the more urgent first, whatever the score")
  func urgency() throws {
    let run = try Tiny(
      [
        Asking("low", at: 0.01, keys: "priority: 0"),
        Asking("high", at: 0.02, document: "53111601", keys: "priority: 1"),
      ], at: [Self.desks[0]], Self.window)
    #expect(abs(run.wait("high") - 0.08) < 1e-9 && abs(run.wait("low") - 60.09) < 1e-9)
  }

  @Test("with ageing serves in the order of entry, and gives to each the agent that suits all best")
  func ageing() throws {
    let run = try Tiny(
      [
        Asking("a", at: 0.01, document: "53111601"), Asking("b", at: 0.02),
        Asking("c", at: 0.03),
      ], at: Self.desks, "routing: {ageing: 1, match-window: 100ms}")
    #expect(run.skills("a", "b", "c") == [0.9, 0.8, 0.8] || run.score("c") == 1)
    #expect(abs(run.wait("a") - 0.09) < 1e-9 && abs(run.wait("b") - 0.08) < 1e-9)
    #expect(run.wait("c") > 59)
  }

  @Test("among like agents takes the one idle longest")
  func longestIdle() throws {
    let run = try Tiny(
      [Asking("first", at: 0), Asking("second", at: 10, effort: 10), Asking("third", at: 100)],
      at: [Desk("x", "count: 1"), Desk("y", "count: 1")], Self.window)
    // y's chat ended at 20, x's at 60.
    #expect(run.desk("x").answered == 1 && run.desk("y").answered == 2)
  }

  @Test("gives an agent with several places as many customers as he has places")
  func places() throws {
    let run = try Tiny(
      (0..<5).map { Asking("c\($0)", at: 0.01 + Double($0) / 1_000, effort: 60) },
      at: [Desk("desk", "count: 1, concurrency: 3, speed: [1, 1, 1]")], Self.window)
    let waits = (0..<5).map { run.wait("c\($0)") }
    #expect(waits.filter { $0 < 1 }.count == 3 && waits.filter { $0 > 59 }.count == 2)
  }

  @Test("a question never goes to the agent who asks, though he has room")
  func help() throws {
    let run = try Tiny(
      [
        Asking("a", at: 0, effort: 100, keys: "help: {probability: 100%, effort: {fixed: 10s}}")
      ],
      at: [
        Desk("asked", "count: 1, concurrency: 2, speed: [1, 1]"),
        Desk("late", skill: 0.5, "staff: {periods: 20s, counts: [0, 1]}"),
      ], Self.window)
    #expect(run["a"].helped == 1 && run.desk("late").handled == 1)
  }

  @Test("offers lapse, are made again, and the customer keeps the place")
  func offers() throws {
    let run = try Tiny(
      [Asking("a", at: 0, keys: "patience: {fixed: 40s}")], at: [Desk("x"), Desk("y")],
      "routing: {offer: {timeout: 15s, acceptance: 0.000000000001}, match-window: 100ms}")
    #expect(run["a"].abandoned == 1 && run.wait("a") == 40)
  }

  @Test("any rules together keep every customer, every agent's time and every byte")
  func soundness() throws {
    for seed in UInt64(0)..<(Length.isLong ? 4_000 : 150) {
      let plan = try scenario(RandomScenario.batchedText(seed: seed))
      let tally = Simulation(plan).run(threads: 1)
      expectConservation(tally, "seed \(seed)")
      for replication in tally.replications {
        let cells = replication.groups + replication.periodAgents
        #expect(cells.allSatisfy(RandomScenarioTests.isSound), "seed \(seed)")
        let customers = replication.streams + replication.periods
        #expect(customers.allSatisfy(RandomScenarioTests.isSound), "seed \(seed)")
      }
      let again = Simulation(plan).run(threads: 2)
      #expect(again.replications == tally.replications, "seed \(seed)")
      #expect(again.events == tally.events, "seed \(seed)")
    }
  }
}

// Which agent gets the customer, and which customer the agent: each rule by a day on paper.

import Tallies
import Testing

@Suite("The choice of agent") struct AgentChoiceTests {
  /// Two desks that differ in the score they leave: 0.9 and 0.8.
  static let desks = [Desk("a", skill: 0.9), Desk("b", skill: 0.8)]
  /// The same with three places each, at full speed.
  static let chats = [
    Desk("a", skill: 0.9, "count: 1, concurrency: 3, speed: [1, 1, 1]"),
    Desk("b", skill: 0.8, "count: 1, concurrency: 3, speed: [1, 1, 1]"),
  ]

  @Test("longest-idle: by the end of the last chat")
  func longestIdle() throws {
    let run = try Tiny(
      [Asking("first", at: 0), Asking("second", at: 10, effort: 10), Asking("third", at: 100)],
      at: Self.desks)
    // b's chat ended at 20, a's at 60.
    #expect(run.skills("first", "second", "third") == [0.9, 0.8, 0.8])
  }

  /// a has two chats, the last since 2; b has one, since 3; then somebody comes at 20.
  static func whoGetsTheFifth(_ rule: String) throws -> Double {
    let run = try Tiny(
      [
        Asking("c1", at: 0, effort: 500), Asking("c2", at: 1, effort: 9),
        Asking("c3", at: 2, effort: 500), Asking("c4", at: 3, effort: 500),
        Asking("c5", at: 20, effort: 500),
      ], at: chats, "routing: {choose-agent: \(rule)}")
    return run.score("c5")
  }

  @Test("longest-idle with no one idle: by the last assignment")
  func longestIdleOfBusy() throws { #expect(try Self.whoGetsTheFifth("longest-idle") == 0.9) }

  @Test("least-busy: the fewest open chats, whoever was assigned last")
  func leastBusy() throws { #expect(try Self.whoGetsTheFifth("least-busy") == 0.8) }

  @Test("most-busy: one agent is filled before the next one gets a chat")
  func mostBusy() throws {
    let names = ["c1", "c2", "c3", "c4", "c5"]
    let run = try Tiny(
      names.enumerated().map { Asking($1, at: Double($0), effort: 500) }, at: Self.chats,
      "routing: {choose-agent: most-busy}")
    #expect(names.map { run.score($0) } == [0.9, 0.9, 0.9, 0.8, 0.8])
  }

  @Test("best-match: the highest score, then the longest idle")
  func bestMatch() throws {
    let run = try Tiny(
      [Asking("c1", at: 0), Asking("c2", at: 1), Asking("c3", at: 2)],
      at: [Desk("a", skill: 0.8), Desk("b", skill: 0.9, "count: 2")],
      "routing: {choose-agent: best-match}")
    #expect(run.skills("c1", "c2", "c3") == [0.9, 0.9, 0.8])
  }

  @Test("by-rank: the lowest rank that has room")
  func byRank() throws {
    let run = try Tiny(
      [Asking("c1", at: 0), Asking("c2", at: 1), Asking("c3", at: 61)],
      at: [Desk("a", skill: 0.9, "count: 1, rank: 2"), Desk("b", skill: 0.8, "count: 1, rank: 1")],
      "routing: {choose-agent: by-rank}")
    #expect(run.skills("c1", "c2", "c3") == [0.8, 0.9, 0.8])
  }

  @Test("random: every agent with room alike, however many chats are open")
  func random() throws {
    // One long chat with each of two agents; the third agent is idle all the time.
    let arrivals = (0..<3_000).map { 10 + Double($0) }
    var short = Asking("short", at: 0, effort: 0.5)
    short.at = arrivals
    let run = try Tiny(
      [Asking("long", at: 0, 0.1, effort: 4_000), short],
      at: ["a", "b", "c"].map { Desk($0, "count: 1, concurrency: 2, speed: [1, 1]") },
      length: "2h", "routing: {choose-agent: random}")
    let counts = ["a", "b", "c"].map { Double(run.desk($0).answered) }
    // Each binomial with 3,000 and 1/3: a standard deviation of 25.8.
    for count in counts { #expect(abs(count - 1_000) < 4 * 25.8, "\(counts)") }
  }
}

@Suite("The choice of customer") struct CustomerChoiceTests {
  static let generalist = [Desk("desk", branch: "43\": 1, \"44\": 0.5, \"45")]
  static let busy = Asking("busy", at: 0, effort: 100)

  @Test("higher priority first, then who entered first")
  func priority() throws {
    let run = try Tiny(
      [
        Self.busy, Asking("low", at: 10), Asking("high", at: 20, keys: "priority: 1"),
        Asking("higher", at: 30, keys: "priority: 2"), Asking("later", at: 40, keys: "priority: 1"),
      ], at: [Desk("desk")])
    #expect(run.wait("higher") == 70 && run.wait("high") == 140 && run.wait("later") == 180)
    #expect(run.wait("low") == 270)
  }

  @Test(
    "ageing: a priority point is worth so many minutes of waiting",
    arguments: [(80.0, 90.0, 80.0), (60.0, 150.0, 40.0)])
  func ageing(highAt: Double, lowWaits: Double, highWaits: Double) throws {
    // At 100 the low one has 1.5 points; the high one 1 and a third, or 1 and two thirds.
    let run = try Tiny(
      [Self.busy, Asking("low", at: 10), Asking("high", at: highAt, keys: "priority: 1")],
      at: [Desk("desk")], "routing: {ageing: 1}")
    #expect(run.wait("low") == lowWaits && run.wait("high") == highWaits)
  }

  /// One who asks about 45 at 10, two who ask about 43 at 20 and 30; a desk that knows both.
  static func waits(_ rule: String, firstNamed: String = "x") throws -> [Double] {
    let x = [Asking("x", at: 20), Asking("x2", at: 30)]
    let y = [Asking("y", at: 10, document: "45000000")]
    let customers = [busy(document: "44000000")] + (firstNamed == "x" ? x + y : y + x)
    let run = try Tiny(customers, at: generalist, "routing: {choose-customer: \(rule)}")
    return ["y", "x", "x2"].map { run.wait($0) }
  }

  static func busy(document: String) -> Asking {
    Asking("busy", at: 0, effort: 100, document: document)
  }

  @Test("oldest: who entered first, whatever the class")
  func oldest() throws { #expect(try Self.waits("oldest") == [90, 140, 190]) }

  @Test("longest-queue: the class with most waiting; a tie to the class named first")
  func longestQueue() throws {
    #expect(try Self.waits("longest-queue") == [210, 80, 130])
    #expect(try Self.waits("longest-queue", firstNamed: "y") == [150, 80, 190])
  }

  @Test("best-match: the highest score with this agent, the oldest among equals")
  func bestMatch() throws {
    let run = try Tiny(
      [
        Self.busy, Asking("half", at: 10, document: "44000000"), Asking("full", at: 20),
        Asking("also", at: 30, document: "45000000"),
      ], at: Self.generalist, "routing: {choose-customer: best-match}")
    #expect(run.wait("full") == 80 && run.wait("also") == 130 && run.wait("half") == 210)
  }
}

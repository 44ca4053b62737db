// What a chat brings with it: mismatch, help, transfer, the agent of last time, wrap-up.

import Tallies
import Testing

@Suite("A mismatch") struct MismatchTests {
  @Test("makes the effort longer by its share of the factor")
  func effort() throws {
    let run = try Tiny(
      [Asking("a", at: 0, keys: "mismatch: {effort: 1.5}")], at: [Desk("desk", skill: 0.6)])
    // 60 s · (1 + 0.5 · 0.4)
    #expect(run.handled("a") == 72)
  }

  @Test("of a score of 0 brings every customer back, counted again but not as a retry")
  func returns() throws {
    // Ten seconds for the ring, sixty of effort, a hundred away: 0, 170 and 340, then it is over.
    let run = try Tiny(
      [
        Asking(
          "a", at: 0, document: "53111601",
          keys: "mismatch: {unresolved: 100%, returns-after: 100s}")
      ], at: [Desk("desk")], length: "500s",
      "routing: {rings: [{after: 10s, document-digits: 0}]}")
    #expect(run["a"].offered == 3 && run["a"].answered == 3 && run["a"].retried == 0)
    #expect(run["a"].unresolved == 3)
    #expect(run.wait("a") == 30)
  }

  @Test("brings back in proportion to 1 − score")
  func proportion() throws {
    var asking = Asking(
      "a", at: 0, effort: 1, keys: "mismatch: {unresolved: 50%, returns-after: 9h}")
    asking.at = (0..<4_000).map { Double($0) * 2 }
    let run = try Tiny([asking], at: [Desk("desk", skill: 0.6)], length: "8000s")
    // Binomial with 4,000 and 0.5 · 0.4.
    let unresolved = Double(run["a"].unresolved)
    let variance = 4_000 * 0.2 * 0.8
    #expect(abs(unresolved - 800) < 4 * variance.squareRoot(), "\(unresolved)")
  }
}

@Suite("Help") struct HelpTests {
  static let asks = "help: {probability: 100%, effort: {fixed: 20s}}"

  @Test("takes a place of another agent for its effort")
  func holdsPlace() throws {
    let run = try Tiny(
      [Asking("a", at: 0, keys: Self.asks), Asking("b", at: 5)], at: [Desk("x"), Desk("y")])
    #expect(run.wait("b") == 15)
    #expect(run["a"].helped == 1 && run["a"].offered == 1 && run["b"].helped == 0)
    #expect(run.handled("a") == 60)
    // y: twenty seconds of help, sixty of chat; only the chat is answered.
    #expect(run.desk("y").answered == 1 && run.desk("y").busyNanoseconds == 80e9)
  }

  @Test("is never given by the one who asks, and is withdrawn when the chat ends")
  func notByOneself() throws {
    let run = try Tiny(
      [Asking("a", at: 0, keys: Self.asks)],
      at: [Desk("x", "count: 1, concurrency: 2, speed: [1, 1]")])
    #expect(run["a"].helped == 0 && run["a"].answered == 1)
    #expect(run.desk("x").openChatNanoseconds == 60e9)
  }

  @Test("that comes too late is not given; the one who comes in time is")
  func withdrawn() throws {
    // y is busy until 100 (too late for a) or until 30.
    for (until, helped) in [(100.0, Int64(0)), (30, 1)] {
      let run = try Tiny(
        [Asking("other", at: 0, effort: until), Asking("a", at: 1, keys: Self.asks)],
        at: [Desk("y"), Desk("x")])
      #expect(run["a"].helped == helped)
      #expect(run.desk("y").busyNanoseconds == (until + (helped == 1 ? 20 : 0)) * 1e9)
    }
  }

  @Test("goes on when the asker's chat ends first, and leaves no trace in the asker's handle time")
  func outlastsTheChat() throws {
    let run = try Tiny(
      [
        Asking("a", at: 0, effort: 10, keys: Self.asks), Asking("b", at: 5),
        Asking("c", at: 6),
      ], at: [Desk("x"), Desk("y")])
    #expect(run["a"].helped == 1 && run.handled("a") == 10)
    #expect(run.wait("b") == 5 && run.wait("c") == 14)
  }
}

extension HelpTests {
  @Test("is accepted or not by a chance of its own, not by that of the customer's offer")
  func acceptedByItself() throws {
    // A period for each customer; help that is not accepted at once comes too late.
    var asking = Asking("a", at: 0, effort: 10, keys: "help: {probability: 1, effort: {fixed: 1s}}")
    asking.at = (0..<800).map { Double($0) * 1_000 }
    let run = try Tiny(
      [asking], at: [Desk("x"), Desk("y")], length: "800000s",
      """
      report-every: 1000s
      routing: {offer: {timeout: 15s, acceptance: 50%}}
      """)
    let atOnce = run.tally.replications[0].periods.filter { $0.delayed == 0 }
    let helped = Double(atOnce.reduce(0) { $0 + $1.helped })
    let half = Double(atOnce.count) / 2
    #expect(abs(helped - half) < 4 * (half / 2).squareRoot(), "\(helped) of \(atOnce.count)")
  }
}

@Suite("A transfer") struct TransferTests {
  static let passed = Asking(
    "x", at: 0, keys: "transfer: {probability: 100%, to: y}")
  static let desks = [
    Desk("first", skill: 0.9, branch: "43"), Desk("second", skill: 0.8, branch: "53"),
  ]

  @Test("takes the customer to the other class when the chat ends; he is answered once")
  func passesOn() throws {
    let run = try Tiny(
      [Self.passed, Asking("y", at: 500, effort: 30, document: "53111601")], at: Self.desks)
    #expect(run["x"].offered == 1 && run["x"].answered == 1)
    #expect(run.handled("x") == 90 && run.score("x") == 0.8 && run.wait("x") == 0)
    #expect(run.desk("first").answered == 0 && run.desk("second").answered == 2)
  }

  @Test("puts the customer ahead of those who waited before")
  func aheadOfOthers() throws {
    let run = try Tiny(
      [
        Self.passed, Asking("y", at: 1, effort: 100, document: "53111601"),
        Asking("z", at: 50, effort: 10, document: "53111601"),
      ], at: Self.desks)
    // x's own chat ends at 60, the second desk is free at 101.
    #expect(run.wait("x") == 41)
    #expect(run.handled("x") == 160 && run.wait("z") == 151)
  }
}

extension TransferTests {
  @Test("to a location that closes ends there: who waits leaves")
  func closes() throws {
    let run = try Tiny(
      [
        Self.passed,
        Asking("y", at: 1, effort: 500, document: "53111601", code: "location: osaka"),
      ],
      at: [
        Desk("first"), Desk("second", branch: "53", "count: 1, location: osaka"),
      ], length: "1h",
      "locations: [{id: home}, {id: osaka, hours: {from: 0s, to: 100s}}]")
    #expect(run["x"].abandoned == 1 && run.wait("x") == 40)
    #expect(run["y"].answered == 1)
  }
}

@Suite("The agent of last time") struct LastAgentTests {
  static let customer = Asking(
    "a", at: 0, keys: "mismatch: {unresolved: 100%, returns-after: 100s}")

  /// Who answers a customer who comes back at 160 (x worked until 60, y not at all).
  static func answers(_ routing: String, second: Asking? = nil) throws -> Tiny {
    try Tiny(
      [customer] + (second.map { [$0] } ?? []),
      at: [Desk("x", skill: 0.000001), Desk("y", skill: 0.000001)], length: "200s", routing)
  }

  @Test("gets the customer who comes back within the time")
  func preferred() throws {
    let run = try Self.answers("routing: {last-agent: {within: 100s}}")
    #expect(run.desk("x").answered == 2 && run.desk("y").answered == 0)
  }

  @Test("is nobody in particular without the rule, or when the time is over")
  func expired() throws {
    for routing in ["", "routing: {last-agent: {within: 99s}}"] {
      let run = try Self.answers(routing)
      #expect(run.desk("x").answered == 1 && run.desk("y").answered == 1)
    }
  }

  @Test("is still preferred by who gave up waiting meanwhile and tries again")
  func afterRetry() throws {
    // Both are busy at 160; at 200 y has been idle since 190 and x since 195.
    let run = try Tiny(
      [
        Asking(
          "a", at: 0,
          keys: """
            mismatch: {unresolved: 100%, returns-after: 100s}, patience: {fixed: 10s}, \
            retry: {probability: 100%, after: 30s}
            """),
        Asking("b", at: 150, effort: 40), Asking("c", at: 151, effort: 44),
      ], at: [Desk("x", skill: 0.000001), Desk("y", skill: 0.000001)], length: "300s",
      "routing: {last-agent: {within: 1h}}")
    #expect(run["a"].offered == 3 && run["a"].abandoned == 1)
    #expect(run.desk("x").answered == 3 && run.desk("y").answered == 1)
  }

  @Test("who has no room is not waited for")
  func noRoom() throws {
    // x has been idle from 60 on, y from 140 on: x takes b at 150.
    let run = try Self.answers(
      "routing: {last-agent: {within: 1h}}", second: Asking("b", at: 1, 150, effort: 139))
    #expect(run["a"].answered == 2 && run.wait("a") == 0)
    #expect(run.desk("x").answered == 2 && run.desk("y").answered == 2)
  }
}

@Suite("A wrap-up") struct WrapUpTests {
  @Test("holds the agent, is work, but no chat")
  func holdsAgent() throws {
    let run = try Tiny(
      [Asking("a", at: 0), Asking("b", at: 10)],
      at: [Desk("desk", "count: 1, wrap-up: {fixed: 20s}")])
    #expect(run.wait("b") == 70 && run.handled("a") == 60)
    #expect(run.desk("desk").busyNanoseconds == 160e9)
    #expect(run.desk("desk").withOpenChatNanoseconds == 120e9)
    #expect(run.desk("desk").placesTakenNanoseconds == 160e9)
  }

  @Test("holds one place of several, and slows nobody")
  func holdsPlace() throws {
    let run = try Tiny(
      [Asking("a", at: 0), Asking("b", at: 0.5, effort: 100), Asking("c", at: 10)],
      at: [Desk("desk", "count: 1, concurrency: 2, speed: [1, 1], wrap-up: {fixed: 20s}")])
    #expect(run.wait("c") == 70)
    #expect(run.handled("b") == 100)
    #expect(run.desk("desk").placesStaffedNanoseconds == 7_200e9)
  }

  @Test("with longest-idle keeps the place that the end of the chat gave")
  func keepsTurn() throws {
    // x's chat ends at 60 and its wrap-up at 160; y's chat ends at 70.
    let run = try Tiny(
      [Asking("a", at: 0), Asking("b", at: 1, effort: 69), Asking("c", at: 200)],
      at: [
        Desk("x", skill: 0.9, "count: 1, wrap-up: {fixed: 100s}"), Desk("y", skill: 0.8),
      ])
    #expect(run.score("c") == 0.9)
  }
}

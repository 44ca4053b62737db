// Customers who leave: patience, trying again, leaving without a word, the limit, the closing.

import Tallies
import Testing

@Suite("A customer who leaves") struct LeavingTests {
  static let busy = Asking("busy", at: 0, effort: 200)

  @Test("has waited as long as the patience, and no longer")
  func patience() throws {
    let run = try Tiny(
      [Self.busy, Asking("a", at: 10, keys: "patience: {fixed: 30s}")], at: [Desk("desk")])
    #expect(run["a"].abandoned == 1 && run["a"].delayed == 1)
    #expect(run.wait("a") == 30)
  }

  @Test("tries again after the delay, each time offered, until answered")
  func retry() throws {
    // In the line 10–40, 100–130 and from 190; the desk is free at 200.
    let run = try Tiny(
      [
        Self.busy,
        Asking(
          "a", at: 10, keys: "patience: {fixed: 30s}, retry: {probability: 100%, after: 60s}"),
      ], at: [Desk("desk")])
    #expect(run["a"].offered == 3 && run["a"].retried == 2)
    #expect(run["a"].abandoned == 2 && run["a"].answered == 1)
    #expect(run.wait("a") == 70)
  }

  @Test("does not try again at or after the end", arguments: [(100, 1), (101, 2)])
  func noRetryAfterEnd(length: Int, offered: Int64) throws {
    let run = try Tiny(
      [
        Self.busy,
        Asking(
          "a", at: 10, keys: "patience: {fixed: 30s}, retry: {probability: 100%, after: 60s}"),
      ], at: [Desk("desk")], length: "\(length)s")
    #expect(run["a"].offered == offered)
  }

  @Test("without a word keeps the place; an agent finds it empty after a while")
  func silent() throws {
    let run = try Tiny(
      [
        Asking("busy", at: 0, effort: 100),
        Asking(
          "gone", at: 10,
          keys: "patience: {fixed: 20s}, silent: {share: 100%, discovered-after: 30s}"),
        Asking("next", at: 40),
      ], at: [Desk("desk")])
    #expect(run["gone"].abandoned == 1 && run["gone"].answered == 0 && run.wait("gone") == 20)
    // The desk looks at an empty chat from 100 to 130.
    #expect(run.wait("next") == 90)
    #expect(run.desk("desk").busyNanoseconds == 190e9)
    #expect(run.desk("desk").handled == 2)
  }

  @Test("is blocked at the limit, which counts the waiting and those in service")
  func limit() throws {
    let run = try Tiny(
      [Asking("a", at: 0), Asking("b", at: 1), Asking("c", at: 2), Asking("d", at: 61)],
      at: [Desk("desk")], "limits: {in-system: 2}")
    #expect(run["c"].blocked == 1 && run["c"].delayed == 0)
    #expect(run["d"].answered == 1 && run.wait("d") == 59)
  }

  @Test("counts at the own location only, and a wrap-up counts nowhere")
  func limitByLocation() throws {
    let run = try Tiny(
      [
        Asking("a", at: 0), Asking("b", at: 1), Asking("c", at: 2, code: "location: osaka"),
        Asking("d", at: 62),
      ],
      at: [
        Desk("here", "count: 1, wrap-up: {fixed: 100s}"),
        Desk("there", "count: 1, location: osaka"),
      ],
      """
      locations: [{id: home}, {id: osaka}]
      limits: {in-system: 1}
      """)
    #expect(run["b"].blocked == 1 && run["c"].answered == 1)
    #expect(run["d"].answered == 1 && run.wait("d") == 98)
  }
}

@Suite("The closing") struct ClosingTests {
  static let customers = [
    Asking("served", at: 0, effort: 200), Asking("waits", at: 50),
    Asking("impatient", at: 60, keys: "patience: {fixed: 70s}"),
  ]

  @Test("drain: whoever is inside is finished, patience goes on")
  func drain() throws {
    let run = try Tiny(Self.customers, at: [Desk("desk")], length: "100s")
    #expect(run["waits"].answered == 1 && run.wait("waits") == 150)
    #expect(run["impatient"].abandoned == 1 && run.wait("impatient") == 70)
  }

  @Test("drop: the waiting leave at the end, open chats are finished")
  func drop() throws {
    let run = try Tiny(
      Self.customers, at: [Desk("desk")], length: "100s", "closing: drop")
    #expect(run["served"].answered == 1 && run.handled("served") == 200)
    #expect(run["waits"].abandoned == 1 && run.wait("waits") == 50)
    #expect(run["impatient"].abandoned == 1 && run.wait("impatient") == 40)
  }

  @Test("drop: who is offered at the end still waits, and leaves with the others")
  func dropOffered() throws {
    let run = try Tiny(
      [Asking("offered", at: 90), Asking("waits", at: 91)], at: [Desk("desk")],
      length: "100s", replications: 40,
      """
      closing: drop
      routing: {offer: {timeout: 15s, acceptance: 50%}}
      """)
    for replication in run.tally.replications {
      let first = replication.streams[0]
      #expect(first.abandoned == 1 ? first.waitNanoseconds == 10e9 : first.waitNanoseconds == 0)
      #expect(replication.streams[1].abandoned == 1)
      #expect(replication.streams[1].waitNanoseconds == 9e9)
    }
  }

  @Test("integrals end with the run: the drain counts in no time average")
  func integrals() throws {
    let run = try Tiny(Self.customers, at: [Desk("desk")], length: "100s")
    #expect(run.desk("desk").busyNanoseconds == 100e9)
    #expect(run.desk("desk").staffedNanoseconds == 100e9)
  }

  @Test("who still waits when nothing happens any more has left")
  func nobodyComes() throws {
    let run = try Tiny(
      [Asking("late", at: 60)], at: [Desk("desk", "staff: {periods: 50s, counts: [1, 0]}")],
      length: "100s")
    #expect(run["late"].abandoned == 1)
  }

  @Test("of a location blocks who comes, and its waiting leave; open chats are finished")
  func hours() throws {
    let run = try Tiny(
      [
        Asking("early", at: 1_800), Asking("first", at: 3_600),
        Asking("last", at: 7_000, effort: 900),
        Asking("waits", at: 7_100), Asking("late", at: 7_200),
      ], at: [Desk("desk")], length: "3h",
      """
      opens: "09:00"
      locations: [{id: home, hours: {from: "10:00", to: "11:00"}}]
      """)
    #expect(run["early"].blocked == 1 && run["late"].blocked == 1)
    #expect(run["first"].answered == 1 && run.wait("first") == 0)
    #expect(run["last"].answered == 1 && run.handled("last") == 900)
    #expect(run["waits"].abandoned == 1 && run.wait("waits") == 100)
    // On duty from ten to eleven, and until the last chat is over.
    #expect(run.desk("desk").staffedNanoseconds == 4_300e9)
  }

  @Test("of a location sends away whose chat would be handed back or passed on to it")
  func comesBackToClosed() throws {
    let hours = "locations: [{id: home}, {id: osaka, hours: {from: 0s, to: 50s}}]"
    let handed = try Tiny(
      [Asking("a", at: 10, effort: 100, code: "location: osaka")],
      at: [Desk("desk", "count: 1, location: osaka, leaving: handback")], hours)
    #expect(handed["a"].abandoned == 1 && handed["a"].answered == 0 && handed.wait("a") == 0)
    let passed = try Tiny(
      [
        Asking("x", at: 0, keys: "transfer: {probability: 100%, to: y}"),
        Asking("y", at: 900, document: "53111601", code: "location: osaka"),
      ],
      at: [Desk("first"), Desk("second", branch: "53", "count: 1, location: osaka")], hours)
    #expect(passed["x"].abandoned == 1 && passed.wait("x") == 0 && passed["y"].blocked == 1)
  }
}

// Rare turns of a day: offers without end in sight, chats handed back, closings, slow agents.

import Tallies
import Testing

@Suite("At the edge") struct EdgeTests {
  @Test("offers that one in a hundred accepts end all the same, after any number of them")
  func rarelyAccepted() throws {
    // A period for each customer, far longer than a hundred timeouts.
    var alone = Asking("alone", at: 0, effort: 1)
    alone.at = (0..<2_000).map { Double($0) * 20_000 }
    let run = try Tiny(
      [alone], at: [Desk("desk")], length: "40000000s",
      """
      report-every: 20000s
      routing: {offer: {timeout: 15s, acceptance: 1%}}
      """)
    #expect(run["alone"].answered == 2_000)
    // Geometric: the mean of lapses is 0.99 / 0.01, their variance 0.99 / 0.01².
    let lapses = run.tally.replications[0].periods.map { $0.waitNanoseconds / 15e9 }
    let mean = lapses.reduce(0, +) / 2_000
    let deviation = (9_900.0 / 2_000).squareRoot()
    #expect(abs(mean - 99) < 4 * deviation, "\(mean)")
    // 0.99^256 = 0.0763 of them need more than 256 offers.
    let long = Double(lapses.count { $0 >= 256 }) / 2_000
    let deviationOfLong = (0.0763 * 0.9237 / 2_000).squareRoot()
    #expect(abs(long - 0.0763) < 4 * deviationOfLong, "\(long)")
  }

  @Test("with ageing who was handed back goes before who came later, behind who came earlier")
  func handedBackAges() throws {
    let leaves = "staff: {periods: 100s, counts: [1, 0]}, leaving: handback"
    let comes = "staff: {periods: 200s, counts: [0, 1]}"
    for (ageing, earlier, handedBack) in [(0, 245.0, 100.0), (1, 200, 160)] {
      // Of a's 130 seconds 85 are done at 100, 45 are left; nobody knows the phones until 200.
      let run = try Tiny(
        [
          Asking("earlier", at: 0, document: "53111601"), Asking("a", at: 15, effort: 130),
          Asking("later", at: 50),
        ],
        at: [Desk("x", leaves), Desk("y", branch: "*", comes)], "routing: {ageing: \(ageing)}")
      #expect(run.wait("earlier") == earlier && run.wait("a") == handedBack)
      #expect(run.wait("later") == 200 + 60 + 45 - 50)
    }
  }

  @Test("a question that its helper hands back is finished by another, and counted once")
  func handedBackQuestion() throws {
    let run = try Tiny(
      [Asking("a", at: 0, effort: 500, keys: HelpTests.asks)],
      at: [
        Desk("x", "count: 1, rank: 0"),
        Desk("y", "staff: {periods: 10s, counts: [1, 0]}, leaving: handback, rank: 1"),
        Desk("z", "count: 1, rank: 2"),
      ], "routing: {choose-agent: by-rank}")
    #expect(run["a"].helped == 1 && run["a"].answered == 1 && run.handled("a") == 500)
    // Twenty seconds of help: ten of y, the rest of z.
    #expect(run.desk("y").busyNanoseconds == 10e9 && run.desk("z").busyNanoseconds == 10e9)
    #expect(run.desk("y").handled == 1 && run.desk("z").handled == 1)
  }

  @Test("whom an agent going off duty was just offered is offered to another at once")
  func offeredAtTheEndOfTheShift() throws {
    let run = try Tiny(
      [Asking("a", at: 95)],
      at: [
        Desk("x", "staff: {periods: 100s, counts: [1, 0]}, rank: 0"),
        Desk("y", "count: 1, rank: 1"),
      ], replications: 40,
      "routing: {choose-agent: by-rank, offer: {timeout: 15s, acceptance: 50%}}")
    let waits = run.tally.replications.map { $0.streams[0].waitNanoseconds / 1e9 }
    // Taken at once by x, or from 100 on by y, a timeout later for each lapse.
    #expect(waits.allSatisfy { $0 == 0 || ($0 - 5).remainder(dividingBy: 15) == 0 })
    #expect(waits.contains(0) && waits.contains(5) && waits.contains(20))
  }

  @Test("who has to leave when the location closes tries again, when it is open the next day")
  func triesAgainAfterTheClosing() throws {
    // Open for the first fifty seconds of each day: back at 45 of the second day.
    let run = try Tiny(
      [
        Asking("served", at: 0, effort: 200),
        Asking("waits", at: 10, keys: "retry: {probability: 100%, after: 86395s}"),
      ], at: [Desk("desk")], length: "48h",
      "locations: [{id: home, hours: {from: 0s, to: 50s}}]")
    #expect(run["served"].answered == 1 && run.handled("served") == 200)
    #expect(run["waits"].abandoned == 1 && run["waits"].answered == 1)
    #expect(run["waits"].offered == 2 && run["waits"].retried == 1 && run.wait("waits") == 40)
  }

  @Test("the slowest agents end the longest chats: no span is longer than 2^60 ns")
  func slowest() throws {
    // A thousand days at a thousandth of the speed are a million days; 2^60 ns are 13,344.
    let long = 86_400_000.0
    let one = try Tiny(
      [Asking("a", at: 0, effort: long)], at: [Desk("desk", "count: 1, speed: [0.001]")])
    #expect(one["a"].answered == 1 && one.handled("a") == 1_152_921_504.606846976)
    let two = try Tiny(
      [Asking("a", at: 0, effort: long), Asking("b", at: 60, effort: 2 * long)],
      at: [Desk("desk", "count: 1, concurrency: 2, speed: [0.001, 0.001]")])
    #expect(two["a"].answered == 1 && two["b"].answered == 1)
    #expect(two.handled("a") >= 1_152_921_504 && two.handled("b") >= two.handled("a"))
  }
}

// Offers that are accepted at once or lapse; the customer keeps the place.

import Tallies
import Testing

@Suite("An offer") struct OfferTests {
  /// Nobody ever accepts, as far as 64 bits can tell.
  static let refused = "routing: {offer: {timeout: 15s, acceptance: 0.000000000001}}"

  @Test("that is always accepted changes nothing but the way")
  func accepted() throws {
    let run = try Tiny(
      [Asking("a", at: 0), Asking("b", at: 10)], at: [Desk("desk")],
      "routing: {offer: {timeout: 15s, acceptance: 1}}")
    #expect(run.wait("a") == 0 && run.wait("b") == 50)
  }

  @Test("that lapses goes to the next agent, and its time is part of the wait")
  func lapses() throws {
    let run = try Tiny(
      [Asking("a", at: 0, keys: "patience: {fixed: 40s}")], at: [Desk("x"), Desk("y")],
      Self.refused)
    #expect(run["a"].abandoned == 1 && run.wait("a") == 40)
  }

  @Test("holds the agent: who comes meanwhile waits, and is offered to nobody else's place")
  func holdsAgent() throws {
    // Every offer lapses; the first in the line is offered again and again until he leaves.
    let run = try Tiny(
      [
        Asking("a", at: 0, keys: "patience: {fixed: 100s}"),
        Asking("b", at: 5, keys: "patience: {fixed: 50s}"),
      ], at: [Desk("desk")], Self.refused)
    #expect(run.wait("a") == 100 && run.wait("b") == 50)
    // An offer is no chat.
    #expect(run.desk("desk").busyNanoseconds == 0 && run.desk("desk").openChatNanoseconds == 0)
  }

  @Test("keeps the customer's place: who came later is never answered before", arguments: [1, 2])
  func keepsPlace(seed: Int) throws {
    let run = try Tiny(
      [Asking("a", at: 0), Asking("b", at: 1)], at: [Desk("desk")], replications: 200,
      """
      seed: \(seed)
      routing: {offer: {timeout: 15s, acceptance: 50%}}
      """)
    for replication in run.tally.replications {
      let waits = replication.streams.map { $0.waitNanoseconds / 1e9 }
      // Lapses are whole timeouts, counted from the offer.
      #expect(waits[0].truncatingRemainder(dividingBy: 15) == 0)
      #expect(1 + waits[1] >= waits[0] + 60)
    }
  }

  @Test("of one agent lapses geometrically: half of them make a mean wait of one timeout")
  func geometricLapses() throws {
    var alone = Asking("alone", at: 0, effort: 1)
    alone.at = (0..<2_000).map { Double($0) * 1_000 }
    let run = try Tiny(
      [alone], at: [Desk("desk")], length: "600h",
      "routing: {offer: {timeout: 15s, acceptance: 50%}}")
    // Lapses: mean 1, variance 2.
    let lapses = run.wait("alone") / 15 / 2_000
    let deviation = (2.0 / 2_000).squareRoot()
    #expect(abs(lapses - 1) < 4 * deviation, "\(lapses)")
  }

  @Test("to an agent who goes off duty lapses, and another takes the customer on")
  func offDuty() throws {
    let run = try Tiny(
      [Asking("a", at: 95)],
      at: [
        Desk("x", "staff: {periods: 100s, counts: [1, 0]}, rank: 0"),
        Desk("y", "staff: {periods: 500s, counts: [0, 1]}, rank: 1"),
      ], replications: 40,
      """
      routing: {offer: {timeout: 15s, acceptance: 50%}}
      """)
    let waits = run.tally.replications.map { $0.streams[0].waitNanoseconds / 1e9 }
    // Taken at once by x, or from 500 on by y, a timeout later for each lapse.
    #expect(
      waits.allSatisfy { $0 == 0 || ($0 >= 405 && ($0 - 405).remainder(dividingBy: 15) == 0) })
    #expect(waits.contains(0) && waits.contains(405) && waits.contains { $0 > 405 })
  }
}

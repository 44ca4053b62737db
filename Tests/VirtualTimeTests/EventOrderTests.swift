// What comes first at equal times: what is known beforehand, arrivals, ends of chats, the rest.

import Tallies
import Testing

@Suite("At the same moment") struct EventOrderTests {
  @Test("a customer comes before a chat ends: at the limit he is blocked")
  func arrivalBeforeEnd() throws {
    let run = try Tiny(
      [Asking("a", at: 0), Asking("b", at: 60)], at: [Desk("desk")],
      "limits: {in-system: 1}")
    #expect(run["b"].blocked == 1)
  }

  @Test("a customer comes before another's patience ends: at the limit he is blocked")
  func arrivalBeforePatience() throws {
    let run = try Tiny(
      [
        Asking("a", at: 0, effort: 100), Asking("b", at: 10, keys: "patience: {fixed: 50s}"),
        Asking("c", at: 60),
      ], at: [Desk("desk")], "limits: {in-system: 2}")
    #expect(run["b"].abandoned == 1 && run["c"].blocked == 1)
  }

  @Test("a chat ends before patience does: the customer is answered")
  func endBeforePatience() throws {
    let run = try Tiny(
      [Asking("a", at: 0), Asking("b", at: 10, keys: "patience: {fixed: 50s}")],
      at: [Desk("desk")])
    #expect(run["b"].answered == 1 && run.wait("b") == 50)
  }

  @Test("patience ends before a ring widens and before an offer lapses")
  func patienceFirst() throws {
    let rings = try Tiny(
      [Asking("a", at: 0, document: "53111601", keys: "patience: {fixed: 30s}")],
      at: [Desk("desk")], "routing: {rings: [{after: 30s, document-digits: 0}]}")
    #expect(rings["a"].abandoned == 1)
    let offer = try Tiny(
      [Asking("a", at: 0, keys: "patience: {fixed: 15s}")], at: [Desk("x"), Desk("y")],
      "routing: {offer: {timeout: 15s, acceptance: 0.000000000001}}")
    #expect(offer["a"].abandoned == 1 && offer.wait("a") == 15)
  }

  @Test("agents come and go before customers arrive")
  func staffBeforeArrival() throws {
    let run = try Tiny(
      [Asking("a", at: 100), Asking("b", at: 200, keys: "patience: {fixed: 9s}")],
      at: [Desk("desk", "staff: {periods: 100s, counts: [0, 1, 0]}")], length: "300s")
    #expect(run["a"].answered == 1 && run.wait("a") == 0)
    #expect(run["b"].abandoned == 1)
  }

  @Test("a location opens and closes before customers arrive")
  func hoursBeforeArrival() throws {
    let run = try Tiny(
      [Asking("a", at: 100), Asking("b", at: 200)], at: [Desk("desk")], length: "300s",
      "locations: [{id: home, hours: {from: 100s, to: 200s}}]")
    #expect(run["a"].answered == 1 && run["b"].blocked == 1)
  }

  @Test("a chat of that moment's beginning is over that moment when there is nothing to do")
  func noEffort() throws {
    let run = try Tiny(
      [Asking("a", at: 5, 5, 5, 5, effort: 0)], at: [Desk("desk")])
    #expect(run["a"].answered == 4 && run.wait("a") == 0 && run.handled("a") == 0)
  }

  @Test("customers of one class who come at the same moment are served in the order of the file")
  func equalArrivals() throws {
    let run = try Tiny(
      [Asking("a", at: 5), Asking("b", at: 5), Asking("c", at: 5)], at: [Desk("desk")])
    #expect(run.wait("a") == 0 && run.wait("b") == 60 && run.wait("c") == 120)
  }

  @Test("nothing after the end: who would come at `length` does not")
  func endIsExcluded() throws {
    let run = try Tiny(
      [Asking("a", at: 99.999999999, 100)], at: [Desk("desk")], length: "100s")
    #expect(run["a"].offered == 1)
  }

  @Test("five thousand at once wait in one line, each as long as it takes")
  func manyAtOnce() throws {
    var crowd = Asking("crowd", at: 0, effort: 1)
    crowd.at = Array(repeating: 10, count: 5_000)
    let run = try Tiny([crowd], at: [Desk("desk")], length: "1h")
    #expect(run["crowd"].answered == 5_000)
    // 0 + 1 + … + 4,999
    #expect(run.wait("crowd") == 12_497_500)
  }
}

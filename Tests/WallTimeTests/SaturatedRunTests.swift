// Customers come as soon as there is room for them.

import Measures
import Scenarios
import Tallies
import Testing
import WallTime

@Suite(.serialized)
struct SaturatedRunTests {
  @Test("at full tilt nobody is lost, given away twice or kept waiting", arguments: [1, 2, 3])
  func conservation(threads: Int) throws {
    let outcome = try SmallShop.run(
      SmallShop.plan(), .saturated, seconds: 0.3, threads: threads)
    #expect(outcome.clock.dispatches > 100)
    #expect(outcome.clock.isValid)
    #expect(outcome.clock.lag.isEmpty)
    let streams = outcome.tally.replications[0].streams
    #expect(streams.allSatisfy { $0.answered > 0 && $0.abandoned == 0 && $0.blocked == 0 })
    #expect(outcome.clock.dispatches == outcome.tally.contacts)
  }

  @Test("efforts, patience and rings are left out, and it says so")
  func leftOut() throws {
    let outcome = try SmallShop.run(SmallShop.plan(), .saturated, seconds: 0.1)
    #expect(outcome.clock.leftOut == ["patience", "effort", "wrap-up", "rings", "shifts"])
    #expect(outcome.tally.replications[0].matches[5].answered == 0)
  }

  @Test("a limit and a choice at random: who is turned away leaves room for chats to end")
  func crowded() throws {
    let plan = try SmallShop.plan("limits.in-system=3", "routing.choose-agent=random")
    let outcome = try SmallShop.run(plan, .saturated, seconds: 0.2)
    let streams = outcome.tally.replications[0].streams
    #expect(streams.reduce(0) { $0 + $1.blocked } > 0)
    #expect(outcome.clock.dispatches > 100)
  }

  @Test("nobody on duty: all wait, and leave at the end")
  func nobody() throws {
    let plan = try SmallShop.plan(
      "agents.seoul.absence=100%", "agents.both.absence=100%", "agents.osaka.absence=100%")
    let outcome = try SmallShop.run(plan, .saturated, seconds: 0.1)
    #expect(outcome.clock.dispatches == 0)
    #expect(outcome.clock.leftAtEnd == outcome.tally.contacts)
  }
}

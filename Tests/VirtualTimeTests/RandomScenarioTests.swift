// What must hold in every run, held against scenarios that a seed has made.

import Scenarios
import Tallies
import Testing
import VirtualTime

@Suite("Scenarios of random rules", .serialized) struct RandomScenarioTests {
  /// What a group's time is made of: each part inside the next.
  static func isSound(_ agents: AgentTally) -> Bool {
    0 <= agents.withOpenChatNanoseconds
      && agents.withOpenChatNanoseconds <= agents.busyNanoseconds
      && agents.busyNanoseconds <= agents.staffedNanoseconds
      && agents.withOpenChatNanoseconds <= agents.openChatNanoseconds
      && agents.openChatNanoseconds <= agents.placesTakenNanoseconds
      && agents.placesTakenNanoseconds <= agents.placesStaffedNanoseconds
  }

  static func isSound(_ customers: CustomerTally) -> Bool {
    0 <= customers.answeredWaitNanoseconds
      && customers.answeredWaitNanoseconds <= customers.waitNanoseconds
      && customers.delayed <= customers.offered - customers.blocked
      && customers.retried <= customers.offered && customers.unresolved <= customers.answered
      && customers.scoreBillionths <= 1_000_000_000 * customers.answered
      && customers.firstResponses <= customers.answered
      && customers.handled == customers.answered
  }

  @Test("keep every customer, every agent's time and every byte", arguments: 0..<8)
  func soundness(batch: Int) throws {
    let size = Length.isLong ? 2_000 : 16
    for seed in UInt64(batch * size)..<UInt64((batch + 1) * size) {
      let plan = try scenario(RandomScenario.text(seed: seed))
      let tally = Simulation(plan).run(threads: 1)
      expectConservation(tally, "seed \(seed)")
      for replication in tally.replications {
        let cells = replication.groups + replication.periodAgents
        #expect(cells.allSatisfy(Self.isSound), "seed \(seed)")
        let customers = replication.streams + replication.periods
        #expect(customers.allSatisfy(Self.isSound), "seed \(seed)")
      }
      let again = Simulation(plan).run(threads: 2)
      #expect(again.replications == tally.replications, "seed \(seed)")
      #expect(again.events == tally.events, "seed \(seed)")
    }
  }

  @Test("with a first answer, whoever was answered had one")
  func firstAnswers() throws {
    for seed in UInt64(0)..<(Length.isLong ? 2_000 : 40) {
      let plan = try scenario(RandomScenario.text(seed: seed))
      let tally = Simulation(plan).run(threads: 2)
      for replication in tally.replications {
        for (stream, cell) in zip(plan.demand, replication.streams) where stream.firstAnswer != nil
        {
          #expect(cell.firstResponses == cell.answered, "seed \(seed)")
        }
      }
    }
  }
}

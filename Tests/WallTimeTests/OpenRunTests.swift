// Customers come when the scenario says so.

import Consulting
import Scenarios
import Tallies
import Testing
import WallTime

@Suite(.serialized)
struct OpenRunTests {
  @Test("every customer ends once, on any number of threads", arguments: [1, 2, 4])
  func conservation(threads: Int) throws {
    let outcome = try SmallShop.run(SmallShop.plan(), threads: threads)
    let streams = outcome.tally.replications[0].streams
    #expect(streams.allSatisfy { $0.answered > 0 && $0.delayed > 0 })
    #expect(streams.reduce(0) { $0 + $1.abandoned } > 0)
    #expect(outcome.clock.processors.count == threads)
  }

  @Test("who comes when is the seed's affair, whatever the threads")
  func determinism() throws {
    let runs = try [1, 3].map { threads in
      try SmallShop.run(SmallShop.plan(), threads: threads, keepsDecisions: true)
    }
    let whole = runs.filter { $0.clock.neverSent == 0 }
    let comings = whole.map { run in
      run.decisions.map { "\($0.stream) \($0.ordinal) \($0.due)" }.sorted()
    }
    #expect(Set(comings).count <= 1)
    #expect(comings.allSatisfy { $0.count > 2_000 })
  }

  @Test("nobody is answered by a group without the language")
  func languages() throws {
    let matches = try SmallShop.run(SmallShop.plan()).tally.replications[0].matches
    // Rows are streams: korean, japanese; columns seoul, both, osaka.
    #expect(matches[2].answered == 0)
    #expect(matches[3].answered == 0)
    #expect(matches[0].answered > 0 && matches[5].answered > 0)
  }

  @Test("the partner answers those alone whose ring has opened")
  func ring() throws {
    let outcome = try SmallShop.run(SmallShop.plan(), keepsDecisions: true)
    let partner = outcome.decisions.filter { $0.choice?.group == 2 }
    #expect(!partner.isEmpty)
    // Ten seconds at 3,600 times the speed.
    let ring = Int64(10e9 / 3600)
    #expect(partner.allSatisfy { $0.matched - $0.due >= ring && $0.rings == 1 })
  }

  @Test("a limit of one in the system blocks whoever comes second")
  func limit() throws {
    let plan = try SmallShop.plan("limits.in-system=1")
    let outcome = try SmallShop.run(plan, threads: 2)
    let streams = outcome.tally.replications[0].streams
    #expect(streams.allSatisfy { $0.blocked > 10 })
    #expect(streams.allSatisfy { $0.abandoned == 0 })
  }

  @Test("a run can be ended, and says that it is a part")
  func interruption() throws {
    let profile = try Profile(
      SmallShop.plan("warmup=0s"), pace: .open(speed: 100), seconds: 30, threads: 2)
    let begin = ContinuousClock.now
    let outcome = try profile.run { $0.seconds < 0.2 }
    #expect(outcome.tally.isPartial)
    #expect(ContinuousClock.now - begin < .seconds(10))
    expectSound(outcome)
  }

  @Test("a warm-up that is longer than the run is refused")
  func noWindow() throws {
    let plan = try SmallShop.plan("warmup=30m")
    #expect(throws: ProfileFault.self) {
      try Profile(plan, pace: .open(speed: 1), seconds: 2, threads: 1)
    }
  }

  @Test("who is behind the schedule is invalid, and says how many never came")
  func overload() throws {
    let plan = try SmallShop.plan("warmup=0s", "demand.korean.arrivals.rate=40000000/h")
    let outcome = try SmallShop.run(plan, .open(speed: 3600), seconds: 0.05, threads: 1)
    #expect(!outcome.clock.isValid)
  }
}

// What is counted of each dispatch when asked for, and that nothing else is.

import CPlatform
import Scenarios
import Tallies
import Testing
import WallTime

@Suite(.serialized)
struct CountedRunTests {
  private static func counted(
    _ plan: Plan, _ pace: WallClockTally.Pace = .saturated, seconds: Double = 0.3, threads: Int = 1
  ) throws -> (clock: WallClockTally, operations: WallClockTally.Operations) {
    let profile = try Profile(
      plan, pace: pace, seconds: seconds, threads: threads, counting: .atomicOperations)
    let outcome = try profile.run()
    expectSound(outcome)
    return (outcome.clock, try #require(outcome.clock.operations))
  }

  @Test("one thread meets nobody: no exchange fails, and nobody who waits leaves a dead entry")
  func alone() throws {
    let (clock, operations) = try Self.counted(SmallShop.plan())
    // Each dispatch exchanges a customer's state at least.
    #expect(operations.exchanges >= clock.dispatches)
    #expect(operations.failedExchanges == 0)
    #expect(operations.loads > operations.exchanges)
    #expect(operations.deadEntries == 0)
  }

  @Test("nobody has room for those who wait: each looks again, or the one ahead of him did")
  func secondLooks() throws {
    let plan = try SmallShop.plan(
      "agents.seoul.absence=100%", "agents.both.absence=100%", "agents.osaka.absence=100%")
    let profile = try Profile(
      plan, pace: .saturated, seconds: 0.05, threads: 1, counting: .atomicOperations)
    let operations = try #require(try profile.run().clock.operations)
    // Two classes: the first of each line looks, whoever stands behind him need not.
    #expect(operations.secondLooks == 2)
  }

  @Test("who leaves or moves on behind the head leaves an entry that is passed once, at most")
  func deadEntries() throws {
    let plan = try SmallShop.plan(
      "agents.seoul.absence=60%", "demand.japanese.patience.exponential.mean=20s")
    let profile = try Profile(
      plan, pace: .open(speed: 3600), seconds: 0.8, threads: 1, counting: .atomicOperations)
    let outcome = try profile.run()
    let operations = try #require(outcome.clock.operations)
    // A ring: each customer has two entries at most.
    #expect(operations.deadEntries > 0)
    #expect(operations.deadEntries <= 2 * outcome.tally.contacts)
  }

  @Test("retains and releases on purpose are counted, on the thread that does them")
  func purpose() {
    guard sangdam_begin_counting_references() else { return }
    defer { sangdam_end_counting_references() }
    let (object, shelf) = (Probe(), Shelf(places: 1_000))
    sangdam_clear_operations()
    for place in 0..<1_000 { shelf.put(object, at: place) }
    let taken = sangdam_counted_operations()
    for place in 0..<1_000 { shelf.put(nil, at: place) }
    let given = sangdam_counted_operations()
    #expect(taken.retains >= 1_000)
    #expect(given.releases - taken.releases >= 1_000)
    withExtendedLifetime(object) {}
  }

  #if !DEBUG
    @Test("a dispatch retains and releases nothing", arguments: [1, 2])
    func references(threads: Int) throws {
      for pace in [WallClockTally.Pace.saturated, .open(speed: 3600)] {
        let (clock, operations) = try Self.counted(
          SmallShop.plan(), pace, seconds: 1, threads: threads)
        let (retains, releases) = (try #require(operations.retains), operations.releases ?? 0)
        #expect(Double(retains) / Double(clock.dispatches) < 0.01, "\(pace)")
        #expect(Double(releases) / Double(clock.dispatches) < 0.01, "\(pace)")
      }
    }
  #endif
}

private final class Probe {}

/// Places for references. What the compiler does not see through: it would cancel a retain by the
/// release that follows.
@safe private final class Shelf {
  private let memory: UnsafeMutablePointer<Probe?>
  private let places: Int

  init(places: Int) {
    self.places = places
    // Safety: allocated and initialised here, freed in `deinit`; places are below `places`.
    unsafe memory = .allocate(capacity: places)
    unsafe memory.initialize(repeating: nil, count: places)
  }

  deinit {
    // Safety: as above.
    unsafe memory.deinitialize(count: places)
    unsafe memory.deallocate()
  }

  @inline(never) func put(_ probe: Probe?, at place: Int) {
    // Safety: as above.
    unsafe memory[place] = probe
  }
}

// A run on the wall clock: prepared by one thread, played by several, concluded by one.

import Consulting
import CPlatform
import Glibc
public import Measures
import Rings
import Synchronization
public import Scenarios
public import Tallies

/// A scenario on the wall clock: threads drive one routing core in this process.
public struct Profile: Sendable {
  private let model: ProfileModel
  private let threads: Int
  private let counts: Counting

  /// Whether the core's atomic operations and references to objects are counted, which takes time.
  public enum Counting: Sendable {
    case nothing, atomicOperations
  }

  /// How long a run without `seconds` is, in seconds of the wall clock.
  public static let usualSeconds = 10.0
  /// Threads at most: as many as may be inside the core at once.
  public static let mostThreads = 64

  /// A run of a checked plan.
  ///
  /// - Parameters:
  ///   - pace: open at so many times the speed of the scenario's clock, or saturated.
  ///   - seconds: how long customers come, by the wall clock; an open run never goes beyond the
  ///     scenario's length.
  ///   - threads: 1…`mostThreads`.
  ///   - keepsDecisions: whether each customer's way is kept.
  ///   - detail: what is worked out of each match after the run.
  ///   - counts: what is counted beside.
  /// - Throws: `.noWindow`, `.matchWindow`
  public init(
    _ plan: Plan, pace: WallClockTally.Pace, seconds: Double, threads: Int,
    keepsDecisions: Bool = false, detail: ProfileDetail = .usual,
    counting counts: Counting = .nothing
  ) throws(ProfileFault) {
    let window = plan.routing.matchWindow
    guard window == .zero else { throw .matchWindow(window.seconds) }
    model = ProfileModel(
      plan, pace: pace, seconds: seconds, keepsDecisions: keepsDecisions, detail: detail)
    self.counts = counts
    self.threads = min(max(threads, 1), Self.mostThreads)
    guard model.warmup < model.end else {
      throw .noWindow(warmup: Double(model.warmup) / 1e9, length: Double(model.end) / 1e9)
    }
  }

  /// Plays the scenario.
  ///
  /// - Parameters:
  ///   - meter: counts allocations; nil = nobody does.
  ///   - observe: called on this thread some twenty times a second; false ends the run.
  /// - Throws: `.noThreads`
  public func run(
    meter: AllocationMeter? = nil, observe: (ProfileProgress) -> Bool = { _ in true }
  ) throws(ProfileFault) -> ProfileOutcome {
    switch counts {
    case .nothing: return try run(on: AtomicMemory.self, meter, observe)
    case .atomicOperations:
      let countsReferences = sangdam_begin_counting_references()
      defer { if countsReferences { sangdam_end_counting_references() } }
      var outcome = try run(on: CountedMemory.self, meter, observe)
      if !countsReferences {
        outcome.clock.operations?.retains = nil
        outcome.clock.operations?.releases = nil
      }
      return outcome
    }
  }

  private func run<Memory: MemoryOperations & SendableMetatype>(
    on memory: Memory.Type, _ meter: AllocationMeter?, _ observe: (ProfileProgress) -> Bool
  ) throws(ProfileFault) -> ProfileOutcome {
    let share = WorkShare(model, workers: threads)
    let floor = Floor<Memory>(model, workers: threads, range: share.range)
    let desks = (0..<threads).map { Desk(floor, index: $0, share: share) }
    for desk in desks { desk.worker.prepare() }
    let pieces = desks.map { desk in
      { @Sendable processor in desk.play(on: processor, meter: meter) }
    }
    let isComplete = PinnedThreads.run(
      pieces, meanwhile: { Self.watch(floor, observe) },
      refuse: {
        // Ordering: releasing; pairs with the load in `Desk.play`.
        floor.origin.store(-1, ordering: .releasing)
      })
    guard isComplete else { throw .noThreads(asked: threads) }
    return Conclusion(floor, desks).outcome
  }

  /// Lets the workers begin at one moment, and looks after them until they have ended.
  private static func watch<Memory: MemoryOperations>(
    _ floor: Floor<Memory>, _ observe: (ProfileProgress) -> Bool
  ) {
    // Ordering: acquiring; pairs with what the workers add when they are ready.
    while floor.ready.load(ordering: .acquiring) < floor.workers { pause() }
    let origin = sangdam_monotonic_nanoseconds() + 1_000_000
    // Ordering: releasing; pairs with the load in `Desk.play`.
    floor.origin.store(origin, ordering: .releasing)
    let end = Double(floor.model.end) / 1e9
    var looks = 0
    // Ordering: acquiring; what the workers left is read after it.
    while floor.done.load(ordering: .acquiring) < floor.workers {
      pause()
      looks += 1
      guard looks % 5 == 0 else { continue }
      let progress = ProfileProgress(
        seconds: Double(sangdam_monotonic_nanoseconds() - origin) / 1e9, ofSeconds: end,
        dispatches: floor.dispatchCount, waiting: max(0, floor.waitingCount))
      if !observe(progress) { floor.stop() }
    }
  }

  /// Ten milliseconds.
  private static func pause() {
    var time = timespec(tv_sec: 0, tv_nsec: 10_000_000)
    // Safety: the time is a variable of this function.
    unsafe _ = nanosleep(&time, nil)
  }
}

// What a running simulation and its observer tell each other: progress one way, a stop the other.

import Synchronization

/// Progress of a run, and the wish to end it. Shared by all threads of the run and its observer.
public final class RunControl: Sendable {
  private let cancelled = Atomic<Bool>(false)
  private let finishedCount = Atomic<Int>(0)
  private let contactCount = Atomic<Int>(0)
  private let millionths = Atomic<Int>(0)

  /// Events between two looks at the wish to end.
  static var eventsBetweenLooks: Int { 1 << 16 }

  /// A run that has not begun.
  public init() {}

  /// Asks the run to end; what is finished by then is kept. Safe in a signal handler.
  public func cancel() {
    // Ordering: relaxed; the threads need to see it some time, nothing else hangs on it.
    cancelled.store(true, ordering: .relaxed)
  }

  /// Whether the end was asked for.
  public var isCancelled: Bool {
    // Ordering: relaxed, as in `cancel`.
    cancelled.load(ordering: .relaxed)
  }

  /// Finished replications.
  public var finished: Int {
    // Ordering: relaxed; a number to show.
    finishedCount.load(ordering: .relaxed)
  }

  /// Customers so far, those of unfinished replications included.
  public var contacts: Int {
    // Ordering: relaxed; a number to show.
    contactCount.load(ordering: .relaxed)
  }

  /// Replications so far, unfinished ones by the part of their length that has passed.
  public var replicationsDone: Double {
    // Ordering: relaxed; a number to show.
    Double(millionths.load(ordering: .relaxed)) / 1e6
  }

  /// Notes what was done since the last look; whether the run is to end. Called once in
  /// `eventsBetweenLooks` events, and at the end of a replication.
  ///
  /// - Parameters:
  ///   - contacts: customers who entered.
  ///   - passed: millionths of the replication that passed.
  func look(contacts: Int64, passed: Int) -> Bool {
    // Ordering: relaxed, numbers to show.
    contactCount.add(Int(contacts), ordering: .relaxed)
    millionths.add(passed, ordering: .relaxed)
    return isCancelled
  }

  func finishReplication() {
    // Ordering: relaxed, a number to show.
    finishedCount.add(1, ordering: .relaxed)
  }
}

// What a running simulation and its observer tell each other: progress one way, a stop the other.

import Synchronization

/// Progress of a run, and the wish to end it. Shared by all threads of the run and its observer.
public final class RunControl: Sendable {
  private let cancelled = Atomic<Bool>(false)
  private let finishedCount = Atomic<Int>(0)
  private let contactCount = Atomic<Int>(0)

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

  /// Customers of finished replications.
  public var contacts: Int {
    // Ordering: relaxed; a number to show.
    contactCount.load(ordering: .relaxed)
  }

  /// Whether the run is to end: looked at once in `eventsBetweenLooks` events.
  func look(contacts: Int64) -> Bool { isCancelled }

  func finish(contacts: Int64) {
    // Ordering: relaxed, numbers to show.
    finishedCount.add(1, ordering: .relaxed)
    contactCount.add(Int(contacts), ordering: .relaxed)
  }
}

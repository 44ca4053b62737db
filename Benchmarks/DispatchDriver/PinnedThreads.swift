// Threads of the operating system, each on a processor of its own as far as there are enough; the
// gate that they pass together, their clocks, and the book they write in.

import CPlatform
import Foundation
import Glibc
import Rings
import Synchronization

/// Runs a piece of work on several threads at once.
enum PinnedThreads {
  /// Starts that many, each kept on a processor, counted round, and waits for all.
  static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let threads = (0..<count).map { number in
      SystemThread {
        sangdam_pin_thread(Int32(number))
        body(number)
      }
    }
    for thread in threads {
      guard let thread else { fatalError("the system gives no more threads") }
      thread.join()
    }
  }
}

/// Opens when all threads have come.
final class Gate: Sendable {
  private let missing: Atomic<Int>

  init(_ count: Int) { missing = Atomic(count) }

  /// Waits for the others, spinning.
  func pass() {
    // Ordering: acquiring and releasing; whoever passes sees what the others did before.
    missing.subtract(1, ordering: .acquiringAndReleasing)
    while missing.load(ordering: .acquiring) > 0 { sched_yield() }
  }

  /// Goes on with a piece of work until the others have come.
  func pass(while work: () -> Void) {
    // Ordering: as above.
    missing.subtract(1, ordering: .acquiringAndReleasing)
    while missing.load(ordering: .acquiring) > 0 { work() }
  }
}

/// A reading of both clocks, nanoseconds.
struct Clocks {
  let wall = sangdam_monotonic_nanoseconds()
  /// Processor time of the calling thread.
  let processor = sangdam_thread_nanoseconds()
}

/// What the threads of a run report.
///
/// Safety: all of it is touched under its lock only.
@safe final class Book: @unchecked Sendable {
  private let lock = NSLock()
  private var sum = DispatchOutcome()
  private var first = Int64.max
  private var last = Int64.min

  func add(_ matches: Int, _ turnedAway: Int, waiting: Int) {
    lock.withLock {
      sum.dispatches += matches
      sum.turnedAway += turnedAway
      sum.waiting += waiting
    }
  }

  func add(_ begin: Clocks, _ end: Clocks) {
    lock.withLock {
      sum.processorNanoseconds += end.processor - begin.processor
      first = min(first, begin.wall)
      last = max(last, end.wall)
    }
  }

  var outcome: DispatchOutcome {
    lock.withLock {
      sum.wallNanoseconds = last - first
      return sum
    }
  }
}

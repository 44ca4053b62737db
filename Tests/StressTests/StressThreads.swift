// Threads of the operating system that start together.

import Glibc
import Synchronization

/// A point that all threads of a run must reach before any goes on; they give way while waiting.
final class Barrier: Sendable {
  private let threads: Int
  private let arrived = Atomic<Int>(0)

  init(threads: Int) { self.threads = threads }

  func wait() {
    // Ordering: each thread's work before the barrier is seen by all after it.
    let ticket = arrived.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue
    let goal = (ticket + threads - 1) / threads * threads
    while arrived.load(ordering: .acquiring) < goal { sched_yield() }
  }
}

/// Runs a piece of work on several threads and waits for all of them.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
  final class Work: Sendable {
    let number: Int
    let body: @Sendable (Int) -> Void
    init(_ number: Int, _ body: @escaping @Sendable (Int) -> Void) {
      (self.number, self.body) = (number, body)
    }
  }
  var threads: [pthread_t] = []
  for number in 0..<count {
    var thread = pthread_t()
    // Safety: the box is retained for the thread, which takes it over.
    let box = unsafe Unmanaged.passRetained(Work(number, body)).toOpaque()
    let status = unsafe pthread_create(
      &thread, nil,
      { raw in
        guard let raw = unsafe raw else { return nil }
        let work = unsafe Unmanaged<Work>.fromOpaque(raw).takeRetainedValue()
        work.body(work.number)
        return nil
      }, box)
    precondition(status == 0, "no thread to be had")
    threads.append(thread)
  }
  for thread in threads { pthread_join(thread, nil) }
}

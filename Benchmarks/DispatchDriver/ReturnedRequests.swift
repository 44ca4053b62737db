// Requests on their way home: whoever sends a customer away gives the request back to the thread
// that brought it, for only that thread may use it again.

import Rings

/// A ring for each pair of threads, from one to the other.
struct ReturnedRequests: ~Copyable {
  private let threads: Int
  private let capacity: Int
  private let requestsPerThread: Int
  private let cells: Words<AtomicMemory>
  /// Per pair how many were given, a stride of 16.
  private let given: Words<AtomicMemory>

  init(threads: Int, requestsPerThread: Int) {
    self.threads = threads
    self.requestsPerThread = requestsPerThread
    // All requests of a thread may be on one way at once.
    capacity = requestsPerThread
    cells = Words(count: threads * threads * requestsPerThread)
    given = Words(count: threads * threads * 16)
  }

  private func pair(_ from: Int, _ to: Int) -> Int { from * threads + to }

  /// Gives a request back to the thread that it is of.
  @inline(__always) func give(_ request: UInt32, from thread: Int) {
    let pair = pair(thread, Int(request) / requestsPerThread)
    let count = given.load(pair * 16)
    cells.store(pair * capacity + Int(count % UInt64(capacity)), UInt64(request))
    // Ordering: released after the cell; pairs with the load in `take`.
    given.store(pair * 16, count + 1)
  }

  /// A request that came back from another thread after the first `taken`; nil if there is none.
  @inline(__always) func take(from other: Int, to thread: Int, taken: UInt64) -> UInt32? {
    let pair = pair(other, thread)
    guard given.load(pair * 16) > taken else { return nil }
    return UInt32(truncatingIfNeeded: cells.load(pair * capacity + Int(taken % UInt64(capacity))))
  }
}

// One worker with his thread: when he begins, and what his thread used meanwhile.

import CPlatform
import Glibc
import Measures
import Rings
import Synchronization

// Safety: the worker is touched by one thread at a time: before the threads start by the one that
// prepares, then by his own, and after that one was joined by the one that concludes.

/// A worker, and what his thread used.
@safe final class Desk<Memory: MemoryOperations>: @unchecked Sendable {
  var worker: Worker<Memory>
  private(set) var processor = -1
  private(set) var cpuNanoseconds: Int64 = 0
  private(set) var allocated: AllocationCount?
  /// What this thread did from the first event to the last; all 0 where nobody counts.
  private(set) var operations = sangdam_operations()

  init(_ floor: Floor<Memory>, index: Int, share: WorkShare) {
    worker = Worker(floor, index: index, share: share)
  }

  /// Waits for the beginning of the run and plays it; on the worker's own thread.
  func play(on processor: Int, meter: AllocationMeter?) {
    let floor = worker.floor
    self.processor = processor
    meter?.begin()
    let before = meter?.read()
    let origin = Self.begin(floor)
    if origin > 0 {
      let cpu = sangdam_thread_nanoseconds()
      sangdam_clear_operations()
      worker.run(from: origin)
      operations = sangdam_counted_operations()
      // Both hold more than the events took: the first what was spent on waking up, the second
      // what others did when they had the processor.
      cpuNanoseconds = min(
        max(0, sangdam_thread_nanoseconds() - cpu - worker.idleNanoseconds),
        worker.busyNanoseconds)
      if let before, let after = meter?.read() {
        allocated = AllocationCount(
          bytes: after.bytes &- before.bytes, allocations: after.allocations &- before.allocations)
      }
    }
    // Ordering: releasing; pairs with the load in `Profile.watch`.
    floor.done.add(1, ordering: .releasing)
  }

  /// Says that this worker is ready, and waits until all are; when the run begins.
  private static func begin(_ floor: Floor<Memory>) -> Int64 {
    // Ordering: releasing and acquiring; the pairs are in `Profile`.
    floor.ready.add(1, ordering: .releasing)
    while true {
      let origin = floor.origin.load(ordering: .acquiring)
      if origin != 0 {
        while origin > sangdam_monotonic_nanoseconds() {}
        return origin
      }
      sched_yield()
    }
  }
}

// Wakes the writer, and only if it sleeps: a wake costs more than a hundred appends.

import CPlatform
import Glibc
import Rings

// Safety: the words are atomic, the descriptor is the system's.

/// What producers ring when they have put something into a queue.
@safe final class WriterBell: @unchecked Sendable {
  private static let asleep = 0
  private static let stopping = 16
  private static let deadline = 17

  private let words = Words<AtomicMemory>(count: 32)
  private let descriptor: Int32

  /// Nil if the system gives none.
  init?() {
    descriptor = sangdam_bell_create()
    if descriptor < 0 { return nil }
  }

  deinit { close(descriptor) }

  /// Wakes the writer if it sleeps.
  ///
  /// - Complexity: O(1), no allocation; a system call only if the writer sleeps.
  func ringIfAsleep() {
    // Ordering: the caller has published by a sequentially consistent read-modify-write before
    // this load; the writer says that it sleeps by another before it looks. One sees the other.
    guard words.load(Self.asleep) != 0,
      words.compareExchange(Self.asleep, expected: 1, desired: 0)
    else { return }
    sangdam_bell_ring(descriptor)
  }

  /// Sleeps until somebody rings, unless there is something to do after all; the writer alone.
  func sleep(unless isBusy: () -> Bool) {
    words.fetchOr(Self.asleep, 1)
    if !isBusy(), !isStopping { sangdam_bell_await(descriptor, 1_000) }
    words.fetchAnd(Self.asleep, 0)
  }

  /// Sleeps so long whatever is put into queues, and a moment if it is to stop; the writer alone.
  func pause(milliseconds: Int32) {
    // The bell of `stop` was heard once and will not ring again.
    if isStopping { usleep(1_000) } else { sangdam_bell_await(descriptor, milliseconds) }
  }

  /// Whether the writer shall come to an end.
  var isStopping: Bool { words.load(Self.stopping) != 0 }

  /// Whether it should have come to an end by now.
  var isOverdue: Bool {
    isStopping && UInt64(sangdam_monotonic_nanoseconds()) >= words.load(Self.deadline)
  }

  /// Has the writer come to an end, within that time if the database refuses.
  func stop(within time: Duration) {
    let nanoseconds = max(Int64(time / .nanoseconds(1)), 0)
    words.store(Self.deadline, UInt64(sangdam_monotonic_nanoseconds() + nanoseconds))
    words.fetchOr(Self.stopping, 1)
    sangdam_bell_ring(descriptor)
  }
}

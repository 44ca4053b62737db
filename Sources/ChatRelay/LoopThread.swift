// A thread of the operating system for one loop.

import Glibc

/// A started thread, which somebody joins.
struct LoopThread {
  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private let thread: pthread_t

  /// Starts a thread; nil when the system gives none.
  init?(_ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    // Safety: the box is retained for the thread, which takes it over.
    let box = unsafe Unmanaged.passRetained(Work(body)).toOpaque()
    let status = unsafe pthread_create(
      &thread, nil,
      { raw in
        guard let raw = unsafe raw else { return nil }
        unsafe Unmanaged<Work>.fromOpaque(raw).takeRetainedValue().body()
        return nil
      }, box)
    guard status == 0 else {
      unsafe Unmanaged<Work>.fromOpaque(box).release()
      return nil
    }
    self.thread = thread
  }

  /// Waits for its end.
  func join() { pthread_join(thread, nil) }
}

// Threads of the operating system: started and waited for. Which work, how many and on which
// processor is the affair of those who start them.

import Glibc

/// A thread of the operating system. Tasks of the language would do no more here and share a pool
/// whose size nobody is asked about.
public struct SystemThread {
  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private let handle: pthread_t

  /// A thread that runs the body to its end; nil if the system gives none, and then nothing runs.
  public init?(running body: @escaping @Sendable () -> Void) {
    var handle = pthread_t()
    // Safety: the box is retained for the thread, which takes it over.
    let box = unsafe Unmanaged.passRetained(Work(body)).toOpaque()
    let status = unsafe pthread_create(
      &handle, nil,
      { raw in
        guard let raw = unsafe raw else { return nil }
        unsafe Unmanaged<Work>.fromOpaque(raw).takeRetainedValue().body()
        return nil
      }, box)
    guard status == 0 else {
      unsafe Unmanaged<Work>.fromOpaque(box).release()
      return nil
    }
    self.handle = handle
  }

  /// Waits for the end of the body; once, and what the body wrote can be read after it.
  public func join() { pthread_join(handle, nil) }
}

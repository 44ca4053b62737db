// Threads of the operating system for work that keeps a core busy.

import Glibc

/// Runs pieces of work side by side, one thread each.
enum WorkerThread {
  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Runs all pieces to their end; the first on the calling thread.
  static func runAll(_ pieces: [@Sendable () -> Void]) {
    var threads: [pthread_t] = []
    for piece in pieces.dropFirst() {
      var thread = pthread_t()
      // Safety: the box is retained for the thread, which takes it over.
      let box = unsafe Unmanaged.passRetained(Work(piece)).toOpaque()
      let status = unsafe pthread_create(
        &thread, nil,
        { raw in
          guard let raw = unsafe raw else { return nil }
          unsafe Unmanaged<Work>.fromOpaque(raw).takeRetainedValue().body()
          return nil
        }, box)
      if status == 0 {
        threads.append(thread)
      } else {
        // No thread is to be had: the others do this one's share.
        unsafe Unmanaged<Work>.fromOpaque(box).release()
      }
    }
    pieces.first?()
    for thread in threads {
      pthread_join(thread, nil)
    }
  }
}

// Threads of the operating system, each kept on a processor of its own as far as there are enough.

import CPlatform
import Glibc

/// Runs pieces of work side by side, one pinned thread each.
enum PinnedThreads {
  private final class Work {
    let place: Int
    let body: @Sendable (Int) -> Void
    init(_ place: Int, _ body: @escaping @Sendable (Int) -> Void) {
      self.place = place
      self.body = body
    }

    func run() {
      sangdam_sharpen_timers()
      body(Int(sangdam_pin_thread(Int32(place))))
    }
  }

  /// Starts one thread a piece, runs `meanwhile` on this one, and waits for all of them.
  ///
  /// - Parameter pieces: each is given the processor it is kept on; −1 = the system refused.
  /// - Returns: whether all threads could be had; if not, nothing was run to the end and the pieces
  ///   that were started have been told by `refuse`.
  static func run(
    _ pieces: [@Sendable (Int) -> Void], meanwhile: () -> Void, refuse: () -> Void
  ) -> Bool {
    var threads: [pthread_t] = []
    for (place, piece) in pieces.enumerated() {
      var thread = pthread_t()
      // Safety: the box is retained for the thread, which takes it over.
      let box = unsafe Unmanaged.passRetained(Work(place, piece)).toOpaque()
      let status = unsafe pthread_create(
        &thread, nil,
        { raw in
          guard let raw = unsafe raw else { return nil }
          unsafe Unmanaged<Work>.fromOpaque(raw).takeRetainedValue().run()
          return nil
        }, box)
      guard status == 0 else {
        unsafe Unmanaged<Work>.fromOpaque(box).release()
        break
      }
      threads.append(thread)
    }
    let isComplete = threads.count == pieces.count
    if isComplete { meanwhile() } else { refuse() }
    for thread in threads { pthread_join(thread, nil) }
    return isComplete
  }
}

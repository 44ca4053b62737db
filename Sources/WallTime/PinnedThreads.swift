// Threads that are each kept on a processor of its own as far as there are enough: all or none.

import CPlatform
import Rings

/// Runs pieces of work side by side, one pinned thread each.
enum PinnedThreads {
  /// Starts one thread a piece, runs `meanwhile` on this one, and waits for all of them.
  ///
  /// - Parameter pieces: each is given the processor it is kept on; −1 = the system refused.
  /// - Returns: whether all threads could be had; if not, nothing was run to the end and the pieces
  ///   that were started have been told by `refuse`.
  static func run(
    _ pieces: [@Sendable (Int) -> Void], meanwhile: () -> Void, refuse: () -> Void
  ) -> Bool {
    var threads: [SystemThread] = []
    for (place, piece) in pieces.enumerated() {
      let thread = SystemThread {
        sangdam_sharpen_timers()
        piece(Int(sangdam_pin_thread(Int32(place))))
      }
      guard let thread else { break }
      threads.append(thread)
    }
    let isComplete = threads.count == pieces.count
    if isComplete { meanwhile() } else { refuse() }
    for thread in threads { thread.join() }
    return isComplete
  }
}

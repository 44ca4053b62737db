// Threads for work that keeps a core busy: as many as can be had.

import Rings

/// Runs pieces of work side by side, one thread each.
enum WorkerThread {
  /// Runs all pieces to their end; the first on the calling thread. Where no thread is to be had
  /// the others do its share.
  static func runAll(_ pieces: [@Sendable () -> Void]) {
    let threads = pieces.dropFirst().compactMap { SystemThread(running: $0) }
    pieces.first?()
    for thread in threads { thread.join() }
  }
}

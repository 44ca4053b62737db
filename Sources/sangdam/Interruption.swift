// Ctrl-C: the first asks the run to end cleanly, the second ends the program.

import Glibc
import VirtualTime

/// Turns SIGINT and SIGTERM into the wish to end the run of this process.
enum Interruption {
  /// The run that a signal ends; there is one in the life of a process.
  static let run = RunControl()

  /// From now on the first signal ends the run; the next one ends the program.
  static func watch() {
    // Made before a signal can come: its handler only stores to an atomic.
    _ = run.isCancelled
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        Interruption.run.cancel()
        signal(SIGINT, SIG_DFL)
        signal(SIGTERM, SIG_DFL)
      }
    }
  }
}

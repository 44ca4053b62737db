// The signals that end a server in order.

import Glibc

/// Ctrl-C and SIGTERM, held back so that one thread waits for them.
struct EndingSignals {
  /// Holds them back, in this thread and in all that it starts from now on.
  init() { Self.mask(SIG_BLOCK) }

  /// Waits for one; from then on a second one ends the program at once.
  func wait() {
    var signals = Self.set()
    var number: Int32 = 0
    // Safety: both are variables of this function.
    unsafe _ = sigwait(&signals, &number)
    Self.mask(SIG_UNBLOCK)
  }

  private static func set() -> sigset_t {
    var signals = sigset_t()
    // Safety: the set is a variable of this function, initialised by sigemptyset.
    unsafe sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] { unsafe sigaddset(&signals, number) }
    return signals
  }

  private static func mask(_ what: Int32) {
    var signals = set()
    // Safety: the set is a variable of this function.
    unsafe pthread_sigmask(what, &signals, nil)
  }
}

// Letters from one thread to another, with a bell.

import CPlatform
import Glibc
import Rings

/// Letters that wait to be taken, in the order they were posted.
///
/// This is the comfortable road of control messages: it locks, and it allocates. No message of a
/// dialogue goes this way.
final class Mailbox<Letter: Sendable>: Sendable {
  private let letters = ThreadLock<[Letter]>([])
  private let capacity: Int
  /// Readable while something may be there to be taken.
  let bell: Int32

  /// - Parameter capacity: letters that `post` takes at most.
  init?(capacity: Int) {
    bell = sangdam_bell_create()
    self.capacity = capacity
    if bell < 0 { return nil }
  }

  deinit { close(bell) }

  /// Posts a letter; false if the box is full.
  func post(_ letter: Letter) -> Bool {
    let before = letters.withLock { waiting in
      let before = waiting.count
      if before < capacity { waiting.append(letter) }
      return before
    }
    if before == 0 { sangdam_bell_ring(bell) }
    return before < capacity
  }

  /// Posts a letter even into a full box; for what is bounded in another way.
  func postAnyway(_ letter: Letter) {
    let isFirst = letters.withLock { waiting in
      waiting.append(letter)
      return waiting.count == 1
    }
    if isFirst { sangdam_bell_ring(bell) }
  }

  /// Takes all letters.
  func take() -> [Letter] {
    letters.withLock { waiting in
      let taken = waiting
      waiting = []
      return taken
    }
  }
}

// Letters from one thread to another, with a bell.

import CPlatform
import Glibc
import Rings

/// Letters that wait to be taken, in the order they were posted.
///
/// This is the comfortable road of control messages: it locks, and it allocates. No message of a
/// dialogue goes this way.
final class Mailbox<Letter: Sendable>: Sendable {
  private struct Content {
    var letters: [Letter] = []
    /// Of the letters that were posted with a size.
    var bytes = 0
  }

  private let content = ThreadLock(Content())
  private let capacity: Int
  private let byteCapacity: Int
  /// Readable while something may be there to be taken.
  let bell: Int32

  /// - Parameters:
  ///   - capacity: letters that `post` takes at most.
  ///   - bytes: in those letters at most.
  init?(capacity: Int, bytes: Int) {
    bell = sangdam_bell_create()
    self.capacity = capacity
    byteCapacity = bytes
    if bell < 0 { return nil }
  }

  deinit { close(bell) }

  /// Posts a letter of so many bytes; false if the box is full.
  func post(_ letter: Letter, bytes: Int) -> Bool {
    let (isTaken, isFirst) = content.withLock { content in
      guard content.letters.count < capacity, content.bytes <= byteCapacity - bytes else {
        return (false, false)
      }
      content.bytes += bytes
      content.letters.append(letter)
      return (true, content.letters.count == 1)
    }
    if isFirst { sangdam_bell_ring(bell) }
    return isTaken
  }

  /// Posts a letter even into a full box; for what is bounded in another way.
  func postAnyway(_ letter: Letter) { postAnyway(CollectionOfOne(letter)) }

  /// Posts letters that are taken together or not at all.
  func postAnyway(_ letters: some Collection<Letter>) {
    guard !letters.isEmpty else { return }
    let isFirst = content.withLock { content in
      content.letters.append(contentsOf: letters)
      return content.letters.count == letters.count
    }
    if isFirst { sangdam_bell_ring(bell) }
  }

  /// Takes all letters.
  func take() -> [Letter] {
    content.withLock { content in
      let taken = content.letters
      content = Content()
      return taken
    }
  }
}

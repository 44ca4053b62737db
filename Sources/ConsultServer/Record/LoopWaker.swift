// Tells a relay's loop that more of what it passed on is kept.

import ChatRelay
import Rings

/// Made before the relay is, and rung by the writer of transcripts.
final class LoopWaker: Sendable {
  private let line = ThreadLock<RelayLine?>(nil)

  func connect(_ line: RelayLine) { self.line.withLock { $0 = line } }

  func ring() { line.withLock { $0 }?.lookAtKeeper() }
}

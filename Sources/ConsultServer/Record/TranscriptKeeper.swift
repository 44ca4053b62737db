// The relay's keeper: messages of dialogues go into a queue of the store of transcripts.

import ChatRelay
import CPlatform
import Transcripts
import WebSockets

/// Keeps what the relay's loop passes on.
final class TranscriptKeeper: MessageKeeper {
  private let queue: TranscriptQueue
  private let run: UInt32
  private let clock: WallClock

  init(_ queue: TranscriptQueue, run: UInt32, clock: WallClock) {
    self.queue = queue
    self.run = run
    self.clock = clock
  }

  func keep(_ place: MessagePlace, _ text: ByteRegion, at now: Int64) -> UInt64? {
    let message = TranscriptMessage(
      dialogue: DialogueKey(run: run, number: place.dialogue), party: place.party,
      sequence: place.sequence, time: clock.time(now))
    // Safety: the region is the loop's own and lives for the length of the call.
    let bytes = unsafe UnsafeRawBufferPointer(start: text.start, count: text.count)
    return unsafe queue.append(message, bytes.assumingMemoryBound(to: UInt8.self).span)?.position
  }

  func keepReceipt(of place: MessagePlace, by reader: UInt8, at now: Int64) {
    _ = queue.acknowledge(
      in: DialogueKey(run: run, number: place.dialogue), by: reader, of: place.party,
      upTo: place.sequence, at: clock.time(now))
  }

  var acknowledgeable: UInt64 { queue.acknowledgeable.position }
}

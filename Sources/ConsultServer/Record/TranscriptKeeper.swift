// The relay's keeper: messages of dialogues go into a queue of the store of transcripts.

import ChatRelay
import CPlatform
import Transcripts
import WebSockets

/// Keeps what the relay's loop passes on.
final class TranscriptKeeper: MessageKeeper {
  private let queue: TranscriptQueue
  private let run: UInt32
  /// Microseconds between the monotonic clock and the one on the wall.
  private let offset: Int64

  /// - Parameter clock: the wall's clock, when the monotonic one says `monotonic` nanoseconds.
  init(_ queue: TranscriptQueue, run: UInt32, clock: TranscriptTime, monotonic: Int64) {
    self.queue = queue
    self.run = run
    offset = clock.unixMicroseconds - monotonic / 1_000
  }

  func keep(_ place: MessagePlace, _ text: ByteRegion, at now: Int64) -> UInt64? {
    let message = TranscriptMessage(
      dialogue: DialogueKey(run: run, number: place.dialogue), party: place.party,
      sequence: place.sequence, time: time(now))
    // Safety: the region is the loop's own and lives for the length of the call.
    let bytes = unsafe UnsafeRawBufferPointer(start: text.start, count: text.count)
    return unsafe queue.append(message, bytes.assumingMemoryBound(to: UInt8.self).span)?.position
  }

  func keepReceipt(of place: MessagePlace, by reader: UInt8, at now: Int64) {
    _ = queue.acknowledge(
      in: DialogueKey(run: run, number: place.dialogue), by: reader, of: place.party,
      upTo: place.sequence, at: time(now))
  }

  var acknowledgeable: UInt64 { queue.acknowledgeable.position }

  private func time(_ monotonic: Int64) -> TranscriptTime {
    TranscriptTime(unixMicroseconds: offset + monotonic / 1_000)
  }
}

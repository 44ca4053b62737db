// The relay's keeper: messages of dialogues go into a queue of the store of transcripts.

import ChatRelay
import CPlatform
import Transcripts
import WebSockets

/// Keeps what the relay's loop passes on.
final class TranscriptKeeper: MessageKeeper {
  private let queue: TranscriptQueue
  private let run: UInt32
  /// The runs of dialogues that an earlier server began.
  private let earlier: [UInt32: UInt32]
  private let clock: WallClock

  init(
    _ queue: TranscriptQueue, run: UInt32, earlier: [UInt32: UInt32], clock: WallClock
  ) {
    self.queue = queue
    self.run = run
    self.earlier = earlier
    self.clock = clock
  }

  private func key(of dialogue: UInt32) -> DialogueKey {
    let began = earlier.isEmpty ? run : earlier[dialogue] ?? run
    return DialogueKey(run: began, number: dialogue)
  }

  func keep(_ place: MessagePlace, _ text: ByteRegion, at now: Int64) -> UInt64? {
    let message = TranscriptMessage(
      dialogue: key(of: place.dialogue), party: place.party,
      sequence: place.sequence, time: clock.time(now))
    // Safety: the region is the loop's own and lives for the length of the call.
    let bytes = unsafe UnsafeRawBufferPointer(start: text.start, count: text.count)
    return unsafe queue.append(message, bytes.assumingMemoryBound(to: UInt8.self).span)?.position
  }

  func keepReceipt(of place: MessagePlace, by reader: UInt8, at now: Int64) {
    _ = queue.acknowledge(
      in: key(of: place.dialogue), by: reader, of: place.party,
      upTo: place.sequence, at: clock.time(now))
  }

  var acknowledgeable: UInt64 { queue.acknowledgeable.position }
  var recorded: UInt64 { queue.durable.position }
}

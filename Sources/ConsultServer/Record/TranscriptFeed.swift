// A store of transcripts with its two queues: what the desk notes, and what the relay passes on.

import Transcripts

/// What a consult server feeds.
final class TranscriptFeed {
  /// For the desk's thread.
  let record: ConsultationRecord
  /// For the relay's loop.
  let keeper: TranscriptKeeper
  let waker = LoopWaker()
  /// What an earlier server left.
  let earlier: EarlierRun
  private let store: TranscriptStore

  init(_ store: TranscriptStore) throws(TranscriptFault) {
    self.store = store
    earlier = try EarlierRun(store)
    let clock = WallClock()
    // The desk's queue first: a dialogue is on record before what is said in it.
    let events = store.makeQueue()
    let messages = store.makeQueue(hasMessages: true) { [waker] in waker.ring() }
    record = ConsultationRecord(events, run: store.run, clock: clock)
    keeper = TranscriptKeeper(
      messages, run: store.run, earlier: earlier.runs, clock: clock)
  }

  /// Reads what the store counts, from any thread.
  var reader: @Sendable () -> TranscriptFigures { store.reader }

  func start() throws(TranscriptFault) { try store.start() }

  /// Writes what is left; how many records could not be written in five seconds.
  func stop() -> Int { store.stop(within: .seconds(5)) }
}

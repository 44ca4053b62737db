// What an earlier server on the same transcripts left unfinished.

import Transcripts

/// Who was signed in, who talked and who waited when it ended.
struct EarlierRun: Sendable {
  let sessions: [ResumableSession]
  let dialogues: [UnfinishedDialogue]
  let waiting: [WaitingCustomer]
  /// The last dialogue on record; nil if there never was one.
  let lastDialogue: DialogueKey?
  /// Which run follows.
  let run: UInt32

  /// Reads it, before anything of this run is written.
  init(_ store: TranscriptStore) throws(TranscriptFault) {
    sessions = try store.resumableSessions()
    dialogues = try store.unfinished()
    waiting = try store.waiting()
    lastDialogue = try store.lastDialogue()
    run = store.run
  }

  /// In which run dialogues that go on began, by their numbers on the wire: their messages stay
  /// with those that were written there.
  var runs: [UInt32: UInt32] {
    Dictionary(dialogues.map { ($0.dialogue.number, $0.dialogue.run) }) { first, _ in first }
  }
}

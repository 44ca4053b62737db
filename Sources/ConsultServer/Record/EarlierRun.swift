// What an earlier server on the same transcripts left unfinished.

import Transcripts

/// Who was signed in, who talked and who waited when it ended.
struct EarlierRun: Sendable {
  let sessions: [ResumableSession]
  let dialogues: [UnfinishedDialogue]
  let waiting: [WaitingCustomer]
  /// What customer and agent of a dialogue may not have of each other.
  let missed: [DialogueKey: [MissedMessages]]
  /// The last dialogue on record; nil if there never was one.
  let lastDialogue: DialogueKey?
  /// Which run follows.
  let run: UInt32

  /// Reads it, before anything of this run is written.
  init(_ store: TranscriptStore) throws(TranscriptFault) {
    sessions = try store.resumableSessions()
    dialogues = try store.unfinished()
    missed = Self.missed(in: dialogues, store)
    waiting = try store.waiting()
    lastDialogue = try store.lastDialogue()
    run = store.run
  }

  private static func missed(
    in dialogues: [UnfinishedDialogue], _ store: TranscriptStore
  ) -> [DialogueKey: [MissedMessages]] {
    var missed: [DialogueKey: [MissedMessages]] = [:]
    var bytesLeft = mostMissedBytes
    for dialogue in dialogues {
      guard let customer = dialogue.customer?.party, let agent = dialogue.agent?.party else {
        continue
      }
      for (reader, writer) in [(agent, customer), (customer, agent)] where bytesLeft > 0 {
        do throws(TranscriptFault) {
          guard let messages = try store.missed(by: reader, of: writer, in: dialogue) else {
            continue
          }
          missed[dialogue.dialogue, default: []].append(messages)
          bytesLeft -= messages.texts.reduce(0) { $0 + $1.count + bytesOfText }
        } catch {
          // Old messages that cannot be read keep no server from starting: nothing comes again.
          continue
        }
      }
    }
    return missed
  }

  /// Bytes of messages that are held for people who come back, in all dialogues.
  private static let mostMissedBytes = 64 << 20
  /// What a text takes besides its own bytes.
  private static let bytesOfText = 64

  /// In which run dialogues that go on began, by their numbers on the wire: their messages stay
  /// with those that were written there.
  var runs: [UInt32: UInt32] {
    Dictionary(dialogues.map { ($0.dialogue.number, $0.dialogue.run) }) { first, _ in first }
  }
}

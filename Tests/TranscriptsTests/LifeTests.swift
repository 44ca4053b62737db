// Random lives of a store, through restarts, against a dictionary that cannot be wrong.

import Consulting
import Foundation
import GRDB
import SeededTests
import Testing
import Transcripts

/// What should be in the database: slow and obvious.
private struct SlowTranscripts {
  struct Sender: Hashable {
    let dialogue: DialogueKey
    let party: UInt8
  }

  var written: [Sender: [[UInt8]]] = [:]
  var order: [ConsultationKey: [[UInt8]]] = [:]
  var receipts: [DialogueKey: [UInt8: [UInt8: UInt32]]] = [:]
  var parties: [DialogueKey: [UInt8: TranscriptParty]] = [:]
  /// In which run each party joined first.
  var runs: [DialogueKey: [UInt8: UInt32]] = [:]
  var open: [DialogueKey] = []
  var consultations: [DialogueKey: ConsultationKey] = [:]
}

struct LifeTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  @Test("random consultations through restarts are kept as a dictionary keeps them")
  func lives() throws {
    var draws = SeededDraws(seed: RandomTests.seed)
    print("seed \(RandomTests.seed)")
    var slow = SlowTranscripts()
    for _ in 0..<6 {
      var settings = TranscriptSettings()
      settings.queueBytes = 16_384
      settings.mostBytes = 500
      settings.durability = draws.below(2) == 0 ? .strict : .lenient
      let store = try folder.store(settings)
      try compareUnfinished(store, slow)
      let events = store.makeQueue()
      let messages = store.makeQueue()
      try store.start()
      for step in 0..<400 { try act(UInt32(step), store.run, &draws, &slow, events, messages) }
      #expect(store.stop() == 0)
      try compareMessages(slow)
    }
  }

  /// Appends, however often it takes.
  private func surely(_ append: () -> TranscriptTicket?) {
    while append() == nil { usleep(100) }
  }

  private func act(
    _ step: UInt32, _ run: UInt32, _ draws: inout SeededDraws, _ slow: inout SlowTranscripts,
    _ events: TranscriptQueue, _ messages: TranscriptQueue
  ) throws {
    let now = time(Int64(run) << 20 | Int64(step))
    let place = slow.open.isEmpty ? 0 : draws.below(slow.open.count)
    switch slow.open.isEmpty ? 0 : draws.below(20) {
    case 0:
      let key = DialogueKey(run: run, number: step)
      let consultation = ConsultationKey(run: run, number: step)
      let code = try IdentificationCode("c1-ko-43211507-000-0000-o")
      surely { events.append(.asked(consultation, code, question: "q\(step)", by: nil), at: now) }
      surely { events.append(.began(key, of: consultation), at: now) }
      slow.open.append(key)
      slow.consultations[key] = consultation
    case 1:
      let party = TranscriptParty(
        party: UInt8(draws.below(3)), role: PartyRole.allCases[draws.below(3)],
        session: SessionKey(run: run, number: step), name: "n\(step)",
        address: "2001:db8::\(step)", port: UInt16(draws.below(65_536)))
      // Who joins again keeps role and name, as the server never gives a number twice.
      let before = slow.parties[slow.open[place]]?[party.party]
      let kept = TranscriptParty(
        party: party.party, role: before?.role ?? party.role, session: party.session,
        name: before?.name ?? party.name, address: party.address, port: party.port)
      surely { events.append(.joined(slow.open[place], kept), at: now) }
      slow.parties[slow.open[place], default: [:]][party.party] = kept
      let first = slow.runs[slow.open[place]]?[party.party] ?? run
      slow.runs[slow.open[place], default: [:]][party.party] = first
    case 2:
      surely { events.append(.ended(slow.open[place], .agent), at: now) }
      slow.open.remove(at: place)
    case 3:
      let (party, writer) = (UInt8(draws.below(3)), UInt8(draws.below(3)))
      let sequence = UInt32(draws.below(100))
      let dialogue = slow.open[place]
      surely {
        messages.acknowledge(in: dialogue, by: party, of: writer, upTo: sequence, at: now)
      }
      let old = slow.receipts[dialogue]?[party]?[writer] ?? 0
      slow.receipts[dialogue, default: [:]][party, default: [:]][writer] = max(old, sequence)
    default:
      write(slow.open[place], now, &draws, &slow, messages)
    }
  }

  private func write(
    _ dialogue: DialogueKey, _ now: TranscriptTime, _ draws: inout SeededDraws,
    _ slow: inout SlowTranscripts, _ messages: TranscriptQueue
  ) {
    let sender = SlowTranscripts.Sender(dialogue: dialogue, party: UInt8(draws.below(3)))
    let written = slow.written[sender] ?? []
    let bytes = draws.bytes(draws.below(501))
    if draws.below(4) == 0, !written.isEmpty {
      // Sent again: as it was, or by a client that lies.
      let sequence = 1 + draws.below(written.count)
      surely { messages.say(bytes, in: dialogue, party: sender.party, sequence: sequence, at: now) }
      return
    }
    surely {
      messages.say(
        bytes, in: dialogue, party: sender.party, sequence: written.count + 1, at: now)
    }
    slow.written[sender, default: []].append(bytes)
    if let key = slow.consultations[dialogue] { slow.order[key, default: []].append(bytes) }
  }

  private func compareMessages(_ slow: SlowTranscripts) throws {
    var found: [ConsultationKey: [[UInt8]]] = [:]
    for message in try folder.messages() {
      found[message.consultation, default: []].append(message.bytes)
      #expect(found[message.consultation]?.count == message.place)
      let sender = SlowTranscripts.Sender(dialogue: message.dialogue, party: message.party)
      #expect(slow.written[sender]?[Int(message.sequence) - 1] == message.bytes)
    }
    #expect(found == slow.order)
  }

  private func compareUnfinished(_ store: TranscriptStore, _ slow: SlowTranscripts) throws {
    let found = try store.unfinished()
    #expect(Set(found.map(\.dialogue)) == Set(slow.open))
    for dialogue in found {
      #expect(dialogue.consultation == slow.consultations[dialogue.dialogue])
      let parties = (slow.parties[dialogue.dialogue] ?? [:]).values.sorted { $0.party < $1.party }
      #expect(dialogue.parties == parties)
      #expect(dialogue.runs == slow.runs[dialogue.dialogue] ?? [:])
      for party in UInt8(0)..<3 {
        let sender = SlowTranscripts.Sender(dialogue: dialogue.dialogue, party: party)
        #expect(
          Int(dialogue.lastSequences[party] ?? 0) == slow.written[sender]?.count ?? 0)
      }
      var receipts: [UInt8: [UInt8: UInt32]] = [:]
      for receipt in dialogue.receipts {
        receipts[receipt.party, default: [:]][receipt.writer] = receipt.sequence
      }
      #expect(receipts == slow.receipts[dialogue.dialogue] ?? [:])
      try compareMissed(dialogue, store, slow)
    }
  }

  private func compareMissed(
    _ dialogue: UnfinishedDialogue, _ store: TranscriptStore, _ slow: SlowTranscripts
  ) throws {
    for (reader, writer): (UInt8, UInt8) in [(0, 1), (1, 0), (2, 2)] {
      let key = dialogue.dialogue
      let written = slow.written[SlowTranscripts.Sender(dialogue: key, party: writer)] ?? []
      // Who joined later, and has acknowledged nothing, began nobody knows where.
      let receipt = slow.receipts[key]?[reader]?[writer] ?? (reader < 2 ? 0 : 10_000)
      let missed = try store.missed(by: reader, of: writer, in: dialogue)
      #expect(missed?.texts ?? [] == Array(written.dropFirst(Int(receipt))))
      #expect(missed?.acknowledged ?? receipt == receipt)
    }
  }

  @Test("sessions can be resumed by their digests until they are over, and then the digest is gone")
  func sessions() throws {
    var store: TranscriptStore? = try folder.store()
    let queue = try #require(store?.makeQueue())
    try store?.start()
    let sessions = (1...3).map { number in
      TranscriptSession(
        session: SessionKey(run: 1, number: UInt32(number)),
        digest: [UInt8](repeating: UInt8(number), count: 32), role: .agent, name: "a\(number)")
    }
    for session in sessions { #expect(queue.append(.opened(session), at: time(1)) != nil) }
    #expect(queue.append(.session(sessions[0].session, .over), at: time(2)) != nil)
    #expect(queue.append(.session(sessions[1].session, .lost), at: time(3)) != nil)
    store?.stop()
    store = nil
    let found = try folder.store().resumableSessions()
    #expect(found.map(\.session) == Array(sessions[1...]))
    #expect(found.map(\.state) == [.lost, .live] && found.map(\.since) == [time(3), time(1)])
    let digests = try folder.stranger().read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM session WHERE digest IS NOT NULL")
    }
    #expect(digests == 2)
  }
}

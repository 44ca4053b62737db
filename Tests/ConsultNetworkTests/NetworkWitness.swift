// Who wrote what and who got it: whether anything is lost, doubled, out of order or misdirected.

import Transcripts

/// Sees both ends of every dialogue.
final class NetworkWitness {
  private struct Way: Hashable {
    let dialogue: DialogueKey
    let writer: UInt8
    let reader: UInt8
  }

  /// How many messages each party wrote, by dialogue and party.
  private var written: [Writer: UInt32] = [:]
  /// Behind which numbers a party went on that had forgotten how far it had written.
  private var wentOnBehind: [Writer: [UInt32]] = [:]
  /// Up to which message of a party somebody else had it and said so.
  private var acknowledgedUpTo: [Writer: UInt32] = [:]
  /// The server's run, and in which dialogues began that go on from an earlier one: numbers that
  /// nothing on record names may be given again.
  private var run: UInt32 = 1
  private var earlierRuns: [UInt32: UInt32] = [:]
  private var last: [Way: UInt32] = [:]
  /// What a reader had who has forgotten all since.
  private var had: [Way: UInt32] = [:]
  /// From which number on a reader is owed everything: 1, or what came after he was known of.
  private var owedFrom: [Way: UInt32] = [:]
  private(set) var faults: [String] = []
  private(set) var notes: [String: Int] = [:]
  private(set) var messages = 0
  private(set) var skips = 0

  func note(_ what: String) { notes[what, default: 0] += 1 }

  func fail(_ what: String) {
    if faults.count < 5 { faults.append(what) }
  }

  private struct Writer: Hashable {
    let dialogue: DialogueKey
    let party: UInt8
  }

  private func writer(_ side: Side) -> Writer {
    Writer(dialogue: side.key, party: side.party)
  }

  /// A server begins.
  func began(run: UInt32, goingOn earlier: [UInt32: UInt32]) {
    (self.run, earlierRuns) = (run, earlier)
  }

  /// The dialogue that has a number now.
  func key(of dialogue: UInt32) -> DialogueKey {
    DialogueKey(run: earlierRuns[dialogue] ?? run, number: dialogue)
  }

  func wrote(_ side: Side, _ number: UInt32) {
    messages += 1
    if number != (written[writer(side)] ?? 0) + 1 {
      fail("\(side) wrote \(number) in a dialogue that it had forgotten")
    }
    written[writer(side)] = number
  }

  func took(_ side: Side, of writer: UInt8, _ number: UInt32, _ text: [UInt8]) {
    let way = Way(dialogue: side.key, writer: writer, reader: side.party)
    if number != (last[way] ?? 0) + 1 { fail("\(side) took \(number) of \(writer) out of turn") }
    last[way] = number
    let mark = "\(side.dialogue).\(writer).\(number)."
    if !text.starts(with: mark.utf8) { fail("\(side) took a message that is none of \(mark)") }
  }

  /// A party begins, or somebody goes on as one who knows nothing of it any more.
  func begins(_ side: Side, again: Bool) {
    let mine = last.keys.filter { $0.dialogue == side.key && $0.reader == side.party }
    for way in mine { had[way] = again ? last.removeValue(forKey: way) : nil }
    guard !again else { return }
    // Another may have had the number, of whom nothing is on record.
    for way in last.keys where way.dialogue == side.key && way.writer == side.party {
      last[way] = nil
    }
    for way in mine { last[way] = nil }
    for way in owedFrom.keys
    where way.dialogue == side.key && (way.reader == side.party || way.writer == side.party) {
      owedFrom[way] = nil
    }
    written[writer(side)] = nil
  }

  /// A party that had forgotten how far it had written goes on behind a number.
  func goesOn(_ side: Side, behind number: UInt32) {
    note("recalled")
    written[writer(side)] = number
    wentOnBehind[writer(side), default: []].append(number)
  }

  /// A reader goes on behind a number: who came later, over what came before; who has forgotten,
  /// over what it had; and whoever reads what somebody writes who has forgotten.
  func skipped(_ side: Side, of writer: UInt8, to number: UInt32) {
    let way = Way(dialogue: side.key, writer: writer, reader: side.party)
    defer { last[way] = number }
    if number <= had[way] ?? 0 { return }
    let behind = wentOnBehind[Writer(dialogue: side.key, party: writer)]?.max()
    if number <= behind ?? 0 { return }
    skips += 1
    if side.party < 2 || last[way] != nil { fail("\(side) skipped \(writer)'s up to \(number)") }
    if let owed = owedFrom[way], number >= owed { fail("\(side) skipped what it was owed") }
  }

  /// A writer knows of a reader before writing a number.
  func knows(_ side: Side, _ reader: UInt8, from number: UInt32) {
    let way = Way(dialogue: side.key, writer: side.party, reader: reader)
    if owedFrom[way] == nil { owedFrom[way] = number }
  }

  /// A writer believes that a reader has everything up to a number.
  func acknowledged(_ side: Side, by reader: UInt8, _ number: UInt32) {
    let way = Way(dialogue: side.key, writer: side.party, reader: reader)
    if number > max(last[way] ?? 0, had[way] ?? 0) {
      fail("\(reader) never had \(number) of \(side)")
    }
    acknowledgedUpTo[writer(side)] = max(acknowledgedUpTo[writer(side)] ?? 0, number)
  }

  /// What was acknowledged is on record.
  func check(_ transcripts: TranscriptFolder) throws {
    let messages = try transcripts.messages()
    for (writer, number) in acknowledgedUpTo {
      let kept = messages[writer.dialogue]?[Int(writer.party)] ?? []
      let behind = (wentOnBehind[writer] ?? []).map { Int($0) }
      let missing = (1..<Int(number) + 1).filter { number in
        // What nobody wrote: a party that had forgotten went on behind it.
        !kept.contains(number) && !behind.contains { $0 - 256 < number && number <= $0 }
      }
      if !missing.isEmpty { fail("\(writer) was told of \(missing.prefix(3)), not on record") }
    }
  }

  /// At the end, when all is quiet: everybody who is there has everything.
  func check(_ side: Side, _ parties: [UInt8]) {
    for other in parties where other != side.party {
      let way = Way(dialogue: side.key, writer: side.party, reader: other)
      let wrote = written[writer(side)] ?? 0
      if last[way] ?? 0 != wrote {
        fail("\(other) has \(last[way] ?? 0) of \(wrote) messages of \(side)")
      }
    }
    if !side.keepsNothing { fail("\(side) still waits for acknowledgements") }
  }
}

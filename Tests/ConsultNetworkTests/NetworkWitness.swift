// Who wrote what and who got it: whether anything is lost, doubled, out of order or misdirected.

import Transcripts

/// Sees both ends of every dialogue.
final class NetworkWitness {
  /// Whether what was acknowledged may be lost with a server.
  private let isForgiving: Bool

  private struct Way: Hashable {
    let dialogue: DialogueKey
    let writer: UInt8
    let reader: UInt8
  }

  /// Who has each party's number.
  private var holders: [Writer: Side] = [:]
  /// How many messages each party wrote, by dialogue and party.
  private var written: [Writer: UInt32] = [:]
  /// With what each message begins, as it was written last.
  private var marks: [Writer: [UInt32: String]] = [:]
  /// The highest number of a party's that somebody else has taken.
  private var taken: [Writer: UInt32] = [:]
  /// What a party left out that had forgotten how far it had written: above what was acknowledged,
  /// up to the number behind which it went on.
  private var gaps: [Writer: [ClosedRange<UInt32>]] = [:]
  /// Up to which message of a party somebody else had it and said so.
  private var acknowledgedUpTo: [Writer: UInt32] = [:]
  /// Dialogues by their numbers, which no later server gives to others.
  private var keys: [UInt32: DialogueKey] = [:]
  private var last: [Way: UInt32] = [:]
  /// What a reader had who has forgotten all since.
  private var had: [Way: UInt32] = [:]
  /// Ways on which one was told that the other has left, and how many servers had been killed then.
  /// The next one can have lost it, and takes him up again; what was under way was given up with
  /// him.
  private var partings: [Way: Int] = [:]
  /// From which number on a reader is owed everything: 1, or what came after he was known of.
  private var owedFrom: [Way: UInt32] = [:]
  private(set) var faults: [String] = []
  private(set) var notes: [String: Int] = [:]
  private(set) var messages = 0
  private(set) var skips = 0

  init(isForgiving: Bool) { self.isForgiving = isForgiving }

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

  /// A server has somebody join a dialogue, under a key on record.
  func joins(_ key: DialogueKey) {
    let before = keys.updateValue(key, forKey: key.number)
    if let before, before != key { fail("\(key) has the number of \(before)") }
  }

  /// The dialogue that has a number; news of it may come later than its server has ended.
  func key(of dialogue: UInt32) -> DialogueKey {
    keys[dialogue] ?? DialogueKey(run: 0, number: dialogue)
  }

  /// A message is written; with what it begins, as no other does.
  func wrote(_ side: Side, _ number: UInt32) -> String {
    messages += 1
    // The server that had given it the number is no more, another has given it to somebody else,
    // and it has not heard of that: whatever it writes may not get to anybody.
    if holders[writer(side)] !== side { return "void.\(messages)." }
    if number != (written[writer(side)] ?? 0) + 1 {
      fail("\(side) wrote \(number) in a dialogue that it had forgotten")
    }
    written[writer(side)] = number
    let mark = "\(side.dialogue).\(side.party).\(number).\(messages)."
    marks[writer(side), default: [:]][number] = mark
    return mark
  }

  func took(_ side: Side, of writer: UInt8, _ number: UInt32, _ text: [UInt8]) {
    let way = Way(dialogue: side.key, writer: writer, reader: side.party)
    if number != (last[way] ?? 0) + 1 { fail("\(side) took \(number) of \(writer) out of turn") }
    last[way] = number
    let from = Writer(dialogue: side.key, party: writer)
    taken[from] = max(taken[from] ?? 0, number)
    let mark = marks[from]?[number] ?? "none"
    if !text.starts(with: mark.utf8) { fail("\(side) took a message that is none of \(mark)") }
  }

  /// A party begins, or somebody goes on as one who knows nothing of it any more.
  func begins(_ side: Side, again: Bool) {
    holders[writer(side)] = side
    let mine = Set(last.keys).union(had.keys).filter {
      $0.dialogue == side.key && $0.reader == side.party
    }
    for way in mine {
      let most = max(had[way] ?? 0, last.removeValue(forKey: way) ?? 0)
      had[way] = again ? most : nil
    }
    guard !again else { return }
    // Another may have had the number, of whom nothing is on record.
    for way in last.keys where way.dialogue == side.key && way.writer == side.party {
      last[way] = nil
    }
    for way in mine { last[way] = nil }
    let concernsIt: (Way) -> Bool = {
      $0.dialogue == side.key && ($0.reader == side.party || $0.writer == side.party)
    }
    for way in owedFrom.keys where concernsIt(way) { owedFrom[way] = nil }
    for way in partings.keys where concernsIt(way) { partings[way] = nil }
    written[writer(side)] = nil
    taken[writer(side)] = nil
    marks[writer(side)] = nil
  }

  /// A party that had forgotten how far it had written goes on behind a number.
  func goesOn(_ side: Side, behind number: UInt32) {
    note("recalled")
    written[writer(side)] = number
    let writer = writer(side)
    // What was taken as one message may not be written as another.
    if number < taken[writer] ?? 0 {
      fail("\(side) goes on behind \(number), and somebody has \(taken[writer] ?? 0)")
    }
    let known = acknowledgedUpTo[writer] ?? 0
    if known < number { gaps[writer, default: []].append(known + 1...number) }
  }

  /// A reader goes on behind a number: who came later, over what came before; who has forgotten,
  /// over what it had; and whoever reads what somebody writes who has forgotten.
  func skipped(_ side: Side, of writer: UInt8, to number: UInt32) {
    let way = Way(dialogue: side.key, writer: writer, reader: side.party)
    defer { last[way] = number }
    if number <= had[way] ?? 0 { return }
    let from = Writer(dialogue: side.key, party: writer)
    if number <= gaps[from]?.map(\.upperBound).max() ?? 0 { return }
    if isForgiving, let kills = partings[way], kills < notes["kill"] ?? 0,
      number <= acknowledgedUpTo[from] ?? 0
    {
      return note("parted")
    }
    // The server may have lost that somebody else took over, who has what is skipped here.
    if isForgiving, last[way] == nil, number <= acknowledgedUpTo[from] ?? 0 { return note("lost") }
    skips += 1
    // Who joins while others are sent something again may take the first of it by chance.
    if side.party >= 2, let owed = owedFrom[way], number < owed { return }
    if side.party < 2 || last[way] != nil { fail("\(side) skipped \(writer)'s up to \(number)") }
    if let owed = owedFrom[way], number >= owed { fail("\(side) skipped what it was owed") }
  }

  /// A side is told that another has left.
  func parted(_ side: Side, _ other: UInt8) {
    let kills = notes["kill"] ?? 0
    partings[Way(dialogue: side.key, writer: side.party, reader: other)] = kills
    partings[Way(dialogue: side.key, writer: other, reader: side.party)] = kills
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

  /// What is on record is there once and as it was written; what was acknowledged is there.
  func check(_ transcripts: TranscriptFolder) throws {
    var kept: [Writer: Set<UInt32>] = [:]
    for message in try transcripts.messages() {
      let writer = Writer(dialogue: message.dialogue, party: message.party)
      if !kept[writer, default: []].insert(message.number).inserted {
        fail("\(writer)'s \(message.number) is on record twice")
      }
      if let mark = marks[writer]?[message.number], !message.text.hasPrefix(mark) {
        fail("\(message.text.prefix(20)) is on record, \(mark) was written")
      }
    }
    for (writer, number) in acknowledgedUpTo {
      let missing = (1..<number + 1).filter { number in
        // What nobody wrote: a party that had forgotten went on behind it.
        kept[writer]?.contains(number) != true
          && gaps[writer]?.contains { $0.contains(number) } != true
      }
      if missing.isEmpty { continue }
      note("acknowledged and lost")
      if !isForgiving { fail("\(writer) was told of \(missing.prefix(3)), not on record") }
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

// Who wrote what and who got it: whether anything is lost, doubled, out of order or misdirected.

/// Sees both ends of every dialogue.
final class NetworkWitness {
  private struct Way: Hashable {
    let dialogue: UInt32
    let writer: UInt8
    let reader: UInt8
  }

  /// How many messages each party wrote, by dialogue and party.
  private var written: [UInt64: UInt32] = [:]
  private var last: [Way: UInt32] = [:]
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

  private func key(_ dialogue: UInt32, _ party: UInt8) -> UInt64 {
    UInt64(dialogue) << 8 | UInt64(party)
  }

  func wrote(_ side: Side, _ number: UInt32) {
    messages += 1
    if number != (written[key(side.dialogue, side.party)] ?? 0) + 1 {
      fail("\(side) wrote \(number) in a dialogue that it had forgotten")
    }
    written[key(side.dialogue, side.party)] = number
  }

  func took(_ side: Side, of writer: UInt8, _ number: UInt32, _ text: [UInt8]) {
    let way = Way(dialogue: side.dialogue, writer: writer, reader: side.party)
    if number != (last[way] ?? 0) + 1 { fail("\(side) took \(number) of \(writer) out of turn") }
    last[way] = number
    let mark = "\(side.dialogue).\(writer).\(number)."
    if !text.starts(with: mark.utf8) { fail("\(side) took a message that is none of \(mark)") }
  }

  /// A reader goes on behind a number: only who came later may, and only over what came before.
  func skipped(_ side: Side, of writer: UInt8, to number: UInt32) {
    let way = Way(dialogue: side.dialogue, writer: writer, reader: side.party)
    skips += 1
    if side.party < 2 || last[way] != nil { fail("\(side) skipped \(writer)'s up to \(number)") }
    if let owed = owedFrom[way], number >= owed { fail("\(side) skipped what it was owed") }
    last[way] = number
  }

  /// A writer knows of a reader before writing a number.
  func knows(_ side: Side, _ reader: UInt8, from number: UInt32) {
    let way = Way(dialogue: side.dialogue, writer: side.party, reader: reader)
    if owedFrom[way] == nil { owedFrom[way] = number }
  }

  /// A writer believes that a reader has everything up to a number.
  func acknowledged(_ side: Side, by reader: UInt8, _ number: UInt32) {
    let way = Way(dialogue: side.dialogue, writer: side.party, reader: reader)
    if number > last[way] ?? 0 { fail("\(reader) never had \(number) of \(side)") }
  }

  /// At the end, when all is quiet: everybody who is there has everything.
  func check(_ side: Side, _ parties: [UInt8]) {
    for other in parties where other != side.party {
      let way = Way(dialogue: side.dialogue, writer: side.party, reader: other)
      let wrote = written[key(side.dialogue, side.party)] ?? 0
      if last[way] ?? 0 != wrote {
        fail("\(other) has \(last[way] ?? 0) of \(wrote) messages of \(side)")
      }
    }
    if !side.keepsNothing { fail("\(side) still waits for acknowledgements") }
  }
}

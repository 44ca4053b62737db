// What is kept of a dialogue before it goes on, and acknowledgements that wait for it.

import Rings
import WebSockets

extension RelayLoop {
  /// Keeps a message; false if there is no room or too many of the party's are not on record yet,
  /// and then its sender is asked to come back later: whoever wrote it still has it.
  mutating func keep(
    _ head: DialogueHead, from index: Int, in place: Int, _ text: ByteRegion
  ) -> Bool {
    guard let keeper = parts.keeper else { return true }
    let message = MessagePlace(
      dialogue: dialogues.number(at: place), party: head.party, sequence: head.sequence)
    guard dialogues.mayGoAhead(head.party, in: place, recorded: keeper.recorded),
      let ticket = keeper.keep(message, text, at: now)
    else {
      board.add(.noRoomForTranscripts)
      connections[index].isCounted = true
      sayClose(index, .tryAgainLater, then: .lingering)
      return false
    }
    dialogues.note(ticket: ticket, by: head.party, in: place)
    return true
  }

  /// Whether an acknowledgement by a member has to wait; if so it is taken.
  mutating func holds(_ acknowledged: DialogueHead, by membership: Int32) -> Bool {
    guard let keeper = parts.keeper else { return false }
    let (index, reader) = (
      Int(dialogues[membership].connection), dialogues[membership].party
    )
    let place = Int(membership) / DialogueTable.mostMembers
    let dialogue = dialogues.number(at: place)
    keeper.keepReceipt(
      of: MessagePlace(
        dialogue: dialogue, party: acknowledged.party, sequence: acknowledged.sequence),
      by: reader, at: now)
    let ticket = dialogues.ticket(of: acknowledged.party, in: place)
    guard ticket > keeper.acknowledgeable || held.count > 0 else { return false }
    let acknowledgement = HeldAcknowledgement(
      dialogue: dialogue, reader: reader, writer: acknowledged.party,
      sequence: acknowledged.sequence, ticket: ticket)
    let earlier = dialogues.heldNumber(of: membership, about: acknowledged.party)
    if held.replace(earlier, by: acknowledgement) { return true }
    if let number = held.append(acknowledgement) {
      dialogues.note(heldNumber: number, of: membership, about: acknowledged.party)
    } else {
      board.add(.noRoomForTranscripts)
      connections[index].isCounted = true
      sayClose(index, .tryAgainLater, then: .lingering)
    }
    return true
  }

  /// Passes on what had to wait and need not wait any more.
  mutating func releaseAcknowledgements() {
    guard let keeper = parts.keeper, held.count > 0 else { return }
    let ticket = keeper.acknowledgeable
    while let acknowledgement = held.take(upTo: ticket) {
      guard let place = dialogues.place(of: acknowledgement.dialogue) else { continue }
      passOnHeads(
        DialogueHead(party: acknowledgement.reader, sequence: 0),
        DialogueHead(party: acknowledgement.writer, sequence: acknowledgement.sequence),
        of: place, to: acknowledgement.writer)
    }
  }

  /// Sends two heads or three to a party of a dialogue.
  mutating func passOnHeads(
    _ first: DialogueHead, _ second: DialogueHead, _ third: DialogueHead? = nil,
    of place: Int, to party: UInt8
  ) {
    // Room for the longest head of a frame and for a dialogue's number.
    let offset = BufferSlab.headroom + DialogueHead.numberBytes
    let region = controls.region
    first.write(to: region, at: offset)
    second.write(to: region, at: offset + DialogueHead.byteCount)
    third?.write(to: region, at: offset + 2 * DialogueHead.byteCount)
    passOn(
      Passage(
        sender: Int(Connection.nobody), place: place, only: party, offset: offset,
        count: (third == nil ? 2 : 3) * DialogueHead.byteCount), in: region)
    flush()
  }
}

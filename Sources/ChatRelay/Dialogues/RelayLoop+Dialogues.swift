// Messages of a dialogue: checked by their heads and passed on to all other parties where they lie.

import Rings
import WebSockets

extension RelayLoop {
  /// Does what a data frame of a consultation asks for; whether the connection takes more.
  mutating func converse(_ index: Int, payloadAt offset: Int, in region: ByteRegion) -> Bool {
    let reader = connections[index].reader
    guard reader.opcode != .continuation, reader.isFinal else {
      refuse(index, .messageInParts)
      return false
    }
    let payload = region.part(from: offset, count: reader.payloadCount)
    return reader.opcode == .text ? report(index, payload) : relay(index, payload, offset, region)
  }

  /// When what a connection may write is used up after some more: a bucket of `most` that a second
  /// fills by `rate`. Nil if it may not write that much.
  private func spent(_ before: Int64, by count: Int = 1, rate: Int, most: Int) -> Int64? {
    guard rate > 0 else { return before }
    let price = 1_000_000_000 / Int64(rate)
    let after = max(before, now - price * Int64(most)) + price * Int64(min(count, most))
    return after <= now ? after : nil
  }

  /// Takes a message off what a connection may write; false if it was refused for it.
  private mutating func mayWrite(_ index: Int) -> Bool {
    let before = connections[index].spentUntil
    guard let after = spent(before, rate: limits.messagesPerSecond, most: limits.messagesAtOnce)
    else {
      refuse(index, .tooManyMessages)
      return false
    }
    connections[index].spentUntil = after
    return true
  }

  /// Hands a control message to the consult server.
  private mutating func report(_ index: Int, _ payload: ByteRegion) -> Bool {
    let before = connections[index].controlsSpentUntil
    guard
      let after = spent(
        before, by: 1 + payload.count / 1_024, rate: limits.controlsPerSecond,
        most: limits.controlsAtOnce)
    else {
      refuse(index, .tooManyControls)
      return false
    }
    connections[index].controlsSpentUntil = after
    guard payload.count <= limits.controlBytes else {
      refuse(index, .messageTooLarge)
      return false
    }
    board.add(1, to: .controlsIn)
    let letter = RelayEvent.text(key(of: index), payload.bytes)
    guard parts.post?.events.post(letter, bytes: payload.count) == true else {
      board.add(.noRoomForControls)
      connections[index].isCounted = true
      sayClose(index, .tryAgainLater, then: .lingering)
      return false
    }
    return true
  }

  /// Passes a message on; whether the connection takes more.
  ///
  /// - Complexity: O(parties), no copy and no allocation as long as all take it.
  private mutating func relay(
    _ index: Int, _ payload: ByteRegion, _ offset: Int, _ region: ByteRegion
  ) -> Bool {
    guard mayWrite(index) else { return false }
    let isAgent = connections[index].entrance == .agent
    let headAt = isAgent ? DialogueHead.numberBytes : 0
    guard payload.count >= headAt + DialogueHead.byteCount else {
      refuse(index, .shortHead)
      return false
    }
    guard let membership = membership(of: index, payload) else {
      // It crossed the news that the dialogue is over.
      board.add(1, to: .strays)
      return true
    }
    let head = DialogueHead(payload, at: headAt)
    if !isAgent, dialogues[membership].isBehind || head.party == DialogueHead.namesDialogue {
      return catchUp(index, membership, payload)
    }
    let place = Int(membership) / DialogueTable.mostMembers
    guard isOwn(head, of: index, membership) else { return connections[index].phase == .open }
    var message = Passage(
      sender: index, place: place, only: nil, offset: offset + headAt,
      count: payload.count - headAt)
    let letter = payload.part(from: headAt, count: message.count)
    if head.sequence == 0 {
      guard let refusal = fault(ofAcknowledgement: letter) else {
        message.only = DialogueHead(letter, at: DialogueHead.byteCount).party
        if take(acknowledgement: letter, by: membership) { passOn(message, in: region) }
        return connections[index].phase == .open
      }
      refuse(index, refusal)
      return false
    }
    let count = letter.count - DialogueHead.byteCount
    let text = letter.part(from: DialogueHead.byteCount, count: count)
    let fate = fate(of: head, from: index, in: place, text)
    guard fate == .goesOn else { return fate == .goesNowhere }
    board.add(1, to: .messages)
    board.add(1, to: .frames)
    board.add(count, to: .payloadBytes)
    passOn(message, in: region)
    return connections[index].phase == .open
  }

  /// Whether a head is the sender's own; what is not goes nowhere or is refused.
  private mutating func isOwn(
    _ head: DialogueHead, of index: Int, _ membership: Int32
  ) -> Bool {
    if head.party == dialogues[membership].party { return true }
    // It may have crossed the news that the sender is another party now.
    let place = Int(membership) / DialogueTable.mostMembers
    if dialogues.wasLast(index, as: head.party, in: place) {
      board.add(1, to: .strays)
    } else {
      refuse(index, .foreignParty)
    }
    return false
  }

  /// Takes a customer's word for the dialogue that the messages behind it are written in; what was
  /// written before is about an earlier one and goes nowhere. Whether the connection takes more.
  private mutating func catchUp(
    _ index: Int, _ membership: Int32, _ payload: ByteRegion
  ) -> Bool {
    guard payload.number(at: 0, as: UInt32.self) == UInt32(DialogueHead.namesDialogue) << 24 else {
      board.add(1, to: .strays)
      return true
    }
    guard payload.count == DialogueHead.byteCount + DialogueHead.numberBytes else {
      refuse(index, .shortHead)
      return false
    }
    let named = payload.number(at: DialogueHead.byteCount, as: UInt32.self)
    if named == dialogues.number(of: membership) { dialogues.catchUp(membership) }
    return true
  }

  /// What is wrong with an acknowledgement: two heads, or a third one of the sender's own.
  private func fault(ofAcknowledgement letter: ByteRegion) -> Refusal? {
    let heads = letter.count / DialogueHead.byteCount
    guard letter.count % DialogueHead.byteCount == 0, heads == 2 || heads == 3 else {
      return .shortHead
    }
    let own = DialogueHead(letter, at: 0).party
    return heads == 2 || DialogueHead(letter, at: 2 * DialogueHead.byteCount).party == own
      ? nil : .foreignParty
  }

  /// Looks at an acknowledgement; whether it goes on at once.
  private mutating func take(
    acknowledgement letter: ByteRegion, by membership: Int32
  ) -> Bool {
    let place = Int(membership) / DialogueTable.mostMembers
    var acknowledged = DialogueHead(letter, at: DialogueHead.byteCount)
    board.add(1, to: .acknowledgements)
    // Who had more from an earlier relay, that never kept it, gets it again and says so again:
    // its writer must not forget what is not on record.
    let highest = dialogues.highest(of: acknowledged.party, in: place)
    if acknowledged.sequence > highest {
      acknowledged = DialogueHead(party: acknowledged.party, sequence: highest)
      acknowledged.write(to: letter, at: DialogueHead.byteCount)
    }
    let isHeld = holds(acknowledged, by: membership)
    guard letter.count == 3 * DialogueHead.byteCount else { return !isHeld }
    let last = DialogueHead(letter, at: 2 * DialogueHead.byteCount)
    dialogues.raise(to: last.sequence, by: last.party, in: place)
    if isHeld {
      // From where the sender sends again is to be known at once, what was received is not.
      DialogueHead(party: acknowledged.party, sequence: 0)
        .write(to: letter, at: DialogueHead.byteCount)
    }
    return true
  }

  /// What becomes of a message.
  private enum Fate {
    /// It is the party's next, and kept, or it comes again.
    case goesOn
    /// It was skipped, and so never kept.
    case goesNowhere
    /// Its connection is closed for it.
    case isRefused
  }

  private mutating func fate(
    of head: DialogueHead, from index: Int, in place: Int, _ text: ByteRegion
  ) -> Fate {
    let highest = dialogues.highest(of: head.party, in: place)
    guard head.sequence <= highest + 1 else {
      refuse(index, .outOfSequence)
      return .isRefused
    }
    // What comes again is kept already, and takes no room of what is not.
    if head.sequence <= highest {
      guard dialogues.hasSkipped(head.sequence, by: head.party, in: place) else { return .goesOn }
      board.add(1, to: .strays)
      return .goesNowhere
    }
    guard keep(head, from: index, in: place, text) else { return .isRefused }
    dialogues.note(head.sequence, by: head.party, in: place)
    return .goesOn
  }

  /// The membership that a message is written in; nil if there is none.
  private func membership(of index: Int, _ payload: ByteRegion) -> Int32? {
    guard connections[index].entrance == .agent else {
      let only = connections[index].firstMembership
      return only == DialogueTable.none ? nil : only
    }
    let number = payload.number(at: 0, as: UInt32.self)
    return dialogues.place(of: number).flatMap { dialogues.membership(of: index, in: $0) }
  }

  /// A message on its way: from its head on, wherever it came from.
  struct Passage {
    let sender: Int
    let place: Int
    /// The party that an acknowledgement is for; nil = all.
    var only: UInt8?
    let offset: Int
    let count: Int
    /// Whether it goes to somebody already, behind a head that may not have been sent yet.
    var isUnderWay = false
  }

  /// Sends a message to the parties of its dialogue.
  ///
  /// Agents first: what is written in front for them, the dialogue's number, is overwritten by the
  /// shorter head for customers.
  mutating func passOn(_ message: Passage, in region: ByteRegion) {
    var message = message
    message.isUnderWay = passOn(message, .agent, in: region)
    _ = passOn(message, .customer, in: region)
  }

  /// Sends a message to those parties of its dialogue that came by one entrance; whether there is
  /// one.
  private mutating func passOn(
    _ message: Passage, _ entrance: Entrance, in region: ByteRegion
  ) -> Bool {
    let extra = entrance == .agent ? DialogueHead.numberBytes : 0
    var isWritten = false
    var start = message.offset
    for membership in dialogues.memberships(message.place) {
      let member = dialogues[membership]
      let receiver = Int(member.connection)
      guard receiver >= 0, receiver != message.sender, connections[receiver].phase == .open,
        connections[receiver].entrance == entrance, message.only ?? member.party == member.party
      else { continue }
      if !isWritten {
        isWritten = true
        // What is overwritten may not have been sent yet: the head for other receivers, and where
        // the new length takes more bytes than the old, the end of the message before.
        let isLonger =
          FrameHeader.serverByteCount(payloadCount: message.count + extra)
          > FrameHeader.serverByteCount(payloadCount: message.count)
        if message.isUnderWay || isLonger { flush() }
        if extra > 0 {
          region.store(
            number: dialogues.number(of: membership), at: message.offset - extra)
        }
        start = FrameHeader.writeServer(
          .binary, isFinal: true, payloadCount: message.count + extra,
          before: message.offset - extra, in: region)
      }
      send(
        region.part(from: start, count: message.offset + message.count - start), to: receiver)
    }
    return isWritten
  }
}

// What the consult server asks for: done between two waits, on the loop's own thread.

import CPlatform
import Rings
import WebSockets

extension RelayLoop {
  /// How others know the connection that has a place now.
  func key(of index: Int) -> ConnectionKey { ConnectionKey(bits: token(of: index)) }

  /// The place of a connection that is open; nil if it is gone.
  private func place(of key: ConnectionKey) -> Int? {
    let index = Int(key.bits & 0xFFFF_FFFF)
    guard index < connections.count, connections[index].phase == .open, token(of: index) == key.bits
    else { return nil }
    return index
  }

  /// Does what was ordered since the last time.
  mutating func followOrders() {
    guard let post = parts.post else { return }
    sangdam_bell_silence(post.orders.bell)
    board.add(1, to: .systemCalls)
    for order in post.orders.take() { follow(order) }
  }

  private mutating func follow(_ order: RelayOrder) {
    switch order {
    case .text(let key, let bytes):
      if let index = place(of: key) { sendControl(bytes, to: index) }
    case .join(let key, let dialogue, let party):
      if let index = place(of: key) { join(index, dialogue, party) }
    case .restore(let dialogue, let written, let ahead):
      dialogues.restore(dialogue, written: written, ahead: ahead)
    case .recall(let key, let dialogue):
      if let index = place(of: key) { recall(dialogue, to: index) }
    case .sendAgain(let key, let dialogue, let writer, let after, let texts):
      if let index = place(of: key) {
        sendAgain(texts, of: writer, after: after, in: dialogue, to: index)
      }
    case .part(let key, let dialogue):
      guard let index = place(of: key), let place = dialogues.place(of: dialogue),
        let membership = dialogues.membership(of: index, in: place)
      else { return }
      leave(membership)
    case .close(let key, let code):
      if let index = place(of: key) { sayClose(index, code, then: .closing) }
    case .end(let dialogue):
      guard let place = dialogues.place(of: dialogue) else { return }
      for membership in dialogues.memberships(place) where dialogues[membership].connection >= 0 {
        leave(membership)
      }
      dialogues.forget(place)
    }
  }

  /// Sends a control message, which is copied once.
  private mutating func sendControl(_ bytes: [UInt8], to index: Int) {
    precondition(bytes.count <= Self.mostControlBytes, "a control message has a limit")
    board.add(1, to: .controlsOut)
    let offset = BufferSlab.headroom
    controls.region.copy(bytes, to: offset)
    let start = FrameHeader.writeServer(
      .text, isFinal: true, payloadCount: bytes.count, before: offset, in: controls.region)
    send(controls.region.part(from: start, count: offset + bytes.count - start), to: index)
    flush()
  }

  private mutating func join(_ index: Int, _ dialogue: UInt32, _ party: UInt8) {
    let first = connections[index].firstMembership
    let isAgent = connections[index].entrance == .agent
    // A customer's messages do not say which dialogue they were written in.
    guard isAgent || first == DialogueTable.none,
      let membership = dialogues.join(
        dialogue, index, party: party, isBehind: !isAgent, before: first)
    else { return board.add(1, to: .fullDialogues) }
    connections[index].firstMembership = membership
  }

  /// Tells a connection how far its party had written, should it have forgotten.
  private mutating func recall(_ dialogue: UInt32, to index: Int) {
    guard let place = dialogues.place(of: dialogue),
      let membership = dialogues.membership(of: index, in: place)
    else { return }
    let party = dialogues[membership].party
    passOnHeads(
      DialogueHead(party: DialogueHead.recalls, sequence: 0),
      DialogueHead(party: party, sequence: dialogues.goesOnBehind(party, in: place)),
      of: place, to: party)
  }

  /// Sends a connection what its party may not have of another's: first that it begins behind a
  /// number, then the texts of those that follow. Whoever has them drops them. Nobody is closed
  /// for being slow with them: what would fill the half of what may be kept for him is left out.
  ///
  /// - Complexity: one allocation, and a system call for each text.
  private mutating func sendAgain(
    _ texts: [[UInt8]], of writer: UInt8, after: UInt32, in dialogue: UInt32, to index: Int
  ) {
    guard let place = dialogues.place(of: dialogue),
      let membership = dialogues.membership(of: index, in: place)
    else { return }
    let reader = dialogues[membership].party
    passOnHeads(
      DialogueHead(party: writer, sequence: 0), DialogueHead(party: reader, sequence: 0),
      DialogueHead(party: writer, sequence: after), of: place, to: reader)
    let offset = BufferSlab.headroom + DialogueHead.numberBytes
    let longest = texts.lazy.map(\.count).max() ?? 0
    let bytes = OwnedBytes(count: offset + DialogueHead.byteCount + longest)
    for (text, sequence) in zip(texts, (after + 1)...) {
      let count = DialogueHead.byteCount + text.count
      guard connections[index].phase == .open,
        connections[index].parkedBytes + offset + count <= limits.parkedBytes / 2
      else { return }
      DialogueHead(party: writer, sequence: sequence).write(to: bytes.region, at: offset)
      bytes.region.copy(text, to: offset + DialogueHead.byteCount)
      passOn(
        Passage(
          sender: Int(Connection.nobody), place: place, only: reader, offset: offset,
          count: count), in: bytes.region)
      flush()
    }
  }

  /// Takes a connection out of a dialogue, and lets those write again whom it held back.
  private mutating func leave(_ membership: Int32) {
    let index = Int(dialogues[membership].connection)
    connections[index].firstMembership = dialogues.leave(
      membership, chain: connections[index].firstMembership)
    releaseSenders(inDialogueAt: Int(membership) / DialogueTable.mostMembers)
    updateWatch(of: index)
  }

  /// Takes a connection out of all its dialogues and tells the consult server that it is gone.
  mutating func leaveDialogues(_ index: Int) {
    guard let post = parts.post, connections[index].isAnnounced else { return }
    connections[index].isAnnounced = false
    while connections[index].firstMembership != DialogueTable.none {
      leave(connections[index].firstMembership)
    }
    post.events.postAnyway(.closed(key(of: index)))
  }

  /// Whether a customer has to wait until an agent of the dialogue takes what is kept for it. An
  /// agent waits for nobody: one customer who reads slowly must not stop the others' dialogues.
  func isHeldBack(_ index: Int) -> Bool {
    let membership = connections[index].firstMembership
    guard connections[index].entrance == .customer, membership != DialogueTable.none else {
      return false
    }
    return dialogues.memberships(Int(membership) / DialogueTable.mostMembers).contains {
      let other = Int(dialogues[$0].connection)
      return other >= 0 && other != index && connections[other].parkedBytes > 0
    }
  }

  /// Looks anew who may write, after something began or ended to be kept for a connection.
  mutating func updateSenders(to index: Int) {
    var membership = connections[index].firstMembership
    while membership != DialogueTable.none {
      releaseSenders(inDialogueAt: Int(membership) / DialogueTable.mostMembers)
      membership = dialogues[membership].next
    }
  }

  private mutating func releaseSenders(inDialogueAt place: Int) {
    for membership in dialogues.memberships(place) {
      let member = Int(dialogues[membership].connection)
      if member >= 0 { updateWatch(of: member) }
    }
  }
}

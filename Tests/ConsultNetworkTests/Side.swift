// One party's side of a dialogue, as docs/protocol.md, section 1, tells it; written from that page.

import Transcripts

/// What a party has written, received, and keeps until it is acknowledged.
final class Side {
  let dialogue: UInt32
  let party: UInt8
  /// Which of all dialogues that ever had this number.
  let key: DialogueKey
  private let isAgent: Bool
  /// Not kept alive: the witness, which is the world's, knows who had which number.
  private unowned let world: World
  private var written: UInt32 = 0
  private var kept: [(number: UInt32, text: [UInt8])] = []
  /// Up to where each other party that is there has acknowledged.
  private(set) var others: [UInt8: UInt32] = [:]
  private(set) var received: [UInt8: UInt32] = [:]
  private var owed: [UInt8: Int] = [:]
  /// In which run of the server each other party joined.
  private var runs: [UInt8: UInt32] = [:]
  /// Has been in this dialogue before and knows nothing of it: writes nothing before the server
  /// says how far it was.
  private var isForgetful = false
  /// The connection that is in the dialogue now.
  private weak var socket: ClientSocket?

  init(_ dialogue: UInt32, party: UInt8, isAgent: Bool, again: Bool, in world: World) {
    isForgetful = again
    self.dialogue = dialogue
    self.party = party
    key = world.witness.key(of: dialogue)
    defer { world.witness.begins(self, again: again) }
    self.isAgent = isAgent
    self.world = world
  }

  var canWrite: Bool { kept.count < 256 && !isForgetful }
  var keepsNothing: Bool { kept.isEmpty }

  /// `connected` came over a socket.
  ///
  /// - Parameter parties: their numbers, and in which run each joined.
  func enter(_ socket: ClientSocket, parties: [UInt8: UInt32], again: Bool) {
    self.socket = socket
    for (other, run) in parties { know(other, run) }
    for gone in others.keys where parties[gone] == nil { world.witness.parted(self, gone) }
    if !isAgent { socket.send(binary: Self.head(255, 0) + Self.word(dialogue)) }
    var there: [UInt8: UInt32] = [:]
    for other in parties.keys where other != party { there[other] = others[other] ?? firstKept - 1 }
    others = there
    drop()
    guard again else { return }
    // From where the one goes on who has least, a new server takes everything.
    for (other, _) in others.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      sendAgain(to: other)
    }
  }

  /// The socket is gone.
  func lose() { socket = nil }

  /// Who joined in another run is another party, of whom nothing is known yet.
  private func know(_ other: UInt8, _ run: UInt32) {
    if runs.updateValue(run, forKey: other) ?? run != run {
      others[other] = nil
      received[other] = nil
      owed[other] = nil
    }
  }

  /// `joined`, with the run in which it was, or `resend`.
  func meet(_ other: UInt8, in run: UInt32?) {
    if let run { know(other, run) }
    if others[other] == nil { others[other] = firstKept - 1 }
    world.witness.knows(self, other, from: written + 1)
    sendAgain(to: other)
  }

  /// `left`.
  func part(_ other: UInt8) {
    world.witness.parted(self, other)
    others[other] = nil
    drop()
  }

  func write(_ size: Int) {
    guard canWrite else { return }
    written += 1
    let mark = world.witness.wrote(self, written)
    let text = Array(mark.utf8) + [UInt8](repeating: 0x61, count: size)
    kept.append((written, text))
    world.trace("\(self) wrote \(written)")
    send(written, text)
  }

  private var firstKept: UInt32 { kept.first?.number ?? written + 1 }

  private func sendAgain(to other: UInt8) {
    let after = others[other] ?? 0
    owed[other] = nil
    send(0, Self.head(other, received[other] ?? 0) + Self.head(party, after))
    for (number, text) in kept where number > after { send(number, text) }
  }

  private func send(_ number: UInt32, _ rest: [UInt8]) {
    let front = isAgent ? Self.word(dialogue) : []
    socket?.send(binary: front + Self.head(party, number) + rest)
  }

  /// Takes a frame, the dialogue's number taken off.
  func take(_ frame: ArraySlice<UInt8>) {
    let (writer, number) = Self.head(of: frame)
    let rest = frame.dropFirst(4)
    guard number > 0 else { return takeAcknowledgement(writer, rest) }
    let last = received[writer] ?? 0
    // What overtook those that come again behind it is not acknowledged.
    guard number <= last + 1 else { return }
    if number == last + 1 {
      received[writer] = number
      world.trace("\(self) took \(number) of \(writer)")
      world.witness.took(self, of: writer, number, Array(rest))
    }
    owe(writer)
  }

  private func takeAcknowledgement(_ reader: UInt8, _ rest: ArraySlice<UInt8>) {
    let (mine, upTo) = Self.head(of: rest)
    if reader == 255 { return recall(upTo) }
    guard mine == party else { return world.witness.fail("\(self) got another's acknowledgement") }
    world.trace("\(self) acknowledged by \(reader) \(upTo)")
    world.witness.acknowledged(self, by: reader, upTo)
    // Of who has left meanwhile nothing is awaited any more.
    if let before = others[reader] { others[reader] = max(before, upTo) }
    drop()
    guard rest.count == 8 else { return }
    let after = Self.head(of: rest.dropFirst(4)).number
    if after > received[reader] ?? 0 {
      received[reader] = after
      world.witness.skipped(self, of: reader, to: after)
    }
  }

  /// The server says how far this party had written.
  private func recall(_ number: UInt32) {
    guard isForgetful else { return }
    isForgetful = false
    world.witness.goesOn(self, behind: number)
    guard number > 0 else { return }
    written = number
    for other in others.keys.sorted() {
      others[other] = number
      sendAgain(to: other)
    }
  }

  private func drop() {
    let last = others.values.min() ?? 0
    kept.removeAll { $0.number <= last }
  }

  private func owe(_ writer: UInt8) {
    owed[writer, default: 0] += 1
    if owed[writer] == 16 { return acknowledge(writer) }
    guard owed[writer] == 1 else { return }
    world.happenings.put(at: world.now + 500_000_000) { [weak self] in
      if self?.owed[writer] != nil { self?.acknowledge(writer) }
    }
  }

  private func acknowledge(_ writer: UInt8) {
    owed[writer] = nil
    send(0, Self.head(writer, received[writer] ?? 0))
  }

  static func word(_ word: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
  }

  private static func head(_ party: UInt8, _ number: UInt32) -> [UInt8] {
    word(UInt32(party) << 24 | number)
  }

  private static func head(of bytes: ArraySlice<UInt8>) -> (party: UInt8, number: UInt32) {
    let head = bytes.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return (UInt8(head >> 24), head & 0xFF_FFFF)
  }
}

extension Side: CustomStringConvertible {
  var description: String { "dialogue \(dialogue) party \(party)" }
}

// What the desk says, told to clients and to the relay.

import ChatRelay
import Consultation
import Consulting
import Transcripts
import WebSockets

extension ConsultLoop {
  /// Passes on everything that the desk has to say.
  mutating func deliverNotices() {
    for notice in desk.takeNotices() { deliver(notice) }
  }

  /// Passes one notice on; who is not connected learns everything when he is back.
  private mutating func deliver(_ notice: DeskNotice) {
    if record != nil { putOnRecord(notice) }
    guard let key = visitors.connection(of: notice.session) else { return }
    switch notice.what {
    case .join(let number, let party):
      guard let wire = wire(of: number) else { return close(key, .tryAgainLater) }
      orders.append(.join(key, dialogue: wire, party: UInt8(party)))
    case .part(let number):
      if let wire = wireNumbers[number] { orders.append(.part(key, dialogue: wire)) }
    case .close(let closing):
      close(key, CloseCode(closing.rawValue))
      visitors.forget(notice.session)
    default:
      if let message = message(of: notice) { send(message, over: key) }
      if case .connected(let number, let party, let parties, again: true, _) = notice.what,
        let wire = wireNumbers[number]
      {
        remind(party, of: wire, beside: parties, over: key)
      }
    }
  }

  /// Tells a party that is back where it was, and what it may not have of who is still there.
  private mutating func remind(
    _ party: Int, of wire: UInt32, beside parties: [PartyFacts], over key: ConnectionKey
  ) {
    orders.append(.recall(key, dialogue: wire))
    for messages in missed[wire] ?? []
    where messages.reader == party && parties.contains(where: { $0.party == messages.writer }) {
      orders.append(
        .sendAgain(
          key, dialogue: wire, writer: messages.writer, after: messages.acknowledged,
          texts: messages.texts))
    }
  }

  /// Puts on record what a notice says of a dialogue.
  private mutating func putOnRecord(_ notice: DeskNotice) {
    switch notice.what {
    case .join(let number, let party):
      guard let wire = wire(of: number) else { return }
      putOnRecord(notice.session, in: number, wire, party: party)
    case .takenOver(let number, let party, _):
      // Everybody is told; the one who takes over is on record again, as what he is now.
      guard let wire = wireNumbers[number],
        desk.party(of: notice.session, in: number)?.party == party
      else { return }
      putOnRecord(notice.session, in: number, wire, party: party)
    case .left(let number, let party):
      if let wire = wireNumbers[number] { record?.left(wire, party: party, at: now) }
    case .ended(let number, let ending):
      // To a helper who leaves, a dialogue ends that goes on.
      let over = number.flatMap { desk.subject(of: $0) == nil ? wireNumbers[$0] : nil }
      record?.ended(notice.session, over, ending, at: now)
    case .close: record?.closed(notice.session, at: now)
    case .standing(.away): record?.stands(notice.session, isAway: true, at: now)
    case .standing(let standing):
      if standing != .offline { record?.stands(notice.session, isAway: false, at: now) }
    default: break
    }
  }

  /// Puts on record that a session is in a dialogue, and as what.
  private mutating func putOnRecord(
    _ session: SessionNumber, in number: DialogueNumber, _ wire: UInt32, party: Int
  ) {
    guard let subject = desk.subject(of: number) else { return }
    let role = desk.party(of: session, in: number)?.role ?? .helper
    record?.joined(
      wire, session, party: party, PartyRole(rawValue: role.rawValue) ?? .helper, subject,
      visitors.holders[session], name: desk.name(of: session) ?? "", at: now)
  }

  /// The number of a dialogue on the wire; nil if there are as many as there may be.
  private mutating func wire(of number: DialogueNumber) -> UInt32? {
    if let wire = wireNumbers[number] { return wire }
    guard let wire = numbers.take() else { return nil }
    wireNumbers[number] = wire
    deskNumbers[wire] = number
    return wire
  }

  /// A dialogue is over, its wrap-up too.
  mutating func forget(_ number: DialogueNumber, _ wire: UInt32) {
    wireNumbers[number] = nil
    deskNumbers[wire] = nil
    missed[wire] = nil
    record?.over(wire, .agent, at: now)
    orders.append(.end(dialogue: wire))
    numbers.give(back: wire)
  }

  /// What a notice says, in the protocol's words.
  private mutating func message(of notice: DeskNotice) -> ServerMessage? {
    switch notice.what {
    case .waiting(let position, let wait):
      var message = ServerMessage("waiting")
      message.position = position
      message.expectedWaitSeconds = wait.map(Self.seconds)
      return message
    case .offer(let offer, let matter, let time):
      var message = ServerMessage("offer")
      message.offer = offer.number
      message.expiresSeconds = Self.seconds(time)
      message.position = matter.position
      describe(matter, in: &message)
      return message
    case .offerEnded(let offer, let ending):
      var message = ServerMessage("offer-ended")
      message.offer = offer.number
      message.reason = ending.rawValue
      return message
    case .standing(let standing):
      var message = ServerMessage("state")
      message.state = standing.word
      if case .away(let reason) = standing { message.reason = reason }
      return message
    default: return messageAboutReading(notice) ?? messageInDialogue(notice)
    }
  }

  /// A notice about a dialogue.
  private mutating func messageInDialogue(_ notice: DeskNotice) -> ServerMessage? {
    var message: ServerMessage
    let number: DialogueNumber?
    switch notice.what {
    case .connected(let dialogue, let party, let parties, let again, let matter):
      message = ServerMessage("connected")
      number = dialogue
      message.party = party
      message.again = again ? true : nil
      message.parties = parties.map(Self.facts)
      if let matter { describe(matter, in: &message) }
    case .joined(let dialogue, let facts):
      message = ServerMessage("joined")
      number = dialogue
      let party = Self.facts(facts)
      (message.party, message.name, message.role) = (party.party, party.name, party.role)
      message.run = party.run
    case .left(let dialogue, let party):
      message = ServerMessage("left")
      (number, message.party) = (dialogue, party)
    case .takenOver(let dialogue, let party, let matter):
      message = ServerMessage("taken-over")
      (number, message.party) = (dialogue, party)
      if let matter { describe(matter, in: &message) }
    case .moved(let dialogue, let code):
      message = ServerMessage("moved")
      number = dialogue
      name(code, in: &message)
    case .resend(let dialogue, let party):
      message = ServerMessage("resend")
      (number, message.party) = (dialogue, party)
    case .ended(let dialogue, let ending):
      message = ServerMessage("ended")
      (number, message.reason) = (dialogue, ending.rawValue)
    case .wrapUp(let dialogue, let time):
      message = ServerMessage("wrap-up")
      (number, message.seconds) = (dialogue, Self.seconds(time))
    default: return nil
    }
    if let number { message.dialogue = wire(of: number) }
    return message
  }

  static func seconds(_ time: SimulationTime) -> Double {
    (Double(time.nanoseconds) / 1e6).rounded() / 1e3
  }

  private static func facts(_ party: PartyFacts) -> ServerMessage.Party {
    ServerMessage.Party(
      party: party.party, name: party.name ?? "", role: party.role.rawValue,
      run: party.run == 0 ? nil : Int(party.run))
  }

  /// Adds what a dialogue or an offer is about.
  private func describe(_ matter: Matter, in message: inout ServerMessage) {
    name(matter.code, in: &message)
    message.language = matter.code.language.text
    message.document = matter.code.document.digits
    message.question = matter.question
    message.waitedSeconds = Self.seconds(matter.waited)
    switch matter.kind {
    case .customer:
      message.kind = "customer"
      message.from = visitors.holders[matter.from]?.remote.description
    case .help(let name):
      message.kind = "help"
      message.from = name
    }
  }

  /// Adds a page: its code, and where it is.
  private func name(_ code: IdentificationCode, in message: inout ServerMessage) {
    message.code = code.text
    let page = settings.pages.page(of: code)
    (message.page, message.server) = (page?.path, page?.server)
  }
}

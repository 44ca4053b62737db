// What everyone has been told, and whether it fits together: the protocol as clients see it.

@testable import Consultation

/// Hears all notices and knows no more than the sessions do.
struct Witness {
  /// Customers whom nobody has told that it is over.
  var open: Set<SessionNumber> = []
  /// Dialogues that a session is in by the last it heard.
  private(set) var dialogues: [SessionNumber: Set<DialogueNumber>] = [:]
  /// Offers that a session has to answer.
  private(set) var offers: [SessionNumber: [OfferNumber]] = [:]
  /// Parties by dialogue, as all have heard.
  private(set) var parties: [DialogueNumber: [Int: SessionNumber]] = [:]
  /// Who has joined at the relay.
  private(set) var joined: [DialogueNumber: Set<SessionNumber>] = [:]
  private(set) var wrapUp: DialogueNumber?
  /// Readers whom nobody has told that it is over.
  var reading: Set<SessionNumber> = []
  /// Readers that an agent has been shown last.
  private(set) var seen: [SessionNumber: [ReaderNumber]] = [:]
  /// The last invitation of each reader.
  private(set) var invitations: [SessionNumber: InvitationNumber] = [:]
  /// Readers who have an invitation to answer.
  private(set) var invited: Set<SessionNumber> = []
  /// Invited readers without a connection.
  private(set) var away: Set<SessionNumber> = []
  private var lost: Set<SessionNumber> = []

  /// A session lost its connection: what it had heard counts no more.
  mutating func lose(_ session: SessionNumber) {
    dialogues[session] = nil
    offers[session] = nil
    lost.insert(session)
  }

  /// A session has a new connection, and is told all again.
  mutating func forget(_ session: SessionNumber) {
    dialogues[session] = nil
    offers[session] = nil
    lost.remove(session)
  }

  /// A reader is one no more.
  mutating func stopReading(_ session: SessionNumber) {
    reading.remove(session)
    invited.remove(session)
    away.remove(session)
  }

  /// A reader leaves a page, and may come back on the next one.
  mutating func goAway(_ session: SessionNumber) { away.insert(session) }

  /// A reader is on the next page.
  mutating func comeBack(_ session: SessionNumber) { away.remove(session) }

  /// A reader has answered an invitation.
  mutating func dismiss(_ session: SessionNumber) { invited.remove(session) }

  /// What is wrong with a notice.
  mutating func see(_ notice: DeskNotice) -> [String] {
    let session = notice.session
    if away.contains(session) {
      guard case .close = notice.what else { return ["told \(notice.what) without a connection"] }
    }
    switch notice.what {
    case .offer(let number, _, _): offers[session, default: []].append(number)
    case .offerEnded(let number, _): offers[session]?.removeAll { $0 == number }
    case .connected(let number, let party, let facts, _, _):
      return connect(session, number, party, facts)
    case .join(let number, _): joined[number, default: []].insert(session)
    case .part(let number): joined[number]?.remove(session)
    case .ended(let number, _): return end(session, number)
    case .wrapUp(let number, _): wrapUp = number
    case .reading(let readers, let count):
      seen[session] = readers.map(\.number)
      if readers.count > min(3, count) { return ["\(readers.count) of \(count) readers"] }
    case .invited(let number, _, _):
      let before = invitations.updateValue(number, forKey: session)
      if !reading.contains(session) { return ["invited who does not read"] }
      // On the next page it is told again.
      if !invited.insert(session).inserted, before != number { return ["invited twice at once"] }
    case .invitationOver(let number, _):
      if !invited.contains(session) || invitations[session] != number {
        return ["an invitation is over that nobody has"]
      }
      invited.remove(session)
    case .close:
      open.remove(session)
      stopReading(session)
      dialogues[session] = nil
    case .waiting(let position, _) where position < 1: return ["position \(position)"]
    case .waiting where !session.isAgents && dialogues[session]?.isEmpty == false:
      dialogues[session] = nil
    default: break
    }
    return []
  }

  private mutating func connect(
    _ session: SessionNumber, _ number: DialogueNumber, _ party: Int, _ facts: [PartyFacts]
  ) -> [String] {
    dialogues[session, default: []].insert(number)
    var wrong: [String] = []
    if Set(facts.map(\.party)).count != facts.count { wrong.append("a party twice") }
    if !facts.contains(where: { $0.party == party }) { wrong.append("not among the parties") }
    if let other = parties[number]?[party], other != session {
      wrong.append("party \(party) is somebody else")
    }
    if joined[number]?.contains(session) != true { wrong.append("connected, not joined") }
    parties[number, default: [:]][party] = session
    return wrong
  }

  private mutating func end(_ session: SessionNumber, _ number: DialogueNumber?) -> [String] {
    guard let number else { return [] }
    if joined[number]?.contains(session) == true { return ["ended before it parted"] }
    guard dialogues[session]?.remove(number) != nil || lost.contains(session) else {
      return ["told the end of a dialogue that it was not in"]
    }
    return []
  }
}

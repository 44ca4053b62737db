// The customer's side: asking, waiting, moving to another page, leaving.

public import Consulting
import Rings
import Routing

extension ConsultDesk {
  /// A customer asks about a page.
  ///
  /// - Parameters:
  ///   - reader: as whom the customer has read so far; that session is over then.
  ///   - invitation: the one that is accepted. The agent who invited gets the customer if he is
  ///     still free, and without an offer; otherwise the customer is routed as any other.
  /// - Complexity: O(words of hints of the view + waiting).
  public mutating func ask(
    _ code: IdentificationCode, question: String, as reader: SessionNumber? = nil,
    accepting invitation: InvitationNumber? = nil, at now: SimulationTime
  ) -> Reception {
    begin(now)
    defer { settle() }
    let place = reader.flatMap { room.place(of: $0) }
    let inviter = place.flatMap { stopReading($0, .left, naming: invitation) }
    return ask(code, question: question, of: inviter.map { AgentID($0) } ?? .none)
  }

  private mutating func ask(
    _ code: IdentificationCode, question: String, of inviter: AgentID
  ) -> Reception {
    counts.asked += 1
    if isClosing { return turnAway(.closing) }
    guard let classIndex = classIndex(of: code) else { return turnAway(.unknownCode) }
    guard pool.taken - questions < limits.customers, let place = pool.take() else {
      return turnAway(.noRoom)
    }
    let session = takeSession(place)
    contacts[place] = Contact(
      session: session, asker: nil, question: question, askedAt: self.now, code: code,
      classIndex: classIndex, enteredAt: self.now)
    var placement = router.arrive(
      RequestID(place), class: classIndex, at: time, preferring: inviter, draw: draw())
    if case .lineFull = placement, router.makeRoom(forClass: classIndex, ring: 0, isFront: false) {
      placement = router.arrive(
        RequestID(place), class: classIndex, at: time, preferring: inviter, draw: draw())
    }
    if placement == .blocked || placement == .lineFull {
      release(place)
      return turnAway(placement == .blocked ? .queueFull : .noRoom)
    }
    if inviter != .none, placement.receivingAgent == inviter {
      seat(place, with: Int(inviter.index))
    } else {
      settle(place, placement)
    }
    return .welcome(session)
  }

  private mutating func turnAway(_ reason: TurningAway) -> Reception {
    let index = TurningAway.allCases.firstIndex(of: reason) ?? 0
    counts.turnedAway[index] += 1
    return .turnedAway(reason)
  }

  /// A new session at a place of the pool.
  mutating func takeSession(_ place: Int) -> SessionNumber {
    rounds[place] += 1
    return SessionNumber(customer: place, round: rounds[place])
  }

  /// A place of the pool is free again.
  mutating func release(_ place: Int) {
    contacts[place] = nil
    setTime(ofContact: place)
    pool.give(back: place)
  }

  /// The contact of a customer's session; nil if it has ended.
  func customer(_ session: SessionNumber) -> Int? {
    guard session.place < contacts.count,
      contacts[session.place]?.session == session, contacts[session.place]?.asker == nil
    else { return nil }
    return session.place
  }

  /// The same, for who has a connection.
  private func connectedCustomer(_ session: SessionNumber) -> Int? {
    customer(session).flatMap { contacts[$0]?.isConnected == true ? $0 : nil }
  }

  /// A customer reads another page. What was asked is still answered by the same agents; they
  /// see what is read.
  public mutating func moved(
    _ session: SessionNumber, to code: IdentificationCode, at now: SimulationTime
  ) -> DeskRefusal? {
    begin(now)
    defer { settle() }
    if let reader = connectedReader(session) { return moved(reader: reader, to: code) }
    guard let place = connectedCustomer(session) else { return .noSession }
    guard serves(code) else { return .unknownCode }
    contacts[place]?.code = code
    guard contacts[place]?.phase == .talking, let number = contacts[place]?.dialogue else {
      return nil
    }
    show(code, in: number, except: session)
    return nil
  }

  /// Agents of a dialogue learn that another page is looked at.
  mutating func show(
    _ code: IdentificationCode, in number: DialogueNumber, except session: SessionNumber
  ) {
    dialogues[number]?.code = code
    for party in dialogues[number]?.parties ?? []
    where party.session.isAgents && party.session != session {
      tell(party.session, .moved(number, code))
    }
  }

  /// A customer gives up waiting, or ends the dialogue.
  public mutating func leave(_ session: SessionNumber, at now: SimulationTime) -> DeskRefusal? {
    begin(now)
    defer { settle() }
    guard let place = connectedCustomer(session) else { return .noSession }
    end(customer: place, .customer)
    return nil
  }

  /// A consultation ends by its customer, wherever it is.
  mutating func end(customer place: Int, _ reason: ConsultationEnding) {
    guard let contact = contacts[place] else { return }
    if contact.phase == .talking, let number = contact.dialogue {
      end(dialogue: number, reason)
      return
    }
    withdraw(place)
    switch reason {
    case .lost: counts.lost += 1
    case .closing: counts.closed += 1
    case .customer, .agent: counts.left += 1
    }
    bidFarewell(place, dialogue: nil, reason)
  }

  /// Tells a customer that it is over, and forgets him.
  mutating func bidFarewell(
    _ place: Int, dialogue: DialogueNumber?, _ reason: ConsultationEnding,
    _ closing: SessionClosing = .over
  ) {
    tell(customer: place, .ended(dialogue, reason))
    if let session = contacts[place]?.session {
      dismiss(session, reason == .closing ? .stopping : closing)
    }
    release(place)
  }

  /// Takes somebody who waits or is offered out of the queue for good; the agent who had the offer
  /// looks for the next.
  mutating func withdraw(_ place: Int) {
    leaveQueue(place)
    let offer = contacts[place]?.offer
    contacts[place]?.offer = nil
    let departure = router.abandon(RequestID(place))
    guard let offer else {
      assert(departure == .left, "who is not offered just waits")
      return
    }
    assert(departure == .leftOffer(AgentID(offer.agent)), "the offer stands")
    forget(offer, of: place, .left)
    if let next = router.endChat(AgentID(offer.agent), then: .free, at: time) {
      give(Int(next.index), to: offer.agent)
    }
  }
}

// Between the router's choice and the open dialogue: offers, and how they end.

public import Consulting
import Routing

extension ConsultDesk {
  /// An agent gets somebody: the dialogue opens, or it is offered first.
  mutating func give(_ place: Int, to agent: Int) {
    if rules.offersFirst { offer(place, to: agent) } else { open(place, with: agent) }
  }

  /// Where the router offers first, accepts what it has just offered, for an agent who has said yes
  /// before.
  mutating func acceptAtOnce(_ place: Int) {
    guard rules.offersFirst else { return }
    let request = RequestID(place)
    let isAccepted = router.accept(request, router.offer(of: request))
    assert(isAccepted, "an offer that was just made stands")
  }

  private mutating func offer(_ place: Int, to agent: Int) {
    lastOffer &+= 1
    counts.offers += 1
    let number = OfferNumber(lastOffer)
    contacts[place]?.phase = .offered
    contacts[place]?.offer = Contact.StandingOffer(
      number: number, agent: agent, offer: router.offer(of: RequestID(place)),
      lapsesAt: now + rules.offerTimeout)
    agents[agent].offers.append(place)
    touchedAgents.append(agent)
    setTime(ofContact: place)
    tellOffer(of: place)
  }

  /// Tells an agent what is offered to him.
  mutating func tellOffer(of place: Int) {
    guard let offer = contacts[place]?.offer, let matter = matter(of: place) else { return }
    tell(
      agent: offer.agent,
      .offer(
        offer.number, matter, timeToAccept: SimulationTime(nanoseconds: offer.lapsesAt - now)))
  }

  /// What somebody asks about.
  func matter(of place: Int) -> Matter? {
    guard let contact = contacts[place] else { return nil }
    return Matter(
      kind: contact.asker.map { .help(askedBy: agents[$0].facts.name) } ?? .customer,
      code: contact.code, question: contact.question,
      from: contact.asker.map { session(ofAgent: $0) } ?? contact.session,
      waited: SimulationTime(nanoseconds: now - contact.askedAt),
      position: contact.turn.map { queues[queueOfClass[contact.classIndex]].position(of: $0) })
  }

  /// An agent accepts an offer.
  public mutating func accept(
    _ offer: OfferNumber, by session: SessionNumber, at now: SimulationTime
  ) -> DeskRefusal? {
    begin(now)
    defer { settle() }
    guard let agent = connectedAgent(session) else { return .noSession }
    guard let place = offered(offer, to: agent), let standing = contacts[place]?.offer,
      router.accept(RequestID(place), standing.offer)
    else { return .noOffer }
    contacts[place]?.offer = nil
    agents[agent].offers.removeAll { $0 == place }
    open(place, with: agent)
    return nil
  }

  /// An agent declines an offer: the customer keeps the place, the agent goes to the end of the
  /// order.
  public mutating func decline(
    _ offer: OfferNumber, by session: SessionNumber, at now: SimulationTime
  ) -> DeskRefusal? {
    begin(now)
    defer { settle() }
    guard let agent = connectedAgent(session) else { return .noSession }
    guard let place = offered(offer, to: agent) else { return .noOffer }
    counts.declined += 1
    endOffer(of: place, .declined)
    return nil
  }

  /// The contact of an offer that an agent has.
  private func offered(_ offer: OfferNumber, to agent: Int) -> Int? {
    agents[agent].offers.first { contacts[$0]?.offer?.number == offer }
  }

  /// An offer ends without being accepted, and another agent is looked for.
  mutating func endOffer(of place: Int, _ reason: OfferEnding) {
    guard let offer = contacts[place]?.offer else { return }
    contacts[place]?.offer = nil
    contacts[place]?.phase = .waiting
    contacts[place]?.hasWaited = true
    forget(offer, of: place, reason)
    let lapsed = router.lapse(RequestID(place), offer.offer, at: time, draw: draw())
    guard let lapsed else { return assertionFailure("an offer that stands lapses") }
    if let other = lapsed.customer.receivingAgent {
      give(place, to: Int(other.index))
    } else if lapsed.agent != RequestID(place) {
      setTime(ofContact: place)
    }
    if let next = lapsed.agent { give(Int(next.index), to: offer.agent) }
  }

  /// An offer is no longer among an agent's.
  mutating func forget(
    _ offer: Contact.StandingOffer, of place: Int, _ reason: OfferEnding
  ) {
    agents[offer.agent].offers.removeAll { $0 == place }
    touchedAgents.append(offer.agent)
    tell(agent: offer.agent, .offerEnded(offer.number, reason))
  }
}

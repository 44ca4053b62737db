// Time: what is due, when the next thing is, and how each call begins and ends.

public import Consulting
import Routing

extension ConsultDesk {
  /// When `advance` has something to do next; `never` while nothing is due.
  ///
  /// - Complexity: O(1).
  public var nextDue: SimulationTime {
    SimulationTime(nanoseconds: due.next?.time ?? .max)
  }

  /// Does all that has become due: sessions end, offers lapse, rings open, wrap-ups end,
  /// customers learn their positions.
  public mutating func advance(to now: SimulationTime) {
    begin(now)
    settle()
  }

  /// How each call begins: the time is set, and what is due is done.
  mutating func begin(_ now: SimulationTime) {
    precondition(now.nanoseconds >= self.now, "time never goes back")
    self.now = now.nanoseconds
    while let next = due.next, next.time <= self.now { expire(next.number) }
  }

  /// How each call ends: agents learn what they are at.
  mutating func settle() {
    for agent in touchedAgents where agents[agent].shown != agents[agent].standing {
      agents[agent].showStanding(at: now)
      tell(agent: agent, .standing(agents[agent].shown))
    }
    touchedAgents.removeAll(keepingCapacity: true)
  }

  private mutating func expire(_ number: Int) {
    if number < agents.count {
      expire(agent: number)
    } else if number < agents.count + contacts.count {
      expire(contact: number - agents.count)
    } else if number < readersRound {
      tellPositions(queue: number - agents.count - contacts.count)
    } else if number == readersRound {
      tellReaders()
    } else {
      lapseInvitation(of: number - readersRound - 1)
    }
  }

  private mutating func expire(agent: Int) {
    if case .lost(let until) = agents[agent].presence, until <= now {
      goOffline(agent)
    } else if let wrapUp = agents[agent].wrapUps.first(where: { $0.endsAt <= now }) {
      endWrapUp(agent, of: wrapUp.dialogue)
    }
    setTime(ofAgent: agent)
  }

  /// At equal times a session ends before an offer lapses before a ring opens.
  private mutating func expire(contact place: Int) {
    guard let contact = contacts[place] else { return due.set(agents.count + place, at: .max) }
    if contact.resumesUntil <= now {
      end(customer: place, .lost)
    } else if let offer = contact.offer, offer.lapsesAt <= now {
      counts.lapsed += 1
      endOffer(of: place, .expired)
    } else {
      widen(place)
    }
  }

  /// Sets when something of an agent is due next.
  mutating func setTime(ofAgent agent: Int) {
    var time = agents[agent].wrapUps.map(\.endsAt).min() ?? .max
    if case .lost(let until) = agents[agent].presence { time = min(time, until) }
    due.set(agent, at: time)
  }

  /// Sets when something of a contact is due next.
  mutating func setTime(ofContact place: Int) {
    var time = Int64.max
    if let contact = contacts[place] { time = dueTime(contact) }
    due.set(agents.count + place, at: time)
  }

  func dueTime(_ contact: Contact) -> Int64 {
    let time = min(contact.resumesUntil, contact.offer?.lapsesAt ?? .max)
    guard contact.phase != .talking, contact.ring < rules.ringTimes.count else { return time }
    return min(time, contact.enteredAt + rules.ringTimes[contact.ring])
  }

  /// Says something to a session that has a connection.
  mutating func tell(agent: Int, _ what: DeskNotice.What) {
    guard agents[agent].presence == .connected else { return }
    notices.append(DeskNotice(session: session(ofAgent: agent), what: what))
  }

  /// Says something to a customer who has a connection.
  mutating func tell(customer place: Int, _ what: DeskNotice.What) {
    guard let contact = contacts[place], contact.isConnected else { return }
    notices.append(DeskNotice(session: contact.session, what: what))
  }

  /// Says something to whoever has the session.
  mutating func tell(_ session: SessionNumber, _ what: DeskNotice.What) {
    if session.isAgents {
      tell(agent: session.place, what)
    } else {
      tell(customer: session.place, what)
    }
  }

  /// Says that a session is no more, whether it has a connection or not.
  mutating func dismiss(_ session: SessionNumber, _ closing: SessionClosing) {
    notices.append(DeskNotice(session: session, what: .close(closing)))
  }

  func session(ofAgent agent: Int) -> SessionNumber {
    SessionNumber(agent: agent, round: agents[agent].round)
  }
}

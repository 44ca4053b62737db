// Sessions and their connections: lost, resumed, given up; and the end of the desk.

public import Consulting
import Routing

extension ConsultDesk {
  /// The present connection of a session is lost, or was closed without a word. The caller tells
  /// an old connection from the present one.
  public mutating func connectionLost(_ session: SessionNumber, at now: SimulationTime) {
    begin(now)
    defer { settle() }
    let until = self.now + limits.resumeTime.nanoseconds
    if let place = customer(session), contacts[place]?.isConnected == true {
      if let number = contacts[place]?.dialogue { tell(customer: place, .part(number)) }
      contacts[place]?.resumesUntil = until
      setTime(ofContact: place)
    } else if let reader = connectedReader(session) {
      lose(reader: reader, until: until)
    } else if let agent = connectedAgent(session) {
      for number in allDialogues(of: agent) { tell(agent: agent, .part(number)) }
      agents[agent].presence = .lost(until: until)
      layDownDuty(agent)
      setTime(ofAgent: agent)
    }
  }

  /// A session goes on in a new connection.
  public mutating func resume(_ session: SessionNumber, at now: SimulationTime) -> Resumption {
    begin(now)
    defer { settle() }
    if let agent = agent(session) {
      comeBack(agent: agent)
      return .resumed(.agent)
    }
    guard let place = customer(session) else { return .unknown }
    contacts[place]?.resumesUntil = .max
    setTime(ofContact: place)
    guard contacts[place]?.phase == .talking, let number = contacts[place]?.dialogue else {
      tellPosition(place)
      return .resumed(.waiting)
    }
    rejoin(number, session)
    return .resumed(.connected)
  }

  /// A party of a dialogue has a new connection.
  private mutating func rejoin(_ number: DialogueNumber, _ session: SessionNumber) {
    guard let dialogue = dialogues[number], let party = dialogue.party(of: session) else { return }
    let about = party.facts.role == .helper ? dialogue.question : dialogue.customer
    let shown = session.isAgents ? about.flatMap { matter(of: $0) } : nil
    connect(party, to: dialogue, again: true, shown)
    for other in dialogue.parties where other.session != session {
      tell(other.session, .resend(number, party: party.facts.party))
    }
  }

  /// An agent has a new connection: he is told all, and takes up his duty again.
  mutating func comeBack(agent: Int) {
    agents[agent].presence = .connected
    setTime(ofAgent: agent)
    agents[agent].showStanding(at: now)
    tell(agent: agent, .standing(agents[agent].shown))
    for number in allDialogues(of: agent) { rejoin(number, session(ofAgent: agent)) }
    for wrapUp in agents[agent].wrapUps {
      let left = SimulationTime(nanoseconds: wrapUp.endsAt - now)
      tell(agent: agent, .wrapUp(wrapUp.dialogue, left))
    }
    for place in agents[agent].offers { tellOffer(of: place) }
    if room.watchers.contains(agent) { showReadersAnew(to: agent) }
    takeUpDuty(agent)
  }

  /// The dialogues that an agent's session is in, or would be if it were connected.
  public func dialogues(ofAgents session: SessionNumber) -> [DialogueNumber] {
    agent(session).map { allDialogues(of: $0) } ?? []
  }

  func allDialogues(of agent: Int) -> [DialogueNumber] {
    agents[agent].dialogues + (agents[agent].ownDialogue.map { [$0] } ?? [])
  }

  /// An agent did not come back in time: customers who talked with him go back to the head of the
  /// queue, and so does nothing else of his.
  mutating func goOffline(_ agent: Int) {
    touchedAgents.append(agent)
    agents[agent].presence = .offline
    dismiss(session(ofAgent: agent), .over)
    stopWatching(agent)
    if let question = agents[agent].ownQuestion {
      withdraw(question)
      forgetQuestion(question)
    }
    for number in allDialogues(of: agent) {
      guard let dialogue = dialogues[number],
        let party = dialogue.party(of: session(ofAgent: agent))
      else { continue }
      if party.facts.role == .helper, dialogue.customer != nil {
        leave(number, helper: party, .lost)
      } else if let place = dialogue.customer, let classIndex = contacts[place]?.classIndex {
        counts.handedBack += 1
        end(dialogue: number, .lost, customer: .comesBack(class: classIndex))
      } else {
        end(dialogue: number, .lost)
      }
    }
    for wrapUp in agents[agent].wrapUps { endWrapUp(agent, of: wrapUp.dialogue) }
    setTime(ofAgent: agent)
  }

  /// The server stops: everyone is told, all sessions end, nobody is let in any more.
  public mutating func close(at now: SimulationTime) {
    begin(now)
    defer { settle() }
    guard !isClosing else { return }
    isClosing = true
    // First nobody is given anybody.
    for agent in agents.indices where router.isSignedOn(AgentID(agent)) {
      router.signOff(AgentID(agent))
      onDuty[agents[agent].facts.group] -= 1
    }
    for place in room.readers.indices {
      guard let session = room.readers[place]?.session else { continue }
      stopReading(place, .left)
      dismiss(session, .stopping)
    }
    for place in contacts.indices where contacts[place]?.asker == nil {
      end(customer: place, .closing)
    }
    for agent in agents.indices where agents[agent].presence != .offline {
      if let number = agents[agent].ownDialogue { end(dialogue: number, .closing) }
      if let question = agents[agent].ownQuestion {
        withdraw(question)
        forgetQuestion(question)
      }
      for wrapUp in agents[agent].wrapUps { endWrapUp(agent, of: wrapUp.dialogue) }
      stopWatching(agent)
      dismiss(session(ofAgent: agent), .stopping)
      agents[agent].presence = .offline
      agents[agent].showStanding(at: self.now)
      setTime(ofAgent: agent)
    }
  }
}

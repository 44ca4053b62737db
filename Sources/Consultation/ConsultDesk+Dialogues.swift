// Dialogues: how they open, who joins and leaves, how they end.

import Consulting
import Routing

extension ConsultDesk {
  /// A dialogue opens between an agent and who was waiting; or the agent joins the one that the
  /// question is about.
  mutating func open(_ place: Int, with agent: Int) {
    guard let contact = contacts[place], let matter = matter(of: place) else { return }
    if contact.hasWaited, contact.asker == nil {
      queues[queueOfClass[contact.classIndex]].noteStart(at: now)
    }
    leaveQueue(place)
    countAnswer(place)
    contacts[place]?.phase = .talking
    let helper = contact.asker != nil
    if helper { counts.helped += 1 }
    if contact.dialogue == nil { counts.dialogues += 1 }
    let number = contact.dialogue ?? begin(dialogueOf: place)
    contacts[place]?.dialogue = number
    setTime(ofContact: place)
    agents[agent].dialogues.append(number)
    touchedAgents.append(agent)
    join(number, session(ofAgent: agent), helper ? .helper : .agent, matter)
  }

  /// A customer is answered for the first time.
  private mutating func countAnswer(_ place: Int) {
    guard let contact = contacts[place], contact.asker == nil, !contact.isAnswered else { return }
    contacts[place]?.isAnswered = true
    counts.answered += 1
    if now - contact.askedAt <= rules.serviceTime { counts.answeredInTime += 1 }
  }

  /// A new dialogue with the one who asks in it.
  mutating func begin(dialogueOf place: Int) -> DialogueNumber {
    var number = DialogueNumber(lastDialogue &+ 1)
    while dialogues[number] != nil { number = DialogueNumber(number.number &+ 1) }
    lastDialogue = number.number
    guard let contact = contacts[place] else { return number }
    dialogues[number] = Dialogue(
      number: number, customer: contact.asker == nil ? place : nil, code: contact.code,
      nextParty: contact.asker == nil ? 0 : 1, question: contact.asker == nil ? nil : place)
    if let asker = contact.asker {
      agents[asker].ownQuestion = nil
      agents[asker].ownDialogue = number
      touchedAgents.append(asker)
      add(session(ofAgent: asker), .agent, to: number)
    } else {
      add(contact.session, .customer, to: number)
    }
    return number
  }

  /// Puts a party into a dialogue; nobody is told yet.
  @discardableResult
  mutating func add(
    _ session: SessionNumber, _ role: PartyFacts.Role, to number: DialogueNumber
  ) -> PartyFacts? {
    guard let party = dialogues[number]?.nextParty else { return nil }
    let facts = PartyFacts(
      party: party, name: session.isAgents ? agents[session.place].facts.name : nil, role: role,
      run: run)
    dialogues[number]?.parties.append(Dialogue.Party(facts: facts, session: session))
    dialogues[number]?.nextParty = party + 1
    return facts
  }

  /// An agent joins. The first one beside who asks makes it a dialogue.
  private mutating func join(
    _ number: DialogueNumber, _ session: SessionNumber, _ role: PartyFacts.Role, _ matter: Matter
  ) {
    guard let facts = add(session, role, to: number), let dialogue = dialogues[number] else {
      return
    }
    let isNew = dialogue.parties.count == 2
    for party in dialogue.parties where party.session != session {
      if isNew {
        connect(party, to: dialogue, again: false, nil)
      } else {
        tell(party.session, .joined(number, facts))
      }
    }
    if let own = dialogue.party(of: session) { connect(own, to: dialogue, again: false, matter) }
  }

  /// Tells a party, and the relay, that it is in a dialogue.
  mutating func connect(
    _ party: Dialogue.Party, to dialogue: Dialogue, again: Bool, _ matter: Matter?
  ) {
    tell(party.session, .join(dialogue.number, party: party.facts.party))
    tell(
      party.session,
      .connected(
        dialogue.number, party: party.facts.party, parties: dialogue.parties.map(\.facts),
        again: again, matter))
  }

  /// What becomes of the customer when a dialogue ends.
  enum CustomersFate {
    case ends
    /// Back to the queue, to agents of that class.
    case comesBack(class: Int)
  }

  /// A dialogue is over for all.
  mutating func end(
    dialogue number: DialogueNumber, _ reason: ConsultationEnding,
    customer fate: CustomersFate = .ends
  ) {
    guard let dialogue = dialogues.removeValue(forKey: number) else { return }
    withdrawQuestion(of: dialogue)
    for party in dialogue.parties where party.session.isAgents {
      tell(party.session, .part(number))
      tell(party.session, .ended(number, reason))
    }
    // The customer leaves the core first: whoever is taken next may count on the room.
    if let place = dialogue.customer { finish(customer: place, of: dialogue, reason, fate) }
    for party in dialogue.parties where party.session.isAgents {
      free(party, from: dialogue)
    }
    if let place = dialogue.customer, case .comesBack(let classIndex) = fate {
      comeBack(place, class: classIndex)
    }
  }

  private mutating func finish(
    customer place: Int, of dialogue: Dialogue, _ reason: ConsultationEnding,
    _ fate: CustomersFate
  ) {
    tell(customer: place, .part(dialogue.number))
    switch fate {
    case .ends:
      router.leave(RequestID(place))
      switch reason {
      case .lost: counts.lost += 1
      case .closing: counts.closed += 1
      case .customer, .agent: counts.served += 1
      }
      bidFarewell(place, dialogue: dialogue.number, reason)
    case .comesBack:
      for party in dialogue.parties where party.session.isAgents {
        tell(customer: place, .left(dialogue.number, party: party.facts.party))
      }
    }
  }

  /// An agent's part in a dialogue that is over, or that he leaves: the wrap-up begins, or the
  /// next customer comes.
  mutating func free(_ party: Dialogue.Party, from dialogue: Dialogue) {
    let agent = party.session.place
    touchedAgents.append(agent)
    if agents[agent].ownDialogue == dialogue.number {
      agents[agent].ownDialogue = nil
      return
    }
    if party.facts.role == .helper, let question = dialogue.question {
      router.leave(RequestID(question))
      questions -= 1
      release(question)
    }
    agents[agent].dialogues.removeAll { $0 == dialogue.number }
    let wrapUp = rules.wrapUps[agents[agent].facts.group]
    if wrapUp > 0, agents[agent].presence != .offline, !isClosing {
      _ = router.endChat(AgentID(agent), then: .wrapUp, at: time)
      agents[agent].wrapUps.append(
        Agent.WrapUp(dialogue: dialogue.number, endsAt: now + wrapUp))
      wrapUpsOfDialogue[dialogue.number, default: 0] += 1
      setTime(ofAgent: agent)
      tell(agent: agent, .wrapUp(dialogue.number, SimulationTime(nanoseconds: wrapUp)))
    } else if let next = router.endChat(AgentID(agent), then: .free, at: time) {
      give(Int(next.index), to: agent)
    }
  }

  /// A helper leaves a dialogue, which goes on without him.
  mutating func leave(
    _ number: DialogueNumber, helper party: Dialogue.Party, _ reason: ConsultationEnding
  ) {
    guard let dialogue = dialogues[number] else { return }
    dialogues[number]?.parties.removeAll { $0.session == party.session }
    dialogues[number]?.question = nil
    tell(party.session, .part(number))
    tell(party.session, .ended(number, reason))
    for other in dialogue.parties where other.session != party.session {
      tell(other.session, .left(number, party: party.facts.party))
    }
    free(party, from: dialogue)
  }
}

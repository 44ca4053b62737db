// A desk that goes on where an earlier one ended: who was signed in, who talked, who waited.

public import Consulting
import Rings
import Routing

extension ConsultDesk {
  /// An agent's session goes on; it is lost until he comes back.
  ///
  /// All of these are for a desk that nobody has come to yet: first agents, then dialogues, then
  /// those who waited, in the order in which they asked.
  ///
  /// - Returns: nil where no agent has the name, or he is here already.
  public mutating func restore(agent name: String, isAway: Bool) -> SessionNumber? {
    guard let agent = agentsByName[name], answers(at: agents[agent].facts.location),
      agents[agent].presence == .offline
    else { return nil }
    agents[agent].round += 1
    agents[agent].awayReason = isAway ? "" : nil
    agents[agent].presence = .lost(until: now + limits.resumeTime.nanoseconds)
    agents[agent].showStanding(at: now)
    setTime(ofAgent: agent)
    return session(ofAgent: agent)
  }

  /// A customer waits again, and is lost until he comes back. How long he has waited counts from
  /// now on.
  ///
  /// - Returns: nil where the page is not served any more, or there is no room.
  public mutating func restore(
    waiting code: IdentificationCode, question: String
  ) -> SessionNumber? {
    guard let place = restore(code, question) else { return nil }
    let placement = router.arrive(
      RequestID(place), class: contacts[place]?.classIndex ?? 0, at: time, draw: draw())
    guard placement != .blocked, placement != .lineFull else {
      release(place)
      return nil
    }
    counts.restored += 1
    settle(place, placement)
    return contacts[place]?.session
  }

  /// A customer talks with an agent again; both are lost until they come back.
  ///
  /// - Parameters:
  ///   - party: the agent's number in the dialogue.
  ///   - lastParty: the highest number that a party of the dialogue had.
  ///   - runs: in which the customer and the agent joined.
  /// - Returns: nil where that is not possible any more: the page is not served, or the agent has
  ///   no room or may not answer.
  public mutating func restore(
    dialogueAbout code: IdentificationCode, question: String, with session: SessionNumber,
    party: Int, lastParty: Int, runs: (customer: UInt32, agent: UInt32)
  ) -> (customer: SessionNumber, dialogue: DialogueNumber)? {
    guard let agent = agent(session), let place = restore(code, question) else { return nil }
    guard assign(place, to: agent) else {
      release(place)
      return nil
    }
    counts.restored += 1
    contacts[place]?.phase = .talking
    contacts[place]?.isAnswered = true
    setTime(ofContact: place)
    let number = begin(dialogueOf: place)
    contacts[place]?.dialogue = number
    agents[agent].dialogues.append(number)
    agents[agent].showStanding(at: now)
    dialogues[number]?.nextParty = party
    add(session, .agent, to: number)
    dialogues[number]?.parties[0].facts.run = runs.customer
    dialogues[number]?.parties[1].facts.run = runs.agent
    // Somebody of the last moment may have had that number, with nothing on record, in another run.
    dialogues[number]?.nextParty = max(party, lastParty) + 1
    return contacts[place].map { ($0.session, number) }
  }

  /// A place for a customer without a connection.
  private mutating func restore(_ code: IdentificationCode, _ question: String) -> Int? {
    guard let classIndex = classIndex(of: code), pool.taken - questions < limits.customers,
      let place = pool.take()
    else { return nil }
    contacts[place] = Contact(
      session: takeSession(place), asker: nil, question: question, askedAt: now, code: code,
      classIndex: classIndex, enteredAt: now)
    contacts[place]?.resumesUntil = now + limits.resumeTime.nanoseconds
    setTime(ofContact: place)
    return place
  }

  /// Has the router give a customer to that agent, who is the only one on duty; whether it did.
  private mutating func assign(_ place: Int, to agent: Int) -> Bool {
    let (request, id) = (RequestID(place), AgentID(agent))
    router.signOn(id, at: time)
    defer { router.signOff(id) }
    var placement = router.arrive(
      request, class: contacts[place]?.classIndex ?? 0, at: time, preferring: id, draw: draw())
    guard placement != .blocked, placement != .lineFull else { return false }
    for _ in rules.ringTimes where placement.receivingAgent == nil {
      placement = router.widen(request, at: time, draw: draw())
    }
    guard placement.receivingAgent == id else {
      _ = router.abandon(request)
      return false
    }
    acceptAtOnce(place)
    return true
  }
}

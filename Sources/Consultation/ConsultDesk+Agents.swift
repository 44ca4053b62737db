// The agent's side: signing in, being available, ending dialogues and wrap-ups.

public import Consulting
import Routing

extension ConsultDesk {
  /// An agent signs in, by name; whether it is he, the caller knows.
  public mutating func signIn(_ name: String, at now: SimulationTime) -> SignIn {
    begin(now)
    defer { settle() }
    if isClosing { return .closing }
    guard let agent = agentsByName[name], answers(at: agents[agent].facts.location) else {
      return .unknownName
    }
    if agents[agent].presence != .offline {
      comeBack(agent: agent)
      return .resumed(session(ofAgent: agent), agents[agent].facts)
    }
    agents[agent].round += 1
    agents[agent].presence = .connected
    agents[agent].awayReason = ""
    touchedAgents.append(agent)
    return .signedIn(session(ofAgent: agent), agents[agent].facts)
  }

  /// The agent of a session that has a connection; nil if there is none.
  func connectedAgent(_ session: SessionNumber) -> Int? {
    guard let agent = agent(session), agents[agent].presence == .connected else { return nil }
    return agent
  }

  /// The agent of a session; nil if it has ended.
  func agent(_ session: SessionNumber) -> Int? {
    guard session.isAgents, session.place < agents.count,
      agents[session.place].round == session.round,
      agents[session.place].presence != .offline
    else { return nil }
    return session.place
  }

  /// An agent is there for whoever comes next.
  public mutating func beAvailable(
    _ session: SessionNumber, at now: SimulationTime
  ) -> DeskRefusal? {
    begin(now)
    defer { settle() }
    guard let agent = connectedAgent(session) else { return .noSession }
    agents[agent].awayReason = nil
    takeUpDuty(agent)
    return nil
  }

  /// An agent wants nobody new for a while; the dialogues go on, offers end.
  public mutating func beAway(
    _ session: SessionNumber, reason: String, at now: SimulationTime
  ) -> DeskRefusal? {
    begin(now)
    defer { settle() }
    guard let agent = connectedAgent(session) else { return .noSession }
    agents[agent].awayReason = reason
    touchedAgents.append(agent)
    layDownDuty(agent)
    return nil
  }

  /// An agent who may be given somebody is, as long as he has room.
  mutating func takeUpDuty(_ agent: Int) {
    touchedAgents.append(agent)
    guard agents[agent].isOnDuty, !router.isSignedOn(AgentID(agent)) else { return }
    router.signOn(AgentID(agent), at: time)
    count(onDuty: agent, 1)
    while let next = router.takeNext(AgentID(agent), at: time) {
      give(Int(next.index), to: agent)
    }
  }

  /// An agent is given nobody any more; what was just offered to him goes to another.
  mutating func layDownDuty(_ agent: Int) {
    touchedAgents.append(agent)
    guard router.isSignedOn(AgentID(agent)) else { return }
    router.signOff(AgentID(agent))
    count(onDuty: agent, -1)
    for place in agents[agent].offers { endOffer(of: place, .declined) }
  }

  private mutating func count(onDuty agent: Int, _ difference: Int) {
    let group = agents[agent].facts.group
    onDuty[group] += difference
    // From nobody to somebody, or back: what is known of the wait has changed.
    guard onDuty[group] == max(0, difference) else { return }
    for queue in queues.indices
    where !queues[queue].turns.isEmpty && queues[queue].groups.contains(group) {
      expectPositions(queue)
    }
  }

  /// An agent ends a dialogue with a customer or of his own; a helper leaves it.
  public mutating func end(
    _ number: DialogueNumber, by session: SessionNumber, at now: SimulationTime
  ) -> DeskRefusal? {
    begin(now)
    defer { settle() }
    guard connectedAgent(session) != nil else { return .noSession }
    guard let dialogue = dialogues[number], let party = dialogue.party(of: session) else {
      return .noDialogue
    }
    if party.facts.role == .helper, dialogue.customer != nil {
      leave(number, helper: party, .agent)
    } else {
      end(dialogue: number, .agent)
    }
    return nil
  }

  /// The work after a dialogue is done before its time.
  public mutating func wrappedUp(
    _ number: DialogueNumber, by session: SessionNumber, at now: SimulationTime
  ) -> DeskRefusal? {
    begin(now)
    defer { settle() }
    guard let agent = connectedAgent(session) else { return .noSession }
    guard agents[agent].wrapUps.contains(where: { $0.dialogue == number }) else {
      return .noDialogue
    }
    endWrapUp(agent, of: number)
    return nil
  }

  /// A wrap-up ends; the agent looks for the next customer.
  mutating func endWrapUp(_ agent: Int, of number: DialogueNumber) {
    // Who joined a dialogue twice may have two; they end one by one, the earlier first.
    guard let index = agents[agent].wrapUps.firstIndex(where: { $0.dialogue == number }) else {
      return
    }
    agents[agent].wrapUps.remove(at: index)
    let others = (wrapUpsOfDialogue[number] ?? 1) - 1
    wrapUpsOfDialogue[number] = others > 0 ? others : nil
    touchedAgents.append(agent)
    setTime(ofAgent: agent)
    if let next = router.endWrapUp(AgentID(agent), at: time) {
      give(Int(next.index), to: agent)
    }
  }

  /// An agent shows another page in a dialogue; the other agents see it.
  public mutating func show(
    _ code: IdentificationCode, in number: DialogueNumber, by session: SessionNumber,
    at now: SimulationTime
  ) -> DeskRefusal? {
    begin(now)
    defer { settle() }
    guard connectedAgent(session) != nil else { return .noSession }
    guard dialogues[number]?.party(of: session) != nil else { return .noDialogue }
    guard serves(code) else { return .unknownCode }
    show(code, in: number, except: session)
    return nil
  }
}

// An agent who does not know asks another, or gives the customer away.

public import Consulting
import Rings
import Routing

extension ConsultDesk {
  /// An agent asks another about a page: for a dialogue that he answers, which the other one joins,
  /// or for himself.
  ///
  /// There is one question or helper at a time in a dialogue, and one question of an agent for
  /// himself: so nobody is asked to join where he is already.
  public mutating func askForHelp(
    _ code: IdentificationCode, question: String, in number: DialogueNumber?,
    by session: SessionNumber, at now: SimulationTime
  ) -> DeskRefusal? {
    begin(now)
    defer { settle() }
    guard let agent = connectedAgent(session) else { return .noSession }
    guard let classIndex = classIndex(of: code) else { return .unknownCode }
    if let refusal = mayNotAsk(agent, in: number) { return refusal }
    guard questions < limits.questions, let place = pool.take() else { return .noRoom }
    questions += 1
    contacts[place] = Contact(
      session: takeSession(place), asker: agent, question: question, askedAt: self.now,
      code: code, classIndex: classIndex, enteredAt: self.now)
    contacts[place]?.dialogue = number
    if let number { dialogues[number]?.question = place } else { agents[agent].ownQuestion = place }
    let asker = AgentID(agent)
    var placement = router.ask(
      RequestID(place), class: classIndex, by: asker, at: time, draw: draw())
    if case .lineFull = placement, router.makeRoom(forClass: classIndex, ring: 0, isFront: false) {
      placement = router.ask(
        RequestID(place), class: classIndex, by: asker, at: time, draw: draw())
    }
    guard placement != .lineFull else {
      forgetQuestion(place)
      return .noRoom
    }
    settle(place, placement)
    return nil
  }

  private func mayNotAsk(_ agent: Int, in number: DialogueNumber?) -> DeskRefusal? {
    guard let number else {
      let isFree = agents[agent].ownQuestion == nil && agents[agent].ownDialogue == nil
      return isFree ? nil : .alreadyAsked
    }
    guard let dialogue = dialogues[number], let party = dialogue.party(of: session(ofAgent: agent))
    else { return .noDialogue }
    guard party.facts.role == .agent, dialogue.customer != nil else { return .notYours }
    guard dialogue.question == nil else { return .alreadyAsked }
    return dialogue.nextParty > DeskLimits.lastParty ? .noRoom : nil
  }

  /// A dialogue ends: a question that nobody has joined yet is withdrawn.
  mutating func withdrawQuestion(of dialogue: Dialogue) {
    guard let place = dialogue.question, contacts[place]?.phase != .talking else { return }
    withdraw(place)
    forgetQuestion(place)
  }

  /// A question that nobody answers is no more.
  mutating func forgetQuestion(_ place: Int) {
    if let number = contacts[place]?.dialogue {
      dialogues[number]?.question = nil
    } else if let asker = contacts[place]?.asker {
      agents[asker].ownQuestion = nil
    }
    questions -= 1
    release(place)
  }

  /// A dialogue with a customer, and the agent who answers in it.
  private struct Answered {
    let dialogue: Dialogue
    let party: Dialogue.Party
    let customer: Int
  }

  /// The dialogue that the agent of a session answers.
  private func answered(
    _ number: DialogueNumber, by session: SessionNumber
  ) throws(DeskRefusal) -> Answered {
    guard connectedAgent(session) != nil else { throw .noSession }
    guard let dialogue = dialogues[number], let party = dialogue.party(of: session) else {
      throw .noDialogue
    }
    guard party.facts.role == .agent, let customer = dialogue.customer else { throw .notYours }
    return Answered(dialogue: dialogue, party: party, customer: customer)
  }

  /// The agent who answers gives the customer to the agents of another page, who may be his own:
  /// the customer goes to the head of their queue.
  public mutating func transfer(
    _ number: DialogueNumber, to code: IdentificationCode, by session: SessionNumber,
    at now: SimulationTime
  ) -> DeskRefusal? {
    begin(now)
    defer { settle() }
    guard let classIndex = classIndex(of: code) else { return .unknownCode }
    let own: Answered
    do throws(DeskRefusal) { own = try answered(number, by: session) } catch { return error }
    contacts[own.customer]?.code = code
    counts.transferred += 1
    end(dialogue: number, .agent, customer: .comesBack(class: classIndex))
    return nil
  }

  /// The agent who answers leaves the customer to the helper who has joined and is connected: the
  /// dialogue goes on under its number, and the customer keeps what was said in it.
  ///
  /// - Parameter heir: the helper's number in the dialogue.
  public mutating func handOver(
    _ number: DialogueNumber, to heir: Int, by session: SessionNumber, at now: SimulationTime
  ) -> DeskRefusal? {
    begin(now)
    defer { settle() }
    let own: Answered
    do throws(DeskRefusal) { own = try answered(number, by: session) } catch { return error }
    let (dialogue, party) = (own.dialogue, own.party)
    guard let question = dialogue.question, let helper = dialogue.helper,
      helper.facts.party == heir, connectedAgent(helper.session) != nil
    else { return .noHelper }
    dialogues[number]?.handOver(from: party, to: heir)
    // The place that the question takes of the helper's is the customer's now.
    router.leave(RequestID(question))
    questions -= 1
    release(question)
    counts.transferred += 1
    tell(session, .part(number))
    tell(session, .ended(number, .agent))
    // First who answers, then who left: on record there is somebody who answers at any moment.
    let others = dialogue.parties.filter { $0.session != session }
    let asked = matter(of: own.customer)
    for other in others {
      let shown = other.facts.party == heir ? asked : nil
      tell(other.session, .takenOver(number, party: heir, shown))
    }
    for other in others { tell(other.session, .left(number, party: party.facts.party)) }
    free(party, from: dialogue)
    return nil
  }
}

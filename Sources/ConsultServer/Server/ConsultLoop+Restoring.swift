// A server that goes on where an earlier one on the same transcripts ended, however it ended.

import ChatRelay
import Consultation
import Consulting
import Transcripts

extension ConsultLoop {
  /// Takes up sessions, dialogues between customers and agents, and the queue; everybody has the
  /// usual time to come back. What cannot go on (helpers, questions between agents, pages and
  /// agents that are no more) is over, and on record as closed by the server.
  mutating func restore(_ earlier: EarlierRun, at time: SimulationTime) {
    now = time
    desk.advance(to: now)
    missedUntil = now + settings.deskLimits.resumeTime + settings.deskLimits.resumeTime
    var rest = earlier.sessions.reduce(into: [:]) { $0[$1.session.session] = $1 }
    let agents = restoreAgents(&rest)
    var taken = earlier.dialogues.map(\.dialogue.number)
    numbers = DialogueNumbers(
      capacity: settings.relayLimits.dialogues, taken: &taken,
      last: earlier.lastDialogue?.number ?? 0, ago: earlier.run - (earlier.lastDialogue?.run ?? 0))
    var places = Set(taken)
    for dialogue in earlier.dialogues {
      let hasPlace = places.remove(dialogue.dialogue.number) != nil
      if hasPlace, restore(dialogue, run: earlier.run, agents, &rest) {
        missed[dialogue.dialogue.number] = earlier.missed[dialogue.dialogue]
        continue
      }
      if hasPlace { numbers.give(back: dialogue.dialogue.number) }
      record?.end(dialogue.dialogue, at: now)
      restoreCustomer(of: dialogue, &rest)
    }
    for customer in earlier.waiting { restore(customer, &rest) }
    for session in rest.values { record?.end(session.session.session, at: now) }
    deliverNotices()
  }

  /// The newest session of each name goes on.
  private mutating func restoreAgents(
    _ rest: inout [SessionKey: ResumableSession]
  ) -> [SessionKey: SessionNumber] {
    var agents: [SessionKey: SessionNumber] = [:]
    let sessions = rest.values.filter { $0.session.role == .agent }
    for session in sessions.sorted(by: { $0.session.session.bits > $1.session.session.bits }) {
      guard let number = desk.restore(agent: session.session.name, isAway: session.state == .away)
      else { continue }
      visitors.name(number, session.session.name)
      agents[session.session.session] = number
      goOn(session, as: number, &rest)
    }
    return agents
  }

  private mutating func goOn(
    _ session: ResumableSession, as number: SessionNumber,
    _ rest: inout [SessionKey: ResumableSession]
  ) {
    rest[session.session.session] = nil
    visitors.restore(number, digest: session.session.digest)
    record?.goOn(number, as: session)
  }

  /// Whether a dialogue goes on.
  private mutating func restore(
    _ dialogue: UnfinishedDialogue, run: UInt32, _ agents: [SessionKey: SessionNumber],
    _ rest: inout [SessionKey: ResumableSession]
  ) -> Bool {
    let wire = dialogue.dialogue.number
    guard
      let ahead = settings.relayLimits.mostAhead(
        servers: run &- dialogue.dialogue.run, highest: dialogue.lastSequences.values.max() ?? 0),
      let customer = dialogue.customer, let session = rest[customer.session],
      let agent = dialogue.agent, let agentsSession = agents[agent.session],
      let page = code(dialogue.code),
      let restored = desk.restore(
        dialogueAbout: page, question: dialogue.question, with: agentsSession,
        party: Int(agent.party), lastParty: dialogue.lastParty,
        runs: (dialogue.runs[customer.party] ?? 0, dialogue.runs[agent.party] ?? 0))
    else { return false }
    wireNumbers[restored.dialogue] = wire
    deskNumbers[wire] = restored.dialogue
    orders.append(.restore(dialogue: wire, written: dialogue.lastSequences, ahead: ahead))
    goOn(session, as: restored.customer, &rest)
    record?.goOn(restored.customer, in: dialogue.consultation)
    record?.goOn(dialogue.dialogue)
    for party in dialogue.parties where party != customer && party != agent {
      record?.left(wire, party: Int(party.party), at: now)
    }
    return true
  }

  /// The agent is no more: the customer waits for another one.
  private mutating func restoreCustomer(
    of dialogue: UnfinishedDialogue, _ rest: inout [SessionKey: ResumableSession]
  ) {
    guard let customer = dialogue.customer else { return }
    restore(
      WaitingCustomer(
        consultation: dialogue.consultation, session: customer.session, code: dialogue.code,
        question: dialogue.question), &rest)
  }

  private mutating func restore(
    _ customer: WaitingCustomer, _ rest: inout [SessionKey: ResumableSession]
  ) {
    guard let session = rest[customer.session], let page = code(customer.code),
      let number = desk.restore(waiting: page, question: customer.question)
    else {
      record?.end(customer.consultation, at: now)
      return
    }
    goOn(session, as: number, &rest)
    record?.goOn(number, in: customer.consultation)
  }
}

// What must hold between two calls: everyone in exactly one state, desk and router of one mind.

import Consulting
import Rings
import Routing

extension ConsultDesk {
  /// What does not hold; empty between any two calls.
  ///
  /// - Complexity: O(places + agents × views): for tests.
  package func violations() -> [String] {
    var found: [String] = []
    for place in contacts.indices {
      guard let contact = contacts[place] else { continue }
      check(contact, at: place, &found)
    }
    for agent in agents.indices { check(agent: agent, &found) }
    for dialogue in dialogues.values.sorted(by: { $0.number.number < $1.number.number }) {
      check(dialogue, &found)
    }
    for queue in queues.indices { check(queue: queue, &found) }
    checkCounts(&found)
    checkReaders(&found)
    let wrapUps = agents.flatMap(\.wrapUps).reduce(into: [:]) { $0[$1.dialogue, default: 0] += 1 }
    if wrapUps != wrapUpsOfDialogue { found.append("wrap-ups are counted wrong") }
    let stranded = router.strandedCount()
    if stranded > 0 { found.append("\(stranded) lines wait for an agent with room") }
    return found
  }

  private func check(_ contact: Contact, at place: Int, _ found: inout [String]) {
    let request = RequestID(place)
    let isRight =
      switch contact.phase {
      case .waiting: router.isWaiting(request) && contact.offer == nil
      case .offered:
        contact.offer.map {
          router.holds(request, $0.offer) && agents[$0.agent].offers.contains(place)
        } ?? false
      case .talking:
        !router.isWaiting(request) && contact.offer == nil
          && contact.dialogue.map { isIn(place, dialogue: $0) } ?? false
      }
    if !isRight { found.append("contact \(place) is not \(contact.phase) in the router") }
    let isQueued = contact.turn.map {
      queues[queueOfClass[contact.classIndex]].turns.contains($0)
    }
    if isQueued != (contact.asker == nil && contact.phase != .talking ? true : nil) {
      found.append("contact \(place) does not stand where it waits")
    }
    if due.time(of: agents.count + place) != dueTime(contact) {
      found.append("contact \(place) is due at another time")
    }
    if let asker = contact.asker, contact.offer?.agent == asker {
      found.append("agent \(asker) is asked what he asks himself")
    }
  }

  /// Whether a customer, or the helper of a question, is in a dialogue.
  private func isIn(_ place: Int, dialogue number: DialogueNumber) -> Bool {
    guard let dialogue = dialogues[number] else { return false }
    return dialogue.customer == place || dialogue.question == place
  }

  private func check(agent: Int, _ found: inout [String]) {
    let state = agents[agent]
    let id = AgentID(agent)
    let held = state.dialogues.count + state.offers.count + state.wrapUps.count
    if held > state.facts.chats { found.append("agent \(agent) has more than his chats") }
    if held != router.heldCount(id) || held - state.wrapUps.count != router.openCount(id) {
      found.append("agent \(agent) has \(held) places here, \(router.heldCount(id)) in the router")
    }
    if router.isSignedOn(id) != (state.isOnDuty && !isClosing) {
      found.append("agent \(agent) is on duty here or in the router")
    }
    let hasOwn = state.ownDialogue != nil || state.ownQuestion != nil
    if state.presence == .offline, held > 0 || hasOwn {
      found.append("agent \(agent) is offline and has something")
    }
    if state.shown != state.standing { found.append("agent \(agent) was not told his standing") }
    for number in state.dialogues + (state.ownDialogue.map { [$0] } ?? [])
    where dialogues[number]?.party(of: session(ofAgent: agent)) == nil {
      found.append("agent \(agent) is not in his dialogue")
    }
  }

  private func check(_ dialogue: Dialogue, _ found: inout [String]) {
    let number = dialogue.number
    let sessions = Set(dialogue.parties.map(\.session))
    let helpers = dialogue.parties.count { $0.facts.role == .helper }
    let isAnswered = dialogue.question.map { contacts[$0]?.phase == .talking } ?? false
    if sessions.count != dialogue.parties.count || sessions.count < 2 {
      found.append("dialogue \(number.number) has somebody twice, or nobody to talk to")
    }
    if helpers != (isAnswered ? 1 : 0) {
      found.append("dialogue \(number.number) has \(helpers) helpers")
    }
    if dialogue.nextParty > DeskLimits.lastParty + 1 { found.append("too many parties") }
    for party in dialogue.parties {
      let place = party.session.place
      let isThere =
        party.session.isAgents
        ? allDialogues(of: place).contains(number) : contacts[place]?.dialogue == number
      if !isThere { found.append("party \(party.facts.party) does not know of its dialogue") }
    }
  }

  private func check(queue: Int, _ found: inout [String]) {
    let turns = queues[queue].turns
    if zip(turns, turns.dropFirst()).contains(where: { $0 >= $1 }) {
      found.append("queue \(queue) is not in order")
    }
    for turn in turns where contacts[turn.contact]?.turn != turn {
      found.append("queue \(queue) has somebody who is not there")
    }
  }

  private func checkReaders(_ found: inout [String]) {
    var invited = [[Int]](repeating: [], count: agents.count)
    var here = 0
    for place in room.readers.indices {
      let reader = room.readers[place]
      if reader != nil { here += 1 }
      if let invitation = reader?.invitation { invited[invitation.agent].append(place) }
      if !room.isInPlace(place) { found.append("reader \(place) is not where agents look") }
      if due.time(of: number(ofReader: place)) != reader?.endsAt ?? .max {
        found.append("the invitation of reader \(place) is due at another time")
      }
      if let reader, !reader.isConnected, reader.invitation == nil {
        found.append("reader \(place) is awaited and not invited")
      }
    }
    if here != room.count { found.append("places of readers are lost") }
    for agent in agents.indices {
      if agents[agent].invitations.sorted() != invited[agent] {
        found.append("agent \(agent) has invited others than he thinks")
      }
      if agents[agent].presence == .offline, room.watchers.contains(agent) {
        found.append("agent \(agent) is offline and watches")
      }
    }
    let isExpected = due.time(of: readersRound) != .max
    if room.hasNews, !room.watchers.isEmpty, !isExpected { found.append("news are not told") }
    if Set(room.watchers).count != room.watchers.count { found.append("somebody watches twice") }
  }

  private func checkCounts(_ found: inout [String]) {
    var here = 0
    var asking = 0
    for contact in contacts {
      guard let contact else { continue }
      if contact.asker == nil { here += 1 } else { asking += 1 }
    }
    let gone = counts.turnedAway.reduce(counts.ended, +)
    let came = counts.asked + counts.restored
    if came != gone + here { found.append("of \(came), \(gone + here) are known") }
    if asking != questions || here + asking != pool.taken { found.append("places are lost") }
    guard pages.table.inSystemLimit != nil else { return }
    for location in 0..<pages.table.locations {
      let there = contacts.count {
        $0.map { $0.asker == nil && pages.table.classes[$0.classIndex].location == location }
          ?? false
      }
      if there != router.inSystemCount(location: location) {
        found.append("location \(location) has \(there) customers")
      }
    }
  }
}

// The queue: what the router decides about who asks, turns, rings, and coming back.

import Consulting
import Routing

extension ConsultDesk {
  /// Acts on what the router decided for somebody who came to the queue, and is let in.
  mutating func settle(_ place: Int, _ placement: Placement) {
    if rules.offersFirst || placement.receivingAgent == nil { joinQueue(place) }
    if let agent = placement.receivingAgent {
      give(place, to: Int(agent.index))
    } else {
      contacts[place]?.hasWaited = true
      setTime(ofContact: place)
    }
    if contacts[place]?.turn != nil { tellPosition(place) }
  }

  /// A customer takes a turn in the queue; questions of agents are not counted there.
  private mutating func joinQueue(_ place: Int) {
    guard let contact = contacts[place], contact.asker == nil else { return }
    sequence += 1
    let turn = QueueTurn(
      urgency: rules.urgency(
        priority: pages.table.classes[contact.classIndex].priority, agesSince: contact.askedAt),
      isFront: contact.isFront, enteredAt: contact.enteredAt, classIndex: contact.classIndex,
      sequence: sequence, contact: place)
    contacts[place]?.turn = turn
    let queue = queueOfClass[contact.classIndex]
    queues[queue].insert(turn, at: now)
    expectPositions(queue)
  }

  /// A customer stands in the queue no more.
  mutating func leaveQueue(_ place: Int) {
    guard let contact = contacts[place], let turn = contact.turn else { return }
    let queue = queueOfClass[contact.classIndex]
    queues[queue].remove(turn)
    contacts[place]?.turn = nil
    contacts[place]?.told = nil
    expectPositions(queue)
  }

  /// A ring opens for somebody who waits or is offered.
  mutating func widen(_ place: Int) {
    guard let contact = contacts[place] else { return }
    contacts[place]?.ring += 1
    let request = RequestID(place)
    var placement = router.widen(request, at: time, draw: draw())
    if case .lineFull = placement,
      router.makeRoom(
        forClass: contact.classIndex, ring: contact.ring + 1, isFront: contact.isFront)
    {
      placement = router.widen(request, at: time, draw: draw())
    }
    if let agent = placement.receivingAgent {
      give(place, to: Int(agent.index))
    } else {
      setTime(ofContact: place)
    }
  }

  /// A customer whose dialogue is over goes back to the queue, ahead of the others.
  mutating func comeBack(_ place: Int, class classIndex: Int) {
    contacts[place]?.classIndex = classIndex
    contacts[place]?.phase = .waiting
    contacts[place]?.dialogue = nil
    contacts[place]?.enteredAt = now
    contacts[place]?.ring = 0
    contacts[place]?.isFront = true
    contacts[place]?.hasWaited = false
    let request = RequestID(place)
    var placement = router.comeBack(request, class: classIndex, at: time, draw: draw())
    if case .lineFull = placement, router.makeRoom(forClass: classIndex, ring: 0, isFront: true) {
      placement = router.comeBack(request, class: classIndex, at: time, draw: draw())
    }
    if case .lineFull = placement {
      router.leave(request)
      counts.lost += 1
      bidFarewell(place, dialogue: nil, .lost, .noRoom)
      return
    }
    settle(place, placement)
  }

  /// Positions of a queue have changed: it is told at most once in a while.
  mutating func expectPositions(_ queue: Int) {
    let number = agents.count + contacts.count + queue
    if queues[queue].toldTo != nil { queues[queue].changesInRound = true }
    guard due.time(of: number) == .max else { return }
    due.set(number, at: max(now, queues[queue].toldAt + limits.betweenPositions.nanoseconds))
  }

  /// Tells everyone in a queue the position, whom it has changed for: a round, in steps of a few
  /// customers, so that a long queue holds nobody else up.
  ///
  /// - Complexity: O(`limits.positionsAtOnce` + log waiting) a step.
  mutating func tellPositions(queue: Int) {
    let number = agents.count + contacts.count + queue
    let start = queues[queue].placeInRound
    if queues[queue].toldTo == nil {
      queues[queue].toldAt = now
      queues[queue].changesInRound = false
    }
    let end = min(start + limits.positionsAtOnce, queues[queue].turns.count)
    for index in start..<end {
      let place = queues[queue].turns[index].contact
      guard let contact = contacts[place], contact.isConnected else { continue }
      let told = outlook(queue, position: index + 1)
      guard contact.told != told else { continue }
      if now - contact.toldAt < limits.betweenPositions.nanoseconds {
        queues[queue].changesInRound = true
      } else {
        tell(place, told)
      }
    }
    if end < queues[queue].turns.count {
      queues[queue].toldTo = queues[queue].turns[end - 1]
      due.set(number, at: now + limits.betweenSteps.nanoseconds)
    } else {
      queues[queue].toldTo = nil
      due.set(number, at: .max)
      if queues[queue].changesInRound { expectPositions(queue) }
    }
  }

  /// Tells a customer where he stands, whatever he was told before.
  mutating func tellPosition(_ place: Int) {
    guard let contact = contacts[place], let turn = contact.turn else { return }
    let queue = queueOfClass[contact.classIndex]
    tell(place, outlook(queue, position: queues[queue].position(of: turn)))
  }

  private mutating func tell(_ place: Int, _ told: Contact.Told) {
    contacts[place]?.told = told
    contacts[place]?.toldAt = now
    tell(
      customer: place,
      .waiting(
        position: told.position,
        expectedWait: told.expectedSeconds.map {
          SimulationTime(nanoseconds: $0 * 1_000_000_000)
        }))
  }

  /// What is to be said of a position: without an agent on duty nobody knows how long it takes.
  private func outlook(_ queue: Int, position: Int) -> Contact.Told {
    let isStaffed = queues[queue].groups.contains { onDuty[$0] > 0 }
    return Contact.Told(
      position: position,
      expectedSeconds: isStaffed ? queues[queue].expectedSeconds(position: position) : nil)
  }
}

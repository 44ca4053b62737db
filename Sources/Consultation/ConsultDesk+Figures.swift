// Counts who is where at the desk.

extension ConsultDesk {
  /// How the desk stands.
  ///
  /// - Complexity: O(waiting + dialogues + agents).
  public var figures: DeskFigures {
    var figures = DeskFigures(streams: pages.streamCount, groups: onDuty.count)
    figures.questions = questions
    figures.readers = room.count
    for queue in queues {
      // Turns say all that is asked here: thousands are counted without a look at who they are.
      for turn in queue.turns { note(turn, in: &figures) }
    }
    for dialogue in dialogues.values {
      if let customer = dialogue.customer { noteTalk(customer, in: &figures) }
    }
    for agent in agents { Self.note(agent, in: &figures.groups[agent.facts.group]) }
    figures.signedIn = signedIn
    return figures
  }

  private var signedIn: [DeskFigures.Agent] {
    var listed: [DeskFigures.Agent] = []
    for (index, agent) in agents.enumerated() where agent.presence != .offline {
      guard listed.count < DeskFigures.mostListed else { break }
      listed.append(
        DeskFigures.Agent(
          name: agent.facts.name, group: agent.facts.group, standing: agent.shown,
          since: now - agent.shownSince, streams: allDialogues(of: index).map { stream(of: $0) }))
    }
    return listed
  }

  /// The stream of a dialogue's customer; nil if there is none.
  private func stream(of number: DialogueNumber) -> Int? {
    let customer = dialogues[number]?.customer.flatMap { contacts[$0] }
    return customer.flatMap { pages.streamOfClass[$0.classIndex] }
  }

  private func note(_ turn: QueueTurn, in figures: inout DeskFigures) {
    let wait = now - turn.enteredAt
    if let stream = pages.streamOfClass[turn.classIndex] {
      figures.streams[stream].noteWaiting(wait)
    } else {
      figures.otherPages.noteWaiting(wait)
    }
  }

  private func noteTalk(_ place: Int, in figures: inout DeskFigures) {
    guard let contact = contacts[place] else { return }
    if let stream = pages.streamOfClass[contact.classIndex] {
      figures.streams[stream].talking += 1
    } else {
      figures.otherPages.talking += 1
    }
  }

  private static func note(_ agent: Agent, in group: inout DeskFigures.Group) {
    switch agent.standing {
    case .offline: group.offline += 1
    case .away: group.away += 1
    case .available: group.available += 1
    case .offered: group.offered += 1
    case .busy: group.busy += 1
    case .wrapUp: group.wrappingUp += 1
    }
  }
}

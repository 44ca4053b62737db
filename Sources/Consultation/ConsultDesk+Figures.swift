// Counts who is where at the desk.

extension ConsultDesk {
  /// How the desk stands.
  ///
  /// - Complexity: O(waiting + dialogues + agents).
  public var figures: DeskFigures {
    var figures = DeskFigures(streams: pages.streamCount, groups: onDuty.count)
    figures.questions = questions
    for queue in queues {
      for turn in queue.turns { note(turn.contact, in: &figures, waits: true) }
    }
    for dialogue in dialogues.values {
      if let customer = dialogue.customer { note(customer, in: &figures, waits: false) }
    }
    for agent in agents { Self.note(agent, in: &figures.groups[agent.facts.group]) }
    return figures
  }

  private func note(_ place: Int, in figures: inout DeskFigures, waits: Bool) {
    guard let contact = contacts[place] else { return }
    if let stream = pages.streamOfClass[contact.classIndex] {
      note(contact, in: &figures.streams[stream], waits: waits)
    } else {
      note(contact, in: &figures.otherPages, waits: waits)
    }
  }

  private func note(_ contact: Contact, in stream: inout DeskFigures.Stream, waits: Bool) {
    guard waits else {
      stream.talking += 1
      return
    }
    stream.waiting += 1
    stream.longestWait = max(stream.longestWait ?? 0, now - contact.enteredAt)
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

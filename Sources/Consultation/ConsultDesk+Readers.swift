// Who reads without asking: coming, moving on, being seen, being gone.

public import Consulting

extension ConsultDesk {
  /// Whether readers are taken here, and may be invited.
  public var invites: Bool { limits.readers > 0 }

  /// Somebody reads a page, and may be invited to ask.
  ///
  /// The session lives as long as its connection, and that of somebody who is invited from one page
  /// to the next. Nobody waits.
  ///
  /// - Parameter earlier: as whom he read an earlier page when he was invited; it counts as long as
  ///   the desk holds that session.
  public mutating func read(
    _ code: IdentificationCode, as earlier: SessionNumber? = nil, at now: SimulationTime
  ) -> Reception {
    begin(now)
    defer { settle() }
    if isClosing { return .turnedAway(.closing) }
    guard let classIndex = classIndex(of: code) else { return .turnedAway(.unknownCode) }
    if let earlier, let place = room.place(of: earlier) {
      comeBack(reader: place, to: code, class: classIndex)
      return .welcome(earlier)
    }
    guard let session = room.enter(code, class: classIndex, at: self.now) else {
      counts.readersTurnedAway += 1
      return .turnedAway(.noRoom)
    }
    counts.readers += 1
    expectReaders()
    return .welcome(session)
  }

  /// The reader of a session that has a connection.
  func connectedReader(_ session: SessionNumber) -> Int? {
    room.place(of: session).flatMap { room.readers[$0]?.isConnected == true ? $0 : nil }
  }

  /// A reader's connection is lost. Who is invited may be on the way to the next page, and may come
  /// back until a time, as long as the invitation stands; anybody else is gone.
  mutating func lose(reader place: Int, until time: Int64) {
    guard let reader = room.readers[place] else { return }
    guard let invitation = reader.invitation else {
      stopReading(place, .left)
      return dismiss(reader.session, .over)
    }
    room.wait(for: place, until: min(time, invitation.lapsesAt))
    setTime(ofReader: place)
  }

  /// A reader is there on the next page: the invitation stands, and he is told again.
  private mutating func comeBack(
    reader place: Int, to code: IdentificationCode, class classIndex: Int
  ) {
    room.wait(for: place, until: .max)
    setTime(ofReader: place)
    room.move(place, to: code, class: classIndex, at: now)
    expectReaders()
    guard let invitation = room.readers[place]?.invitation else { return }
    tell(
      reader: place,
      .invited(
        invitation.number, name: agents[invitation.agent].facts.name,
        SimulationTime(nanoseconds: invitation.lapsesAt - now)))
  }

  /// Sets when something of a reader is due next.
  mutating func setTime(ofReader place: Int) {
    due.set(number(ofReader: place), at: room.readers[place]?.endsAt ?? .max)
  }

  /// A reader turns to another page. An invitation stands: it came from somebody, not from a page.
  mutating func moved(reader place: Int, to code: IdentificationCode) -> DeskRefusal? {
    guard let classIndex = classIndex(of: code) else { return .unknownCode }
    room.move(place, to: code, class: classIndex, at: now)
    expectReaders()
    return nil
  }

  /// A reader reads no more; whoever invited him learns why.
  ///
  /// - Returns: the agent whose invitation it was, if that one is named.
  @discardableResult
  mutating func stopReading(
    _ place: Int, _ ending: InvitationEnding, naming named: InvitationNumber? = nil
  ) -> Int? {
    let invitation = room.readers[place]?.invitation
    let isNamed = invitation.map { $0.number == named } ?? false
    endInvitation(of: place, isNamed ? .accepted : ending)
    room.leave(place)
    setTime(ofReader: place)
    expectReaders()
    return isNamed ? invitation?.agent : nil
  }

  /// Where a reader's time stands among those that are due.
  func number(ofReader place: Int) -> Int { readersRound + 1 + place }

  /// Where the round of telling agents who reads stands among times that are due.
  var readersRound: Int { agents.count + contacts.count + queues.count }

  /// An agent wants to see who reads, or no longer.
  public mutating func watch(
    _ interest: ReaderInterest, by session: SessionNumber, at now: SimulationTime
  ) -> DeskRefusal? {
    begin(now)
    defer { settle() }
    guard let agent = connectedAgent(session) else { return .noSession }
    guard invites else { return .notOffered }
    stopWatching(agent)
    guard interest == .shown else { return nil }
    room.watchers.append(agent)
    showReadersAnew(to: agent)
    return nil
  }

  /// An agent sees readers no more.
  mutating func stopWatching(_ agent: Int) {
    guard room.watchers.contains(agent) else { return }
    room.watchers.removeAll { $0 == agent }
    // Whoever has moved up in a round that is under way is told in the next.
    room.hasNews = true
    expectReaders()
  }

  /// An agent is told of all readers, whatever he was told before.
  mutating func showReadersAnew(to agent: Int) {
    agents[agent].seenChange = nil
    room.hasNews = true
    expectReaders()
  }

  /// What agents see of readers may have changed: they are told at most once in a while.
  mutating func expectReaders() {
    guard room.hasNews, !room.watchers.isEmpty, due.time(of: readersRound) == .max else { return }
    due.set(readersRound, at: max(now, room.toldAt + limits.betweenReadings.nanoseconds))
  }

  /// Tells agents who want to see it who reads: a round, in steps of a few agents.
  ///
  /// - Complexity: O(`limits.watchersAtOnce` × readers that are shown) a step.
  mutating func tellReaders() {
    if room.nextInRound == nil {
      room.toldAt = now
      room.hasNews = false
    }
    let start = room.nextInRound ?? 0
    let end = min(start + limits.watchersAtOnce, room.watchers.count)
    for index in min(start, end)..<end { tellReaders(to: room.watchers[index]) }
    due.set(readersRound, at: .max)
    if end < room.watchers.count {
      room.nextInRound = end
      due.set(readersRound, at: now + limits.betweenSteps.nanoseconds)
    } else {
      room.nextInRound = nil
      expectReaders()
    }
  }

  private mutating func tellReaders(to agent: Int) {
    let group = agents[agent].facts.group
    guard agents[agent].presence == .connected else { return }
    if let seen = agents[agent].seenChange, !room.hasChanged(forGroup: group, since: seen) {
      return
    }
    agents[agent].seenChange = room.changes
    let (places, count) = room.seen(byGroup: group, most: limits.readersShown)
    var facts: [ReaderFacts] = []
    for place in places {
      guard let reader = room.readers[place] else { continue }
      facts.append(
        ReaderFacts(
          number: reader.number, code: reader.code,
          read: SimulationTime(nanoseconds: now - reader.since),
          invitedBy: reader.invitation.map { agents[$0.agent].facts.name }))
    }
    tell(agent: agent, .reading(facts, count: count))
  }
}

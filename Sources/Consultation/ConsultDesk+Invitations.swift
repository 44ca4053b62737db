// An agent invites a reader, who asks then, or does not.

public import Consulting
import Routing

extension ConsultDesk {
  /// An agent invites a reader. He has room for as many dialogues as he has invitations out, so
  /// that whoever accepts at once finds him free; but no place is kept.
  public mutating func invite(
    _ number: ReaderNumber, by session: SessionNumber, at now: SimulationTime
  ) -> DeskRefusal? {
    begin(now)
    defer { settle() }
    guard let agent = connectedAgent(session) else { return .noSession }
    guard invites else { return .notOffered }
    guard let place = room.place(of: number),
      room.mayAnswer(place, group: agents[agent].facts.group)
    else { return .noReader }
    guard room.readers[place]?.invitation == nil else { return .alreadyInvited }
    guard router.room(of: AgentID(agent)) > agents[agent].invitations.count else {
      return .notFree
    }
    lastInvitation &+= 1
    let invitation = Reader.Invitation(
      number: InvitationNumber(lastInvitation), agent: agent,
      lapsesAt: self.now + limits.invitationTime.nanoseconds)
    room.invite(place, invitation)
    agents[agent].invitations.append(place)
    setTime(ofReader: place)
    counts.invitations += 1
    tell(
      reader: place,
      .invited(invitation.number, name: agents[agent].facts.name, limits.invitationTime))
    expectReaders()
    return nil
  }

  /// A reader wants no invitation: none comes to him any more.
  public mutating func dismiss(
    _ number: InvitationNumber, by session: SessionNumber, at now: SimulationTime
  ) -> DeskRefusal? {
    begin(now)
    defer { settle() }
    guard let place = connectedReader(session) else { return .noSession }
    guard room.readers[place]?.invitation?.number == number else { return .noInvitation }
    counts.invitationsDeclined += 1
    endInvitation(of: place, .declined)
    room.close(place)
    expectReaders()
    return nil
  }

  /// The time of an invitation is over, or that in which an invited reader could come back.
  mutating func lapseInvitation(of place: Int) {
    guard let reader = room.readers[place], let invitation = reader.invitation else {
      return setTime(ofReader: place)
    }
    if invitation.lapsesAt <= now {
      counts.invitationsLapsed += 1
      endInvitation(of: place, .expired)
      tell(reader: place, .invitationOver(invitation.number, .expired))
    }
    if !reader.isConnected {
      stopReading(place, .left)
      dismiss(reader.session, .over)
    }
    expectReaders()
  }

  /// An invitation stands no more; the agent learns why.
  mutating func endInvitation(of place: Int, _ ending: InvitationEnding) {
    guard let reader = room.readers[place], let invitation = reader.invitation else { return }
    room.invite(place, nil)
    setTime(ofReader: place)
    agents[invitation.agent].invitations.removeAll { $0 == place }
    if ending == .accepted { counts.invitationsAccepted += 1 }
    tell(agent: invitation.agent, .invitationAnswered(reader.number, ending))
  }

  /// A customer who accepted an invitation and whom the router gave to the agent who invited: the
  /// dialogue opens without an offer, for the agent has asked for it himself.
  mutating func seat(_ place: Int, with agent: Int) {
    acceptAtOnce(place)
    open(place, with: agent)
  }

  /// Says something to a reader who has a connection.
  mutating func tell(reader place: Int, _ what: DeskNotice.What) {
    guard let reader = room.readers[place], reader.isConnected else { return }
    notices.append(DeskNotice(session: reader.session, what: what))
  }
}

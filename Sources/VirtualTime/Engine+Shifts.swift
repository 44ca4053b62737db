// The agenda: periods, opening hours, shifts, the end of arrivals.

import Scenarios
import Tallies
import Consulting
import Rings
import Routing

extension Engine {
  /// An item of the agenda comes up.
  mutating func happen(_ kind: AgendaItem.Kind) {
    switch kind {
    case .period(let next): begin(period: next)
    case .opens(let location): isOpen[location] = true
    case .closes(let location):
      isOpen[location] = false
      dropWaiting(at: location)
    case .staffing(let group, let count): staff(group, count)
    case .end: if rules.dropsAtEnd { dropWaiting(at: nil) }
    }
  }

  /// A period of counting begins: the integrals of the last one are written down.
  private mutating func begin(period next: Int) {
    for group in 0..<groups.count {
      let places = Double(groups[group].concurrency)
      let staffed = Double(loads[group].staffed.cut(now))
      let busy = Double(loads[group].busy.cut(now))
      let withOpen = Double(loads[group].withOpenChat.cut(now))
      let open = Double(loads[group].openChats.cut(now))
      let taken = Double(loads[group].placesTaken.cut(now))
      guard period < counts.periodAgents.count else { continue }
      for row in 0..<2 {
        let cells = row == 0 ? counts.groups[group] : counts.periodAgents[period]
        var tally = cells
        tally.staffedNanoseconds += staffed
        tally.busyNanoseconds += busy
        tally.withOpenChatNanoseconds += withOpen
        tally.openChatNanoseconds += open
        tally.placesTakenNanoseconds += taken
        tally.placesStaffedNanoseconds += staffed * places
        if row == 0 { counts.groups[group] = tally } else { counts.periodAgents[period] = tally }
      }
    }
    cutAgents(before: next)
    period = next
  }

  /// A group's roster has `count` agents from now on: of those present, as many as the roster's
  /// first `count` would bring; idle agents leave first.
  private mutating func staff(_ group: Int, _ count: Int) {
    let first = groups[group].firstAgent
    let all = first..<first + groups[group].agents
    let wanted = all.prefix(count).count { !clocks[$0].isAbsent }
    // Who is idle comes before who still finishes a chat of the shift before.
    for pass in 0..<2 where signedOn[group] < Int32(wanted) {
      for agent in all where signedOn[group] < Int32(wanted) {
        guard !clocks[agent].isAbsent, !clocks[agent].isSignedOn,
          pass == 1 || isIdle(agent)
        else { continue }
        signOn(agent, group)
      }
    }
    for pass in 0..<2 where signedOn[group] > Int32(wanted) {
      for agent in all.reversed() where signedOn[group] > Int32(wanted) {
        guard clocks[agent].isSignedOn, pass == 1 || isIdle(agent) else { continue }
        signOff(agent, group)
      }
    }
  }

  private func isIdle(_ agent: Int) -> Bool { router.heldCount(AgentID(agent)) == 0 }

  private mutating func signOn(_ agent: Int, _ group: Int) {
    if isIdle(agent) { beginStaffed(agent, group) }
    clocks[agent].isSignedOn = true
    signedOn[group] += 1
    router.signOn(AgentID(agent), at: time)
    while let request = router.takeNext(AgentID(agent), at: time) {
      give(Int(request.index), to: agent)
    }
    expectBatch(of: agent)
  }

  private mutating func signOff(_ agent: Int, _ group: Int) {
    router.signOff(AgentID(agent))
    if rules.offerTimeout > 0 { withdrawOffers(of: agent) }
    clocks[agent].isSignedOn = false
    signedOn[group] -= 1
    if groups[group].handsBack { handBack(agent, group) }
    if isIdle(agent) { endStaffed(agent, group) }
  }

  /// Whom an agent who goes off duty was just offered is offered to another.
  private mutating func withdrawOffers(of agent: Int) {
    for request in 0..<customers.count
    where customers[request].lapsesAt < .max
      && Int(router.agent(of: RequestID(request)).index) == agent
    {
      lapse(request)
    }
  }

  /// Who has gone off duty and finished the last chat is no longer staffed.
  @inline(__always) mutating func goHomeIfDone(_ agent: Int) {
    if _slowPath(!clocks[agent].isSignedOn), isIdle(agent) {
      endStaffed(agent, Int(clocks[agent].group))
    }
  }

  /// An agent's open chats go back to the front of the queue; what is left of the effort goes on.
  private mutating func handBack(_ agent: Int, _ group: Int) {
    advance(agent)
    while clocks[agent].open > 0 {
      let request = Int(chats[agent &* rules.mostOpen])
      let remaining = max(0, customers[request].endWork - clocks[agent].work)
      detach(agent, 0)
      endLoads(agent, group)
      _ = router.endChat(AgentID(agent), then: .free, at: time)
      switch customers[request].kind {
      case .customer:
        withdrawQuestion(request)
        customers[request].handledBefore &+= now &- customers[request].assignedAt
        customers[request].effort = remaining
        customers[request].marks.insert(.handedBack)
        comeBack(request)
      case .help where customers[request].link != .max:
        // Joined once; the rest of the question waits for another.
        countHelped(request, group)
        customers[request].marks.insert(.joined)
        customers[request].effort = remaining
        comeBack(request)
      case .help:
        countHelped(request, group)
        router.leave(RequestID(request))
        release(request)
      default:
        router.leave(RequestID(request))
        release(request)
      }
    }
    retime(agent)
  }
}

// What happens at random: the operations of a day, in any order that a caller may choose.

import Routing
import SeededTests

extension RouterDriver {
  /// One random operation; what cannot be done becomes an arrival.
  func act() throws(Disagreement) {
    if draws.once(in: scene.shiftSteps) { return try changeShift() }
    if scene.isQuiet, !isBusy { return try keepQuiet() }
    if isBusy, draws.once(in: 2) { return try arrive() }
    switch draws.below(16) {
    case 0..<4: try arrive()
    case 4: try ask()
    case 5..<8: try endChat()
    case 8: try transfer()
    case 9, 10: try endWrapUp()
    case 11: try abandon()
    case 12..<15: try answerOffer()
    default: try callInVain()
    }
  }

  /// Somebody comes if an agent without a chat has room; otherwise a chat ends.
  private func keepQuiet() throws(Disagreement) {
    if slow.customers.contains(where: { $0.holder != nil }) { return try answerOffer() }
    let isIdle = slow.agents.indices.contains { slow.hasRoom($0) && slow.open($0) == 0 }
    if isIdle { try arrive() } else { try endChat() }
  }

  private func requests(where fits: (SlowRouter.Customer) -> Bool) -> [Int] {
    slow.customers.indices.filter { fits(slow.customers[$0]) }
  }

  /// Somebody in service and the agent.
  private func served() -> (request: Int, agent: Int)? {
    guard let request = draws.one(of: requests { $0.server != nil }),
      let agent = slow.customers[request].server
    else { return nil }
    return (request, agent)
  }

  private func classIndex() -> Int { draws.below(scene.size.classes) }

  private func arrive() throws(Disagreement) {
    guard let request = draws.one(of: requests { $0.phase == .absent }) else {
      return try abandon()
    }
    let asked = classIndex()
    let preferred = draws.once(in: 4) ? draws.below(scene.agentCount) : nil
    let draw = draws.next()
    try place(request, "arrives, class \(asked), prefers \(preferred ?? -1)") {
      $0.arrive(request, class: asked, preferring: preferred, at: now, draw: draw)
    }
  }

  private func ask() throws(Disagreement) {
    guard let request = draws.one(of: requests { $0.phase == .absent }), let (_, asker) = served()
    else { return try arrive() }
    let asked = classIndex()
    let draw = draws.next()
    try place(request, "asks for agent \(asker), class \(asked)") {
      $0.ask(request, class: asked, by: asker, at: now, draw: draw)
    }
  }

  private func endChat() throws(Disagreement) {
    guard let (request, agent) = served() else { return try arrive() }
    let wrapUp = scene.combination.wrapUps && draws.once(in: 2)
    if draws.once(in: 2) { leave(request) }
    _ = try take(agent, "ends \(request), wrap-up \(wrapUp)") {
      $0.endChat(agent, wrapUp: wrapUp, at: now)
    }
    if slow.customers[request].phase == .served(by: agent) { leave(request) }
  }

  private func leave(_ request: Int) {
    tell("request \(request) leaves") { $0.leave(request) }
  }

  /// Passed on to a class, the same or another: before or after the agent is free.
  private func transfer() throws(Disagreement) {
    guard let (request, agent) = served() else { return try arrive() }
    try comeBack(request, from: agent, to: classIndex())
  }

  private func comeBack(_ request: Int, from agent: Int, to asked: Int) throws(Disagreement) {
    let wrapUp = scene.combination.wrapUps && draws.once(in: 2)
    let draw = draws.next()
    let freesFirst = draws.once(in: 2)
    if freesFirst { try end(agent, wrapUp) }
    try place(request, "comes back from \(agent), class \(asked)") {
      $0.comeBack(request, class: asked, at: now, draw: draw)
    }
    if !freesFirst { try end(agent, wrapUp) }
  }

  private func end(_ agent: Int, _ wrapUp: Bool) throws(Disagreement) {
    _ = try take(agent, "ends, wrap-up \(wrapUp)") {
      $0.endChat(agent, wrapUp: wrapUp, at: now)
    }
  }

  private func endWrapUp() throws(Disagreement) {
    let remembers = !scene.forgetsWrapUps || draws.once(in: 100)
    let wrappingUp = slow.agents.indices.filter {
      slow.agents[$0].wrapUps > 0 && ($0 > 0 || remembers)
    }
    guard let agent = draws.one(of: wrappingUp) else { return try endChat() }
    _ = try take(agent, "ends a wrap-up") { $0.endWrapUp(agent, at: now) }
  }

  private func abandon() throws(Disagreement) {
    guard let request = draws.one(of: requests { $0.phase != .absent }) else {
      return try arrive()
    }
    let leaving = try agree("request \(request) abandons") { $0.abandon(request) }
    if case .leftOffer(let agent) = leaving { try end(agent, false) }
  }

  private func answerOffer() throws(Disagreement) {
    guard let request = draws.one(of: requests { $0.holder != nil }) else {
      return try endChat()
    }
    if draws.once(in: 3) { return try lapse(request) }
    tell("request \(request) is accepted") { $0.accept(request) }
  }

  private func lapse(_ request: Int) throws(Disagreement) {
    guard let agent = slow.customers[request].holder else { return }
    let draw = draws.next()
    let lapse = try agree("offer of \(request) lapses at agent \(agent)") {
      $0.lapse(request, at: now, draw: draw)
    }
    try score(lapse.customer.agent, request)
    if let next = lapse.agent { try score(agent, next) }
  }

  private func changeShift() throws(Disagreement) {
    let agent = draws.below(scene.agentCount)
    if slow.isOnDuty(agent) { try goOff(agent) } else { try begin(agent) }
  }

  /// An agent comes on duty and takes customers until he has no room or nobody waits.
  func begin(_ agent: Int) throws(Disagreement) {
    tell("agent \(agent) signs on") { $0.signOn(agent, at: now) }
    while try take(agent, "takes", { $0.takeNext(agent, at: now) }) != nil {}
  }

  /// An agent goes off duty; offers lapse, and the open chats are finished or handed back.
  private func goOff(_ agent: Int) throws(Disagreement) {
    tell("agent \(agent) signs off") { $0.signOff(agent) }
    for request in requests(where: { $0.holder == agent }) { try lapse(request) }
    guard draws.once(in: 2) else { return }
    for request in requests(where: { $0.server == agent }) {
      try comeBack(request, from: agent, to: slow.customers[request].classIndex)
    }
  }

  /// Calls that change nothing, and beginning anew.
  private func callInVain() throws(Disagreement) {
    let agent = draws.below(scene.agentCount)
    let request = draws.below(scene.size.requests)
    if scene.resets, draws.once(in: 30) {
      return tell("all begins anew") { $0.reset() }
    }
    if slow.isOnDuty(agent) {
      tell("agent \(agent) signs on again") { $0.signOn(agent, at: now) }
    } else {
      tell("agent \(agent) signs off again") { $0.signOff(agent) }
    }
    _ = try take(agent, "looks in vain") { $0.takeNext(agent, at: now) }
    if !slow.customers[request].isInQueue {
      try place(request, "has no ring") { $0.widen(request, at: now, draw: 0) }
    }
  }
}

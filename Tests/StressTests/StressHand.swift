// One thread of a stress test: it brings customers, serves those whom its calls gave an agent, and
// changes the shifts of some agents, in random order.

import Consulting
import Rings
import Routing
import SeededTests

/// A thread and what it has in hand.
struct StressHand<Memory: MemoryOperations> {
  let floor: StressFloor<Memory>
  let number: Int
  var draws: SeededDraws
  var now = SimulationTime.zero
  /// Calls into the router, and those during which another thread was inside too.
  var calls = 0
  var overlaps = 0
  /// Own customers who are not in the system, and those who were not when last looked at.
  var absent: [Int]
  var queued: [Int] = []
  var chats: [(request: Int, agent: Int)] = []
  var offers: [(request: Int, offer: Offer)] = []
  var wrapUps: [Int] = []
  /// Own agents.
  let staff: [Int]
  /// Agents who are to look for another customer.
  private var toLook: [Int] = []

  init(_ floor: StressFloor<Memory>, number: Int, seed: UInt64) {
    self.floor = floor
    self.number = number
    draws = SeededDraws(seed: seed &+ UInt64(number) &* 0x9E37_79B9)
    let mine = floor.scene.requestsPerThread
    absent = Array(number * mine..<(number + 1) * mine)
    staff = stride(from: number, to: floor.groups.count, by: floor.threads).map { $0 }
  }

  /// A call into the router, with a look at who else is inside.
  private mutating func inside<Result>(_ call: (borrowing Router<Memory>) -> Result) -> Result {
    floor.inside.store(number * 16, UInt64(calls) << 1 | 1)
    let before = isAnybodyInside
    let result = call(floor.router)
    if before || isAnybodyInside { overlaps += 1 }
    calls += 1
    floor.inside.store(number * 16, UInt64(calls) << 1)
    return result
  }

  private var isAnybodyInside: Bool {
    for other in 0..<floor.threads where other != number {
      if floor.inside.load(other * 16) & 1 == 1 { return true }
    }
    return false
  }

  /// One random operation and what follows from it.
  mutating func act() {
    now = now + SimulationTime(nanoseconds: 1000)
    switch draws.below(floor.scene.hasHelp ? 11 : 8) {
    case 0, 1: arrive()
    case 2, 3: floor.scene.table.offering == .accepted ? answerOffer() : endChat()
    case 4: endChat()
    case 5: leave()
    case 6: floor.scene.hasWrapUps ? endWrapUp() : widen()
    case 7: draws.once(in: 4) ? changeShift() : arrive()
    case 8: ask()
    case 9: passOn()
    default: widen()
    }
    while let agent = toLook.popLast() { look(for: agent) }
  }

  private mutating func look(for agent: Int) {
    let now = now
    while let next = inside({ $0.takeNext(AgentID(agent), at: now) }) {
      begin(Int(next.index), agent)
    }
  }

  /// The router gave a customer to an agent.
  private mutating func begin(_ request: Int, _ agent: Int) {
    let group = floor.groups[agent]
    let concurrency = floor.scene.table.groups[group].concurrency
    let others = Int64(bitPattern: floor.held.fetchAdd(agent, 1))
    if others >= Int64(concurrency) { floor.report(.overCapacity) }
    if floor.scene.table.offering == .accepted {
      offers.append((request, floor.router.offer(of: RequestID(request))))
      return
    }
    serve(request, agent)
  }

  /// An agent took his next customer himself, and may have room for one more.
  private mutating func beginNext(_ request: Int, _ agent: Int) {
    begin(request, agent)
    toLook.append(agent)
  }

  private mutating func serve(_ request: Int, _ agent: Int) {
    let stage = StressFloor<Memory>.Stage.self
    if !floor.stages.compareExchange(request, expected: stage.queued, desired: stage.served) {
      floor.report(.doubleAssignment)
    }
    let classIndex = Int(floor.classes.load(request))
    if !floor.scene.speaks(floor.groups[agent], classIndex: classIndex)
      || floor.askers.load(request) == UInt64(agent + 1)
    {
      floor.report(.wrongLanguage)
    }
    chats.append((request, agent))
  }

  /// What became of a request that arrived, moved or came back.
  private mutating func settle(_ request: Int, _ placement: Placement) {
    switch placement {
    case .assigned(let agent): begin(request, Int(agent.index))
    case .assignedWithRoom(let agent):
      begin(request, Int(agent.index))
      toLook.append(Int(agent.index))
    case .takenElsewhere(let agent): toLook.append(Int(agent.index))
    case .waiting: break
    case .blocked, .lineFull: floor.stages.store(request, StressFloor<Memory>.Stage.absent)
    }
  }

  private mutating func arrive() {
    guard let request = nextAbsent() else { return }
    let classIndex = draws.below(floor.scene.table.classes.count)
    prepare(request, classIndex, asker: nil)
    let (now, draw) = (now, draws.next())
    let preferred =
      draws.once(in: 4) ? AgentID(draws.below(floor.groups.count)) : AgentID.none
    let placement = inside {
      $0.arrive(
        RequestID(request), class: classIndex, at: now, preferring: preferred, draw: draw)
    }
    settle(request, placement)
  }

  private mutating func ask() {
    guard let asker = draws.one(of: staff), let request = nextAbsent() else { return }
    let classIndex = draws.below(floor.scene.table.classes.count)
    prepare(request, classIndex, asker: asker)
    let (now, draw) = (now, draws.next())
    let placement = inside {
      $0.ask(RequestID(request), class: classIndex, by: AgentID(asker), at: now, draw: draw)
    }
    settle(request, placement)
  }

  private mutating func prepare(_ request: Int, _ classIndex: Int, asker: Int?) {
    floor.classes.store(request, UInt64(classIndex))
    floor.askers.store(request, asker.map { UInt64($0 + 1) } ?? 0)
    floor.stages.store(request, StressFloor<Memory>.Stage.queued)
    queued.append(request)
  }

  /// An own customer who is not in the system, once those whom others served are back.
  private mutating func nextAbsent() -> Int? {
    if absent.isEmpty { gather() }
    return absent.popLast()
  }

  mutating func gather() {
    for index in queued.indices.reversed()
    where floor.stages.load(queued[index]) == StressFloor<Memory>.Stage.absent {
      absent.append(queued[index])
      queued.swapAt(index, queued.count - 1)
      queued.removeLast()
    }
  }

  private mutating func leave() {
    guard let request = draws.one(of: queued), floor.takeTurn(request) else { return }
    defer { floor.endTurn(request) }
    switch inside({ $0.abandon(RequestID(request)) }) {
    case .tooLate: return
    case .left:
      floor.stages.store(request, StressFloor<Memory>.Stage.absent)
    case .leftOffer(let agent):
      floor.stages.store(request, StressFloor<Memory>.Stage.absent)
      free(Int(agent.index), then: .free)
    }
  }

  private mutating func widen() {
    guard let request = draws.one(of: queued), floor.takeTurn(request) else { return }
    defer { floor.endTurn(request) }
    let (now, draw) = (now, draws.next())
    let placement = inside { $0.widen(RequestID(request), at: now, draw: draw) }
    if placement != .lineFull { settle(request, placement) }
  }

  private mutating func endChat() {
    guard let (request, agent) = takeChat() else { return }
    inside { $0.leave(RequestID(request)) }
    floor.stages.store(request, StressFloor<Memory>.Stage.absent)
    floor.endTurn(request)
    let isWrappedUp = floor.scene.hasWrapUps && draws.once(in: 2)
    if isWrappedUp { wrapUps.append(agent) }
    free(agent, then: isWrappedUp ? .wrapUp : .free)
  }

  /// Any chat, and the turn of its customer; nil if there is none, or he is busy himself.
  private mutating func takeChat() -> (request: Int, agent: Int)? {
    guard !chats.isEmpty else { return nil }
    let index = draws.below(chats.count)
    guard floor.takeTurn(chats[index].request) else { return nil }
    chats.swapAt(index, chats.count - 1)
    return chats.removeLast()
  }

  /// A chat or an offer of an agent is over.
  private mutating func free(_ agent: Int, then afterwards: Router<Memory>.Afterwards) {
    if case .free = afterwards { floor.held.fetchAdd(agent, ~0) }
    let now = now
    let next = inside { $0.endChat(AgentID(agent), then: afterwards, at: now) }
    if let next { beginNext(Int(next.index), agent) }
  }

  private mutating func endWrapUp() {
    guard !wrapUps.isEmpty else { return }
    let agent = draws.take(from: &wrapUps)
    floor.held.fetchAdd(agent, ~0)
    let now = now
    let next = inside { $0.endWrapUp(AgentID(agent), at: now) }
    if let next { beginNext(Int(next.index), agent) }
  }

  /// A customer is passed on to another class, ahead of everyone, and his agent is free.
  private mutating func passOn() {
    guard let (request, agent) = takeChat() else { return }
    let classIndex = draws.below(floor.scene.table.classes.count)
    floor.classes.store(request, UInt64(classIndex))
    floor.stages.store(request, StressFloor<Memory>.Stage.queued)
    let (now, draw) = (now, draws.next())
    let placement = inside {
      $0.comeBack(RequestID(request), class: classIndex, at: now, draw: draw)
    }
    if placement == .lineFull { inside { $0.leave(RequestID(request)) } }
    settle(request, placement)
    floor.endTurn(request)
    free(agent, then: .free)
  }

  private mutating func answerOffer() {
    guard !offers.isEmpty else { return }
    let (request, offer) = draws.take(from: &offers)
    let agent = Int(offer.agent.index)
    if !draws.once(in: 3) {
      if inside({ $0.accept(RequestID(request), offer) }) { serve(request, agent) }
      return
    }
    floor.held.fetchAdd(agent, ~0)
    let (now, draw) = (now, draws.next())
    let lapsed = inside { $0.lapse(RequestID(request), offer, at: now, draw: draw) }
    guard let lapsed else {
      // The customer left it: whoever left counts the place.
      floor.held.fetchAdd(agent, 1)
      return
    }
    settle(request, lapsed.customer)
    if let next = lapsed.agent { beginNext(Int(next.index), agent) }
  }

  private mutating func changeShift() {
    guard let agent = draws.one(of: staff) else { return }
    if floor.router.isSignedOn(AgentID(agent)) {
      inside { $0.signOff(AgentID(agent)) }
    } else {
      let now = now
      inside { $0.signOn(AgentID(agent), at: now) }
      toLook.append(agent)
    }
  }
}

extension SeededDraws {
  /// Takes any element of a list that has some; the order of the others changes.
  fileprivate mutating func take<Element>(from list: inout [Element]) -> Element {
    list.swapAt(below(list.count), list.count - 1)
    return list.removeLast()
  }
}

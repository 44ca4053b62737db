// Drives the shipped router, over both memories, and the slow one through the same random life,
// and holds every decision of one against the others.

import Consulting
import Rings
import Routing
import SeededTests

/// Two routers that do not agree, and where.
struct Disagreement: Error, CustomStringConvertible {
  var scene: RoutingScene
  var step: Int
  var what: String
  var trace: [String] = []

  var description: String {
    """
    step \(step) of seed \(scene.seed) (\(scene.combination); \(scene.size)): \(what)
    replay: SANGDAM_SEED=\(RandomTests.seed)
    \(trace.joined(separator: "\n"))
    """
  }
}

/// One random life.
final class RouterDriver {
  let scene: RoutingScene
  let plain: FastRouter<PlainMemory>
  let atomic: FastRouter<AtomicMemory>
  let slow: SlowRouter
  var draws: SeededDraws
  var now = 0
  var step = 0
  var isBusy = false
  /// The last operations, if they are to be told.
  private(set) var trace: [String] = []
  private let isTracing: Bool

  init(_ scene: RoutingScene, isTracing: Bool = false) {
    self.scene = scene
    self.isTracing = isTracing
    plain = FastRouter(scene.table, requests: scene.size.requests)
    atomic = FastRouter(scene.table, requests: scene.size.requests)
    slow = SlowRouter(scene.table, requests: scene.size.requests)
    draws = SeededDraws(seed: scene.seed ^ 0xA5A5)
  }

  /// Lives that many steps; a disagreement is told with the operations that led to it.
  ///
  /// - Returns: how often a line was full.
  @discardableResult
  static func live(_ scene: RoutingScene, steps: Int) throws(Disagreement) -> Int {
    do throws(Disagreement) {
      let driver = RouterDriver(scene)
      try driver.live(steps: steps)
      return driver.plain.fullLines
    } catch {
      throw told(error, steps: steps)
    }
  }

  /// The disagreement of the same life lived again, with its trace.
  private static func told(_ first: Disagreement, steps: Int) -> Disagreement {
    let again = RouterDriver(first.scene, isTracing: true)
    do throws(Disagreement) {
      try again.live(steps: steps)
      return first
    } catch {
      var told = error
      told.trace = again.trace.suffix(25)
      return told
    }
  }

  private func live(steps: Int) throws(Disagreement) {
    for agent in 0..<scene.agentCount where !draws.once(in: 3) { try begin(agent) }
    for _ in 0..<steps {
      step += 1
      if draws.once(in: scene.isQuiet && !isBusy ? 700 : 40) { isBusy.toggle() }
      try advance()
      try act()
      try compare()
    }
  }

  // MARK: Asking all three

  /// Asks all routers the same and holds the answers against each other.
  @discardableResult
  func agree<Answer: Equatable>(
    _ operation: @autoclosure () -> String, _ ask: (any RequestRouting) -> Answer
  ) throws(Disagreement) -> Answer {
    let first = ask(plain)
    let second = ask(atomic)
    if let placement = first as? Placement { slow.drawn = placement.agent }
    if let lapse = first as? Lapse { slow.drawn = lapse.customer.agent }
    let expected = ask(slow)
    if isTracing { trace.append("\(now) s: \(operation()) → \(expected)") }
    guard first == expected, second == expected else {
      throw disagreement(
        "\(operation()) → plain \(first), atomic \(second), slow \(expected)")
    }
    return expected
  }

  /// Tells all routers the same; nothing is answered.
  func tell(_ operation: @autoclosure () -> String, _ act: (any RequestRouting) -> Void) {
    if isTracing { trace.append("\(now) s: \(operation())") }
    for router in routers { act(router) }
  }

  private var routers: [any RequestRouting] { [plain, atomic, slow] }

  func disagreement(_ what: String) -> Disagreement {
    Disagreement(scene: scene, step: step, what: what)
  }

  /// Places a request, and holds the scores against each other.
  func place(
    _ request: Int, _ operation: @autoclosure () -> String,
    _ ask: (any RequestRouting) -> Placement
  ) throws(Disagreement) {
    let placement = try agree("request \(request) \(operation())", ask)
    try score(placement.agent, request)
  }

  /// An agent's answer: the customer he takes.
  func take(
    _ agent: Int, _ operation: @autoclosure () -> String, _ ask: (any RequestRouting) -> Int?
  ) throws(Disagreement) -> Int? {
    let request = try agree("agent \(agent) \(operation())", ask)
    if let request { try score(agent, request) }
    return request
  }

  func score(_ agent: Int?, _ request: Int) throws(Disagreement) {
    guard let agent else { return }
    try agree("score of agent \(agent) for \(request)") { $0.score(agent, for: request) }
  }

  private func compare() throws(Disagreement) {
    for agent in 0..<scene.agentCount {
      let open = slow.open(agent)
      let held = slow.held(agent)
      guard plain.open(agent) == open, atomic.open(agent) == open, plain.held(agent) == held,
        atomic.held(agent) == held, plain.isOnDuty(agent) == slow.isOnDuty(agent)
      else { throw disagreement("agent \(agent): \(open) open, \(held) held expected") }
    }
    for request in 0..<scene.size.requests
    where plain.isWaiting(request) != slow.isWaiting(request)
      || atomic.isWaiting(request) != slow.isWaiting(request)
    {
      throw disagreement("request \(request) waits: \(slow.isWaiting(request)) expected")
    }
    guard slow.stranded() == 0, plain.stranded() == 0, atomic.stranded() == 0 else {
      throw disagreement("stranded: slow \(slow.stranded()), plain \(plain.stranded())")
    }
  }

  // MARK: Time and rings

  /// Lets whole seconds pass, often none. Rings open on their second, in the order of entering;
  /// what is due in the second that begins may come after what happens in it.
  private func advance() throws(Disagreement) {
    let target = now + [0, 0, 0, 1, 1, 2, 5][draws.below(7)]
    while let (second, request) = nextRing() {
      guard second < target || second == target && draws.once(in: 2) else { break }
      now = max(now, second)
      try place(request, "widens") { $0.widen(request, at: now, draw: 0) }
    }
    now = target
  }

  private func nextRing() -> (second: Int, request: Int)? {
    if scene.ringSeconds.isEmpty { return nil }
    var next: (second: Int, ordinal: Int, request: Int)?
    for (request, customer) in slow.customers.enumerated()
    where customer.ring < scene.ringSeconds.count && customer.isInQueue {
      let second = customer.entered + scene.ringSeconds[customer.ring]
      if let next, (next.second, next.ordinal) <= (second, customer.ordinal) { continue }
      next = (second, customer.ordinal, request)
    }
    return next.map { ($0.second, $0.request) }
  }
}

extension Placement {
  /// The agent, if one was found.
  var agent: Int? {
    guard case .assigned(let agent) = self else { return nil }
    return Int(agent.index)
  }
}

extension SlowRouter.Customer {
  /// Waiting or offered: rings open.
  var isInQueue: Bool {
    switch phase {
    case .waiting, .offered: true
    case .absent, .served: false
    }
  }

  /// The agent who has the customer, offers left out.
  var server: Int? {
    guard case .served(let agent) = phase else { return nil }
    return agent
  }

  /// The agent who holds the offer.
  var holder: Int? {
    guard case .offered(let agent) = phase else { return nil }
    return agent
  }
}

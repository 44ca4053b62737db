// A service at random: everyone does anything at any time, connections break, and a record of what
// each was told says whether it fits.

@testable import Consultation
import Consulting
import Scenarios
import SeededTests

/// One life of a desk, from a seed.
struct RandomLife: ~Copyable {
  let seed: UInt64
  var draws: SeededDraws
  var desk: ConsultDesk
  var now = SimulationTime.zero
  let codes: [IdentificationCode]
  let names: [String]
  /// Sessions that were given out and have not been told that they end.
  var customers: [SessionNumber] = []
  var agents: [SessionNumber] = []
  var readers: [SessionNumber] = []
  var witness = Witness()
  var faults: [String] = []
  private(set) var heard: [DeskNotice] = []

  init(seed: UInt64, scene: Scene) throws {
    self.seed = seed
    var draws = SeededDraws(seed: seed)
    var limits = DeskLimits()
    limits.customers = Int.random(in: 2...9, using: &draws)
    limits.questions = Int.random(in: 1...4, using: &draws)
    limits.resumeTime = SimulationTime(seconds: 8)
    limits.readers = Int.random(in: 1...5, using: &draws)
    limits.readersShown = 3
    limits.watchersAtOnce = 1
    limits.invitationTime = SimulationTime(seconds: 4)
    desk = try ConsultDesk(scene.plan, limits: limits, seed: seed)
    codes = scene.codes
    names = scene.names
    self.draws = draws
  }

  /// Does so many random things, and what is due between them.
  mutating func run(steps: Int) {
    for step in 0..<steps where faults.isEmpty {
      if Int.random(in: 0..<3, using: &draws) > 0 { pass() }
      act()
      look(after: "step \(step)")
    }
    desk.close(at: now)
    look(after: "the end")
    let counts = desk.counts
    if counts.asked != counts.ended + counts.turnedAway.reduce(0, +) {
      faults.append("somebody ended twice or never: \(counts)")
    }
    if !witness.open.isEmpty { faults.append("\(witness.open.count) were never told") }
    if !witness.reading.isEmpty { faults.append("\(witness.reading.count) readers remain") }
  }

  /// Some time passes; whatever is due is done when it is due, or late.
  private mutating func pass() {
    let end = now + SimulationTime(seconds: Double.random(in: 0...4, using: &draws))
    let isLate = Int.random(in: 0..<8, using: &draws) == 0
    while !isLate, desk.nextDue <= end {
      now = max(now, desk.nextDue)
      desk.advance(to: now)
      look(after: "due")
    }
    now = end
    desk.advance(to: now)
    look(after: "time")
  }

  mutating func look(after what: String) {
    for notice in desk.takeNotices() {
      heard.append(notice)
      faults += witness.see(notice)
      if case .close = notice.what {
        customers.removeAll { $0 == notice.session }
        agents.removeAll { $0 == notice.session }
        readers.removeAll { $0 == notice.session }
      }
    }
    faults += desk.violations().map { "after \(what): \($0)" }
  }

  private mutating func act() {
    let invited = witness.invited.sorted { $0.bits < $1.bits }.randomElement(using: &draws)
    if let invited, Int.random(in: 0..<3, using: &draws) == 0 { return act(asReader: invited) }
    if let agent = agents.randomElement(using: &draws), Int.random(in: 0..<3, using: &draws) > 0 {
      act(asAgent: agent)
      return
    }
    switch Int.random(in: 0..<11, using: &draws) {
    case 0...3: ask()
    case 4: signIn()
    case 5: lose(customers)
    case 6: read()
    case 7, 8:
      guard let reader = readers.randomElement(using: &draws) else { return read() }
      act(asReader: reader)
    default:
      guard let customer = customers.randomElement(using: &draws) else { return }
      act(asCustomer: customer)
    }
  }

  private mutating func ask() {
    guard let code = codes.randomElement(using: &draws) else { return }
    let reception = desk.ask(code, question: "", at: now)
    guard case .welcome(let session) = reception else { return }
    customers.append(session)
    witness.open.insert(session)
  }

  private mutating func signIn() {
    guard let name = names.randomElement(using: &draws) else { return }
    switch desk.signIn(name, at: now) {
    case .signedIn(let session, _):
      agents.removeAll { $0.place == session.place }
      agents.append(session)
    case .resumed(let session, _): witness.forget(session)
    case .unknownName, .closing: faults.append("\(name) cannot sign in")
    }
  }

  private mutating func lose(_ sessions: [SessionNumber]) {
    guard let session = sessions.randomElement(using: &draws) else { return }
    desk.connectionLost(session, at: now)
    witness.lose(session)
  }

  private mutating func act(asCustomer session: SessionNumber) {
    switch Int.random(in: 0..<5, using: &draws) {
    case 0, 1:
      if desk.leave(session, at: now) == nil { return }
      fallthrough
    case 2, 3:
      if desk.resume(session, at: now) == .unknown {
        customers.removeAll { $0 == session }
        witness.open.remove(session)
      } else {
        witness.forget(session)
      }
    default:
      guard let code = codes.randomElement(using: &draws) else { return }
      _ = desk.moved(session, to: code, at: now)
    }
  }

  private mutating func act(asAgent session: SessionNumber) {
    guard let code = codes.randomElement(using: &draws) else { return }
    let offer = witness.offers[session]?.randomElement(using: &draws)
    let dialogue = witness.dialogues[session]?.sorted { $0.number < $1.number }
      .randomElement(using: &draws)
    if let offer, Int.random(in: 0..<2, using: &draws) == 0 {
      if Int.random(in: 0..<5, using: &draws) == 0 {
        _ = desk.decline(offer, by: session, at: now)
      } else {
        _ = desk.accept(offer, by: session, at: now)
      }
      return
    }
    if Int.random(in: 0..<3, using: &draws) == 0 { return lookAtReaders(asAgent: session) }
    switch Int.random(in: 0..<12, using: &draws) {
    case 0: _ = desk.beAway(session, reason: "lunch", at: now)
    case 1, 2: _ = desk.beAvailable(session, at: now)
    case 3, 4: if let dialogue { _ = desk.end(dialogue, by: session, at: now) }
    case 5: if let dialogue { _ = desk.transfer(dialogue, to: code, by: session, at: now) }
    case 6: _ = desk.askForHelp(code, question: "", in: nil, by: session, at: now)
    case 7:
      if let dialogue {
        _ = desk.askForHelp(code, question: "", in: dialogue, by: session, at: now)
      }
    case 8: if let number = witness.wrapUp { _ = desk.wrappedUp(number, by: session, at: now) }
    case 9: lose([session])
    case 10:
      if let dialogue, let heir = witness.parties[dialogue]?.keys.max() {
        _ = desk.handOver(dialogue, to: heir, by: session, at: now)
      }
    default: if desk.resume(session, at: now) != .unknown { witness.forget(session) }
    }
  }
}

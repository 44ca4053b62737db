// The very loops of the server, a network and clients made by chance, in virtual time: a seed is a
// history.

import CPlatform
import Consultation
import Consulting
import Foundation
import Logging
import Measures
import Scenarios
import SeededTests
import Transcripts

@testable import ChatRelay
@testable import ConsultServer

/// One history.
final class World {
  static let issuer = "network"
  static let resumeSeconds = 20.0

  var now: Int64 = 1_000_000_000
  var happenings = Happenings()
  var draws: SeededDraws
  let witness: NetworkWitness
  /// Nothing breaks and nobody begins anything any more.
  private(set) var calm = false
  private var customers: [CustomerClient] = []
  private var agents: [AgentClient] = []
  /// Nil while there is none.
  private var server: VirtualServer?
  private var beginsAt: Int64 = 0
  let transcripts: TranscriptFolder
  /// When messages are acknowledged; nil = nothing is kept.
  private let durability: TranscriptDurability?

  /// - Parameter durability: and then the server is killed now and then, and goes on.
  init(seed: UInt64, durability: TranscriptDurability? = nil) throws {
    draws = SeededDraws(seed: seed)
    self.durability = durability
    witness = NetworkWitness(isForgiving: durability == .lenient)
    transcripts = try TranscriptFolder()
  }

  /// The disk is slow and people write much, so that much is lost with a server.
  var isHasty: Bool { durability == .lenient }

  // MARK: Chance

  func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &draws) }
  func draw(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &draws) }
  func happens(_ share: Double) -> Bool { draw(0...1.0) < share }

  /// How long a piece is under way: most a few milliseconds, some a second, and a few so long that
  /// the other side has given it up.
  func latency() -> Int64 {
    let kind = draw(0...999)
    let slowest = calm ? 30 : kind < 4 ? 9_000 : kind < 20 ? 1_500 : 30
    return Int64(draw(1...slowest)) * 1_000_000
  }

  func pieceSize() -> Int {
    switch draw(0...9) {
    case 0: draw(1...8)
    case 1...3: draw(1...400)
    default: draw(400...20_000)
    }
  }

  static let isTraced = ProcessInfo.processInfo.environment["SANGDAM_TRACE"] != nil
  /// Tells what happens, where `SANGDAM_TRACE` is set.
  func trace(_ what: @autoclosure () -> String) {
    if Self.isTraced { print(String(format: "%9.3f", Double(now) / 1e9), what()) }
  }

  /// A client connects.
  func connect(_ link: Link) {
    let isSwallowed = !calm && happens(0.03)
    if isSwallowed { return link.vanish() }
    happenings.put(at: now + latency()) { [unowned self] in
      if let server { server.network.arrive(link) } else { link.refuse() }
    }
  }

  // MARK: A history

  /// Plays so many seconds of disorder and then until all is quiet; what went wrong.
  func play(seconds: Double) throws -> [String] {
    let settings = try settings()
    try begin(settings)
    populate(settings)
    disturb()
    if durability != nil { disturbServer() }
    try run(settings, until: now + Int64(seconds * 1e9))
    calm = true
    // What hangs is noticed, who is away comes back or is given up, what is owed is sent.
    try run(settings, until: now + 90_000_000_000)
    check()
    if durability != nil { try checkTranscripts() }
    letGo()
    return witness.faults
  }

  /// Clients and what is to happen know the world that they are in: without this it would never go.
  private func letGo() {
    for client in customers as [Client] + agents { client.disappear(silently: true) }
    customers = []
    agents = []
    happenings = Happenings()
    server = nil
  }

  /// A server begins, on what an earlier one has left.
  private func begin(_ settings: ConsultSettings) throws {
    let store = try durability.map { try transcripts.store($0) }
    let server = try VirtualServer.begun(settings, store, in: self)
    self.server = server
    trace("run \(store?.run ?? 1) begins: \(server.earlierRuns)")
  }

  private func run(_ settings: ConsultSettings, until end: Int64) throws {
    while true {
      while let action = happenings.take(until: now) { action() }
      if server == nil, calm || beginsAt <= now { try begin(settings) }
      if let server, !server.work() {
        server.network.die()
        self.server = nil
        beginsAt = now + Int64(draw(0.05...4) * 1e9)
        witness.note("kill")
        trace("killed")
      }
      let next = min(end, server?.nextTime ?? beginsAt, happenings.nextTime ?? end)
      guard now < end else { return }
      now = min(end, max(next, now + 1))
    }
  }

  /// The server is killed: some steps into whatever it is about to do.
  private func disturbServer() {
    happenings.put(at: now + Int64(draw(3...20.0) * 1e9)) { [unowned self] in
      guard !calm else { return }
      server?.stepsLeft = draw(0...12)
      disturbServer()
    }
  }

  /// Connections break: seen by both sides, by one, or by none.
  private func disturb() {
    happenings.put(at: now + Int64(draw(0.2...4) * 1e9)) { [unowned self] in
      guard !calm else { return }
      if let link = server?.network.openLinks.randomElement(using: &draws) {
        link.breakOff(serverHears: happens(0.4), clientHears: happens(0.4))
        witness.note("cut")
      }
      disturb()
    }
  }
}

// MARK: Who and where

extension World {
  private static let scenario = """
    sangdam: 1
    name: network
    length: 1h
    locations: [{id: home}]
    demand:
      - name: shirts
        code: {language: ko, document: "53101602"}
        arrivals: {rate: 9/h}
        effort: {fixed: 30s}
      - name: computers
        code: {language: ja, document: "43211507"}
        arrivals: {rate: 9/h}
        effort: {fixed: 30s}
    agents:
      - name: seoul
        count: 3
        concurrency: 3
        languages: {ko: 1, ja: 1}
        documents: {"*": 1}
        wrap-up: {fixed: WRAP}
      - {name: osaka, count: 2, concurrency: 2, languages: {ja: 1}, documents: {"*": 1}}
    routing: {offer: {timeout: OFFER}}

    """

  private func settings() throws -> ConsultSettings {
    let text = Self.scenario.replacing("WRAP", with: happens(0.5) ? "0s" : "2s")
      .replacing("OFFER", with: happens(0.5) ? "0s" : "4s")
    let plan = try Plan(checking: ScenarioSource(name: "network", text: text))
    let codes = try ["ko": "53101602", "ja": "43211507"].map { language, document in
      try IdentificationCode(
        language: Language(language) ?? .undetermined,
        document: DocumentNumber(digits: document) ?? DocumentNumber(bits: 0), location: 0,
        server: 0)
    }
    let pages = PageDirectory(
      issuer: try Issuer(Self.issuer),
      pages: Dictionary(
        uniqueKeysWithValues: codes.map { ($0, .init(path: "/\($0.text)", server: nil)) }))
    var settings = ConsultSettings(
      plan, pages: pages, credentials: Credentials(key: [UInt8](repeating: 7, count: 32)))
    settings.deskLimits.customers = 64
    settings.deskLimits.questions = 16
    settings.deskLimits.resumeTime = SimulationTime(seconds: Self.resumeSeconds)
    settings.limits.connections = 128
    settings.limits.smallSlots = 256
    settings.limits.largeSlots = 64
    settings.limits.idleTime = Duration.seconds(3)
    settings.limits.pongTime = Duration.seconds(4)
    settings.limits.stallTime = Duration.seconds(8)
    settings.limits.frameTime = Duration.seconds(10)
    if isHasty { settings.limits.unrecordedMessages = 64 }
    return settings
  }

  private func populate(_ settings: ConsultSettings) {
    let codes = settings.pages.codes.map(\.text)
    for name in ["seoul-1", "seoul-2", "seoul-3", "osaka-1", "osaka-2"] {
      let token = settings.credentials.token(ofAgent: name, until: 1_000)
      agents.append(AgentClient(name, token: token, codes: codes, in: self))
      agents.last?.begin()
    }
    for number in 1...draw(4...9) {
      let code = codes.randomElement(using: &draws) ?? ""
      customers.append(CustomerClient("customer-\(number)", asking: code, in: self))
      customers.last?.begin(after: draw(0...20))
    }
  }

  /// Everybody is connected or has ended, and has what was written in the dialogues that go on.
  private func check() {
    for client in customers as [Client] + agents where !client.isGone {
      if !client.isSettled { witness.fail("\(client.name) is not connected at the end") }
    }
    for client in customers as [Client] + agents where !client.isGone {
      for side in client.sides.values {
        witness.check(side, Array(side.others.keys))
      }
    }
  }

  /// What was acknowledged is on record, once.
  private func checkTranscripts() throws {
    guard server?.writesAll() == true else { return witness.fail("not all was written") }
    server = nil
    try witness.check(transcripts)
  }
}

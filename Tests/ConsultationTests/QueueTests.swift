// Positions and expected waits: what customers are told of the queue.

@testable import Consultation
import Consulting
import SeededTests
import Testing

struct QueueTests {
  @Test("positions are those of a list sorted by priority and then by time", arguments: 1..<9)
  func recount(seed: UInt64) throws {
    var draws = SeededDraws(seed: seed)
    let stage = try Stage(agents: Stage.group("seoul", "count: 1"))
    let agent = try stage.agent("seoul-1")
    var line: [(session: SessionNumber, urgent: Bool)] = []
    var last: [SessionNumber: Int] = [:]
    for _ in 0..<60 {
      stage.now += Double.random(in: 0.01...0.4, using: &draws)
      switch Int.random(in: 0..<6, using: &draws) {
      case 0...3:
        let urgent = Int.random(in: 0..<4, using: &draws) == 0
        line.append((try stage.ask("43211507", urgent ? "ja" : "ko"), urgent))
      case 4:
        if let leaver = line.randomElement(using: &draws)?.session {
          stage.call { _ = $0.leave(leaver, at: $1) }
          line.removeAll { $0.session == leaver }
        }
      default:
        guard let number = stage.news(agent).lastDialogue else { break }
        stage.call { _ = $0.end(number, by: agent, at: $1) }
      }
      stage.wait(2.1)
      line.removeAll { entry in
        let heard = stage.news(entry.session)
        if let position = heard.positions.last { last[entry.session] = position }
        return heard.lastDialogue != nil
      }
      let sorted = line.filter(\.urgent) + line.filter { !$0.urgent }
      #expect(sorted.map { last[$0.session] } == Array(1..<sorted.count + 1), "seed \(seed)")
    }
  }

  @Test("a customer is told a new position at most once a second")
  func onceASecond() throws {
    let stage = try Stage()
    let leavers = try (0..<20).map { _ in try stage.ask() }
    let customer = try stage.ask()
    for leaver in leavers {
      stage.wait(0.1)
      stage.call { _ = $0.leave(leaver, at: $1) }
    }
    stage.wait(5)
    let told = stage.news(customer).positions
    #expect(told.count <= 5)
    #expect(told.first == 21 && told.last == 1)
  }

  @Test("a long queue is told in steps, and everyone in the end")
  func steps() throws {
    var limits = DeskLimits()
    limits.positionsAtOnce = 8
    let stage = try Stage(deskLimits: limits)
    let customers = try (0..<100).map { _ in try stage.ask() }
    stage.wait(5)
    for customer in customers { _ = stage.news(customer) }
    stage.call { _ = $0.leave(customers[0], at: $1) }
    stage.call { _ = $0.leave(customers[50], at: $1) }
    var told: [Int] = []
    for _ in 0..<2_000 {
      stage.wait(0.001)
      told.append(customers.reduce(0) { $0 + stage.news($1).positions.count })
    }
    #expect(told.max() == 8)
    #expect(told.reduce(0, +) == 98)
  }

  @Test("after four starts the expected wait is the position times the time between starts")
  func expectedWait() throws {
    let stage = try Stage(agents: Stage.group("seoul", "count: 1"))
    let agent = try stage.agent("seoul-1")
    let customers = try (0..<10).map { _ in try stage.ask() }
    for start in 0..<5 {
      #expect(expected(stage.news(customers[8])).allSatisfy { $0 == nil })
      stage.wait(30)
      let number = try stage.news(customers[start]).dialogue()
      stage.call { _ = $0.end(number, by: agent, at: $1) }
      stage.wait(0)
      if start == 3 { break }
    }
    // Four gaps of 30 s; the ninth stands at place 4 of those who wait.
    stage.wait(2)
    #expect(expected(stage.news(customers[8])).last == SimulationTime(seconds: 4 * 30))
  }

  @Test("without an agent on duty nobody knows how long it takes")
  func nobodyThere() throws {
    let stage = try Stage(agents: Stage.group("seoul", "count: 1"))
    let agent = try stage.agent("seoul-1")
    let customers = try (0..<8).map { _ in try stage.ask() }
    for customer in customers.prefix(5) {
      stage.wait(10)
      let number = try stage.news(customer).dialogue()
      stage.call { _ = $0.end(number, by: agent, at: $1) }
    }
    stage.wait(2)
    #expect(expected(stage.news(customers[7])).last == SimulationTime(seconds: 20))
    stage.call { _ = $0.beAway(agent, reason: "lunch", at: $1) }
    stage.wait(2)
    #expect(expected(stage.news(customers[7])).last == .some(nil))
  }

  private func expected(_ heard: [DeskNotice.What]) -> [SimulationTime?] {
    heard.compactMap {
      if case .waiting(_, let wait) = $0 { .some(wait) } else { nil }
    }
  }
}

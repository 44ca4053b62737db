// Who is turned away, and why.

@testable import Consultation
import Consulting
import Scenarios
import Testing

struct LimitTests {
  private func ask(_ stage: Stage, _ document: String = "43211507") throws -> Reception {
    let code = try Stage.code(document)
    return stage.call { $0.ask(code, question: "", at: $1) }
  }

  @Test("a page that is not served is turned away")
  func unknownCode() throws {
    let stage = try Stage()
    #expect(try ask(stage, "99999999") == .turnedAway(.unknownCode))
    #expect(stage.desk.counts.turnedAway == [1, 0, 0, 0])
  }

  @Test("at the location's limit the queue is full until somebody ends")
  func queueFull() throws {
    let stage = try Stage(limits: "{in-system: 2}")
    let agent = try stage.agent("seoul-1")
    let customer = try stage.ask()
    _ = try stage.ask()
    #expect(try ask(stage) == .turnedAway(.queueFull))
    let number = try stage.news(customer).dialogue()
    stage.call { _ = $0.end(number, by: agent, at: $1) }
    _ = try stage.ask()
    #expect(stage.desk.violations() == [])
  }

  @Test("a desk has so many customers and no more, and places are used again")
  func noRoom() throws {
    var limits = DeskLimits()
    limits.customers = 3
    let stage = try Stage(deskLimits: limits)
    for _ in 0..<20 {
      let customers = try (0..<3).map { _ in try stage.ask() }
      #expect(try ask(stage) == .turnedAway(.noRoom))
      for customer in customers { stage.call { _ = $0.leave(customer, at: $1) } }
      for customer in customers {
        #expect(stage.call { $0.leave(customer, at: $1) } == .noSession)
      }
    }
  }

  @Test("agents' questions have places of their own")
  func questions() throws {
    var limits = DeskLimits()
    limits.customers = 1
    limits.questions = 1
    let stage = try Stage(deskLimits: limits)
    let agents = try ["seoul-1", "seoul-2"].map { try stage.agent($0, isAway: true) }
    let code = try Stage.code()
    let refusals = agents.map { agent in
      stage.call { $0.askForHelp(code, question: "", in: nil, by: agent, at: $1) }
    }
    #expect(refusals == [nil, .noRoom])
    _ = try stage.ask()
    #expect(try ask(stage) == .turnedAway(.noRoom))
  }

  @Test("when the server stops everyone is told, and nobody is let in")
  func closing() throws {
    let stage = try Stage(agents: Stage.group("seoul", "count: 1"))
    let agent = try stage.agent("seoul-1")
    let talking = try stage.ask()
    let waiting = try stage.ask()
    let number = try stage.news(talking).dialogue()
    stage.call { $0.close(at: $1) }
    #expect(stage.news(talking).suffix(2) == [.ended(number, .closing), .close(.stopping)])
    #expect(stage.news(waiting).suffix(2) == [.ended(nil, .closing), .close(.stopping)])
    #expect(stage.news(agent).suffix(2) == [.ended(number, .closing), .close(.stopping)])
    #expect(try ask(stage) == .turnedAway(.closing))
    #expect(stage.call { $0.signIn("seoul-1", at: $1) } == .closing)
    #expect(stage.desk.nextDue == .never || stage.desk.violations() == [])
  }

  @Test("a plan that matches at the ends of windows is not served")
  func matchWindow() throws {
    let plan = try Stage.plan(agents: Stage.oneGroup, routing: "{match-window: 100ms}")
    #expect(throws: DeskFault.matchWindow(SimulationTime(seconds: 0.1))) {
      _ = try ConsultDesk(plan)
    }
  }
}

// A desk that goes on where an earlier one ended.

@testable import Consultation
import Consulting
import Testing

struct RestoringTests {
  @Test("an agent and a customer who come back are in their dialogue again, in every scene")
  func dialogue() throws {
    for scene in try Scene.all() {
      let stage = try Stage()
      stage.desk = try ConsultDesk(scene.plan)
      let agent = try stage.restored("seoul-1")
      let restored = try stage.restored(scene.codes[0], with: agent)
      #expect(stage.call { desk, _ in desk.restore(agent: "seoul-1", isAway: false) } == nil)
      #expect(stage.news(agent).isEmpty && stage.violations == [])
      #expect(stage.call { $0.resume(agent, at: $1) } == .resumed(.agent))
      #expect(stage.call { $0.resume(restored.customer, at: $1) } == .resumed(.connected))
      #expect(
        stage.news(restored.customer).contains {
          if case .connected(restored.dialogue, 0, let parties, true, nil) = $0 {
            parties.map(\.party) == [0, 1]
          } else {
            false
          }
        })
      #expect(stage.news(agent).contains(.resend(restored.dialogue, party: 0)))
      _ = stage.call { $0.ask(scene.codes[1], question: "", at: $1) }
      #expect(stage.violations == [])
      #expect(stage.call { $0.end(restored.dialogue, by: agent, at: $1) } == nil)
      #expect(stage.violations == [])
    }
  }

  @Test("who joins a restored dialogue has a number that nobody on record had, and another run")
  func numbers() throws {
    let stage = try Stage()
    stage.desk.run = 7
    let agent = try stage.restored("seoul-1", isAway: true)
    let restored = try stage.restored(try Stage.code(), with: agent)
    _ = try stage.agent("seoul-2")
    #expect(stage.call { $0.resume(agent, at: $1) } == .resumed(.agent))
    #expect(stage.news(agent).contains(.standing(.away(reason: ""))))
    let code = try Stage.code()
    let refusal = stage.call {
      $0.askForHelp(code, question: "", in: restored.dialogue, by: agent, at: $1)
    }
    #expect(refusal == nil)
    #expect(
      stage.news(agent).contains {
        if case .joined(_, let facts) = $0 { facts.party == 5 && facts.run == 7 } else { false }
      })
    #expect(stage.call { $0.resume(restored.customer, at: $1) } == .resumed(.connected))
    #expect(
      stage.news(restored.customer).contains {
        if case .connected(_, _, let parties, true, _) = $0 {
          parties.map(\.party) == [0, 1, 5] && parties.map(\.run) == [3, 4, 7]
        } else {
          false
        }
      })
  }

  @Test("those who waited stand where they stood; who does not come back makes room")
  func waiting() throws {
    for scene in try Scene.all() {
      let stage = try Stage()
      stage.desk = try ConsultDesk(scene.plan)
      let agent = try stage.restored("seoul-1")
      let customers = (0..<3).compactMap { _ in
        stage.call { desk, _ in desk.restore(waiting: scene.codes[0], question: "?") }
      }
      #expect(customers.count == 3 && stage.violations == [])
      #expect(stage.call { $0.resume(customers[2], at: $1) } == .resumed(.waiting))
      #expect(stage.news(customers[2]).positions == [3])
      stage.wait(61)
      #expect(stage.call { $0.resume(customers[0], at: $1) } == .unknown)
      #expect(stage.call { $0.resume(agent, at: $1) } == .unknown)
      #expect(stage.call { desk, _ in desk.holds(customers[2]) })
      #expect(stage.desk.counts.lost == 2 && stage.violations == [])
      #expect(stage.desk.counts.restored == 3 && stage.desk.counts.letIn == 0)
    }
  }

  @Test("a dialogue whose agent has no room, or whose page is gone, does not go on")
  func impossible() throws {
    let stage = try Stage(agents: Stage.group("seoul", "count: 1, concurrency: 1"))
    let agent = try stage.restored("seoul-1")
    let code = try Stage.code()
    for isThere in [true, false] {
      let restored = stage.call { desk, _ in
        desk.restore(
          dialogueAbout: code, question: "", with: agent, party: 1, lastParty: 1,
          runs: (1, 1))
      }
      #expect((restored != nil) == isThere && stage.violations == [])
    }
    let unknown = try Stage.code("99999999")
    #expect(stage.call { desk, _ in desk.restore(agent: "osaka-1", isAway: false) } == nil)
    #expect(stage.call { desk, _ in desk.restore(waiting: unknown, question: "") } == nil)
    #expect(stage.violations == [])
  }
}

extension Stage {
  fileprivate var violations: [String] { call { desk, _ in desk.violations() } }

  fileprivate func restored(_ name: String, isAway: Bool = false) throws -> SessionNumber {
    let session = call { desk, _ in desk.restore(agent: name, isAway: isAway) }
    return try #require(session)
  }

  fileprivate func restored(
    _ code: IdentificationCode, with agent: SessionNumber
  ) throws -> (customer: SessionNumber, dialogue: DialogueNumber) {
    let restored = call { desk, _ in
      desk.restore(
        dialogueAbout: code, question: "?", with: agent, party: 1, lastParty: 4,
        runs: (3, 4))
    }
    return try #require(restored)
  }
}

// Lost connections: what is kept, for how long, and what becomes of the others.

@testable import Consultation
import Testing

struct LossTests {
  private static let alone = Stage.group("seoul", "count: 1, concurrency: 2")

  @Test("a waiting customer keeps the place for the time to resume, and is told where he stands")
  func waiting() throws {
    let stage = try Stage()
    let customers = [try stage.ask(), try stage.ask()]
    stage.call { $0.connectionLost(customers[0], at: $1) }
    stage.wait(59)
    #expect(stage.news(customers[1]).positions == [2])
    #expect(stage.call { $0.resume(customers[0], at: $1) } == .resumed(.waiting))
    #expect(stage.news(customers[0]).positions == [1, 1])
    stage.call { $0.connectionLost(customers[0], at: $1) }
    stage.wait(61)
    #expect(stage.news(customers[0]) == [.close(.over)])
    #expect(stage.news(customers[1]).positions == [1])
    #expect(stage.call { $0.resume(customers[0], at: $1) } == .unknown)
    #expect(stage.desk.counts.lost == 1)
  }

  @Test("who comes back to a dialogue is connected again, and the others are asked to resend")
  func resumed() throws {
    let stage = try Stage()
    let agent = try stage.agent("seoul-1")
    let customer = try stage.ask()
    let heard = stage.news(customer)
    let number = try heard.dialogue()
    _ = stage.news(agent)
    stage.call { $0.connectionLost(customer, at: $1) }
    #expect(stage.news(customer) == [.part(number)])
    stage.wait(30)
    #expect(stage.call { $0.resume(customer, at: $1) } == .resumed(.connected))
    guard case .connected(_, _, let parties, false, nil) = heard.last else {
      Issue.record("\(heard)")
      return
    }
    #expect(
      stage.news(customer) == [
        .join(number, party: 0),
        .connected(number, party: 0, parties: parties, again: true, nil),
      ])
    #expect(stage.news(agent) == [.resend(number, party: 0)])
  }

  @Test("a customer who does not come back has left, and the agent is told that he is lost")
  func lost() throws {
    let stage = try Stage()
    let agent = try stage.agent("seoul-1")
    let customer = try stage.ask()
    let number = try stage.news(customer).dialogue()
    stage.call { $0.connectionLost(customer, at: $1) }
    _ = stage.news(agent)
    stage.wait(60)
    #expect(
      stage.news(agent) == [.part(number), .ended(number, .lost), .standing(.available)])
    #expect(stage.desk.counts.lost == 1 && stage.desk.counts.served == 0)
  }

  @Test("a lost agent's customers go back to the head of the queue, the first one first")
  func agentLost() throws {
    let stage = try Stage(agents: Self.alone)
    let agent = try stage.agent("seoul-1")
    let talking = [try stage.ask(), try stage.ask()]
    let waiting = try stage.ask()
    let number = try stage.news(talking[0]).dialogue()
    stage.call { $0.connectionLost(agent, at: $1) }
    stage.wait(59)
    #expect(stage.news(talking[0]).isEmpty)
    stage.wait(3)
    let heard = stage.news(talking[0])
    #expect(Array(heard.prefix(2)) == [.part(number), .left(number, party: 1)])
    #expect(heard.positions == [1])
    #expect(stage.news(talking[1]).positions == [2])
    #expect(stage.news(waiting).positions == [1, 3])
    #expect(stage.desk.counts.handedBack == 2)
    #expect(stage.desk.violations() == [])
  }

  @Test("an agent who comes back in time has his dialogues, and gets new customers again")
  func agentBack() throws {
    let stage = try Stage(agents: Self.alone)
    let agent = try stage.agent("seoul-1")
    let customer = try stage.ask()
    let number = try stage.news(customer).dialogue()
    stage.call { $0.connectionLost(agent, at: $1) }
    let next = try stage.ask()
    #expect(stage.news(next).positions == [1])
    _ = stage.news(agent)
    #expect(stage.call { $0.resume(agent, at: $1) } == .resumed(.agent))
    let heard = stage.news(agent)
    #expect(heard.first == .standing(.busy) && heard.contains(.join(number, party: 1)))
    #expect(stage.desk.dialogues(ofAgents: agent).first == number)
    #expect(stage.news(customer) == [.resend(number, party: 1)])
    #expect(try stage.news(next).dialogue() != number)
  }

  @Test("an agent who signs in while he is here goes on in the new connection")
  func signsInAgain() throws {
    let stage = try Stage()
    let agent = try stage.agent("seoul-1")
    let customer = try stage.ask()
    let number = try stage.news(customer).dialogue()
    _ = stage.news(agent)
    guard case .resumed(agent, let facts) = stage.call({ $0.signIn("seoul-1", at: $1) }) else {
      Issue.record("a new session")
      return
    }
    #expect(facts.chats == 2)
    #expect(try stage.news(agent).dialogue() == number)
  }

  @Test("a lost helper leaves the dialogue, which goes on")
  func helperLost() throws {
    let stage = try Stage()
    let agents = try ["seoul-1", "seoul-2"].map { try stage.agent($0) }
    let customer = try stage.ask()
    let number = try stage.news(customer).dialogue()
    let code = try Stage.code()
    stage.call { _ = $0.askForHelp(code, question: "", in: number, by: agents[0], at: $1) }
    stage.call { $0.connectionLost(agents[1], at: $1) }
    _ = stage.news(customer)
    stage.wait(61)
    #expect(stage.news(customer) == [.left(number, party: 2)])
    #expect(stage.news(agents[1]).last == .close(.over))
    #expect(stage.desk.counts.handedBack == 0 && stage.desk.violations() == [])
  }
}

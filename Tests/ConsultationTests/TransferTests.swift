// A customer is given away to the agents of another page.

@testable import Consultation
import Consulting
import Testing

struct TransferTests {
  private static let twoGroups =
    Stage.group("computers", "count: 1", documents: "{\"43\": 1}")
    + Stage.group("shirts", "count: 1", documents: "{\"53\": 1}")

  @Test("the customer goes to the head of the other page's queue, in a new dialogue")
  func transferred() throws {
    let stage = try Stage(agents: Self.twoGroups)
    let agents = try ["computers-1", "shirts-1"].map { try stage.agent($0) }
    let first = try stage.ask("53101602")
    let waiting = try stage.ask("53101602")
    let customer = try stage.ask("43211507")
    let old = try stage.news(customer).dialogue()
    let code = try Stage.code("53101602")
    #expect(stage.call { $0.transfer(old, to: code, by: agents[0], at: $1) } == nil)
    #expect(
      stage.news(customer) == [
        .part(old), .left(old, party: 1), .waiting(position: 1, expectedWait: nil),
      ])
    #expect(stage.news(agents[0]).suffix(2) == [.ended(old, .agent), .standing(.available)])
    stage.wait(2)
    #expect(stage.news(waiting).positions == [1, 2])
    let busy = try stage.news(first).dialogue()
    stage.call { _ = $0.end(busy, by: agents[1], at: $1) }
    let new = try stage.news(customer).dialogue()
    #expect(new != old && stage.desk.counts.transferred == 1)
    #expect(try stage.news(agents[1]).dialogue() == new)
  }

  /// A dialogue of the first agent that the second has joined to help.
  private func helped() throws -> (
    stage: Stage, agents: [SessionNumber], customer: SessionNumber, number: DialogueNumber
  ) {
    let stage = try Stage()
    let agents = try ["seoul-1", "seoul-2"].map { try stage.agent($0) }
    let customer = try stage.ask()
    let number = try stage.news(customer).dialogue()
    let code = try Stage.code()
    let refusal = stage.call {
      $0.askForHelp(code, question: "?", in: number, by: agents[0], at: $1)
    }
    #expect(refusal == nil)
    for session in agents + [customer] { _ = stage.news(session) }
    return (stage, agents, customer, number)
  }

  @Test("a helper takes over: the dialogue goes on, and who answered is free")
  func handedOver() throws {
    let (stage, agents, customer, number) = try helped()
    stage.wait(5)
    let shirt = try Stage.code("53101602")
    #expect(stage.call { $0.moved(customer, to: shirt, at: $1) } == nil)
    for agent in agents { #expect(stage.news(agent) == [.moved(number, shirt)]) }
    #expect(stage.call { $0.handOver(number, to: 2, by: agents[0], at: $1) } == nil)
    let left = DeskNotice.What.left(number, party: 1)
    #expect(stage.news(customer) == [.takenOver(number, party: 2, nil), left])
    // The helper was asked something else, and learns now what the customer asks.
    let asked = Matter(
      kind: .customer, code: shirt, question: "why?", from: customer,
      waited: SimulationTime(seconds: 5), position: nil)
    #expect(stage.news(agents[1]) == [.takenOver(number, party: 2, asked), left])
    #expect(
      stage.news(agents[0]) == [.part(number), .ended(number, .agent), .standing(.available)])
    #expect(stage.desk.counts.transferred == 1 && stage.desk.counts.served == 0)
    #expect(stage.desk.party(of: agents[1], in: number)?.role == .agent)
    // The new agent may do what the old one might: ask, and end.
    let code = try Stage.code()
    let refusal = stage.call {
      $0.askForHelp(code, question: "?", in: number, by: agents[1], at: $1)
    }
    let facts = PartyFacts(party: 3, name: "seoul-1", role: .helper)
    #expect(refusal == nil && stage.news(customer) == [.joined(number, facts)])
    #expect(stage.desk.violations() == [])
    #expect(stage.call { $0.end(number, by: agents[1], at: $1) } == nil)
    #expect(stage.desk.counts.served == 1 && stage.desk.violations() == [])
  }

  @Test("a helper who has taken over and is lost hands the customer back to the queue")
  func heirIsLost() throws {
    let (stage, agents, customer, number) = try helped()
    stage.call { _ = $0.beAway(agents[0], reason: "tea", at: $1) }
    #expect(stage.call { $0.handOver(number, to: 2, by: agents[0], at: $1) } == nil)
    _ = stage.news(customer)
    stage.call { $0.connectionLost(agents[1], at: $1) }
    stage.wait(61)
    #expect(stage.news(customer).contains(.waiting(position: 1, expectedWait: nil)))
    #expect(stage.desk.counts.handedBack == 1 && stage.desk.violations() == [])
  }

  @Test("nobody takes over who has not joined to help, and only who answers hands over")
  func notHandedOver() throws {
    let (stage, agents, _, number) = try helped()
    for party in [0, 1, 3] {
      #expect(stage.call { $0.handOver(number, to: party, by: agents[0], at: $1) } == .noHelper)
    }
    #expect(stage.call { $0.handOver(number, to: 2, by: agents[1], at: $1) } == .notYours)
    stage.call { $0.connectionLost(agents[1], at: $1) }
    #expect(stage.call { $0.handOver(number, to: 2, by: agents[0], at: $1) } == .noHelper)
    stage.call { _ = $0.resume(agents[1], at: $1) }
    stage.call { _ = $0.end(number, by: agents[1], at: $1) }
    #expect(stage.call { $0.handOver(number, to: 2, by: agents[0], at: $1) } == .noHelper)
    let other = DialogueNumber(77)
    #expect(stage.call { $0.handOver(other, to: 2, by: agents[0], at: $1) } == .noDialogue)
    #expect(stage.desk.violations() == [])
  }

  @Test("only who answers may give the customer away, and only to a page that is served")
  func refused() throws {
    let stage = try Stage()
    let agents = try ["seoul-1", "seoul-2"].map { try stage.agent($0) }
    let customer = try stage.ask()
    let number = try stage.news(customer).dialogue()
    let code = try Stage.code()
    stage.call {
      _ = $0.askForHelp(code, question: "", in: number, by: agents[0], at: $1)
    }
    #expect(stage.call { $0.transfer(number, to: code, by: agents[1], at: $1) } == .notYours)
    let foreign = try Stage.code("99999999")
    #expect(stage.call { $0.transfer(number, to: foreign, by: agents[0], at: $1) } == .unknownCode)
    let other = DialogueNumber(77)
    #expect(stage.call { $0.transfer(other, to: code, by: agents[0], at: $1) } == .noDialogue)
    #expect(stage.desk.violations() == [])
  }
}

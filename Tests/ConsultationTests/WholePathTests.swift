// One consultation from the question to the end.

@testable import Consultation
import Consulting
import Testing

struct WholePathTests {
  @Test("who asks while an agent has room is connected at once, as party 0 with party 1")
  func givenAtOnce() throws {
    let stage = try Stage()
    let agent = try stage.agent("seoul-1")
    _ = stage.news(agent)
    let customer = try stage.ask()
    let parties = [
      PartyFacts(party: 0, name: nil, role: .customer),
      PartyFacts(party: 1, name: "seoul-1", role: .agent),
    ]
    let heard = stage.news(customer)
    let number = try heard.dialogue()
    #expect(
      heard == [
        .join(number, party: 0), .connected(number, party: 0, parties: parties, again: false, nil),
      ])
    let matter = Matter(
      kind: .customer, code: try Stage.code(), question: "why?", from: customer, waited: .zero,
      position: nil)
    #expect(
      stage.news(agent) == [
        .join(number, party: 1),
        .connected(number, party: 1, parties: parties, again: false, matter),
        .standing(.busy),
      ])
  }

  @Test("an agent ends the dialogue: everyone is told, the customer's connection is closed")
  func ends() throws {
    let stage = try Stage()
    let agent = try stage.agent("seoul-1")
    let customer = try stage.ask()
    let number = try stage.news(customer).dialogue()
    _ = stage.news(agent)
    #expect(stage.call { $0.end(number, by: agent, at: $1) } == nil)
    #expect(
      stage.news(customer) == [.part(number), .ended(number, .agent), .close(.over)])
    #expect(
      stage.news(agent) == [.part(number), .ended(number, .agent), .standing(.available)])
    #expect(stage.desk.counts.served == 1)
  }

  @Test("who asks while nobody is there waits, and is taken when an agent becomes available")
  func waits() throws {
    let stage = try Stage()
    let customer = try stage.ask()
    #expect(stage.news(customer) == [.waiting(position: 1, expectedWait: nil)])
    stage.now = 5
    let agent = try stage.agent("seoul-2")
    let number = try stage.news(customer).dialogue()
    #expect(try stage.news(agent).dialogue() == number)
  }

  @Test("the desk's figures say who is where")
  func figures() throws {
    let stage = try Stage(agents: Stage.group("seoul", "count: 3, wrap-up: {fixed: 9s}"))
    let agents = try ["seoul-1", "seoul-2", "seoul-3"].map { try stage.agent($0) }
    let customer = try stage.ask()
    let number = try stage.news(customer).dialogue()
    stage.now = 25
    stage.call { _ = $0.beAway(agents[2], reason: "", at: $1) }
    for _ in 0..<3 { _ = try stage.ask() }
    stage.call { _ = $0.end(number, by: agents[0], at: $1) }
    stage.now = 30
    stage.call { $0.advance(to: $1) }
    let figures = stage.desk.figures
    #expect((figures.waiting, figures.talking, figures.questions) == (2, 1, 0))
    #expect(figures.streams[0].waiting == 2)
    #expect(figures.streams[0].longestWait == 5_000_000_000)
    let group = figures.groups[0]
    #expect((group.away, group.busy, group.wrappingUp, group.available) == (1, 1, 1, 0))
    #expect((stage.desk.counts.answered, stage.desk.counts.answeredInTime) == (2, 2))
  }
}

// Offers: accepted, declined, lapsed, withdrawn.

@testable import Consultation
import Testing

struct OfferTests {
  private func stage(_ agents: String = Stage.oneGroup) throws -> Stage {
    try Stage(agents: agents, routing: "{offer: {timeout: 10s}}")
  }

  @Test("an offer that is accepted becomes a dialogue; its customer waited until then")
  func accepted() throws {
    let stage = try stage()
    let agent = try stage.agent("seoul-1")
    let customer = try stage.ask()
    #expect(stage.news(customer).positions == [1])
    let heard = stage.news(agent)
    #expect(heard.last == .standing(.offered))
    stage.wait(3)
    let offer = try heard.offer()
    #expect(stage.call { $0.accept(offer, by: agent, at: $1) } == nil)
    let number = try stage.news(customer).dialogue()
    #expect(try stage.news(agent).dialogue() == number)
    #expect(stage.call { $0.accept(offer, by: agent, at: $1) } == .noOffer)
  }

  @Test("who is declined by one agent is offered to another, who may not decline the first's")
  func declined() throws {
    let stage = try stage()
    let agents = try ["seoul-1", "seoul-2"].map { try stage.agent($0) }
    _ = try stage.ask()
    let first = try stage.news(agents[0]).offer()
    #expect(stage.call { $0.decline(first, by: agents[0], at: $1) } == nil)
    #expect(stage.news(agents[0]).contains(.offerEnded(first, .declined)))
    let second = try stage.news(agents[1]).offer()
    #expect(stage.call { $0.decline(first, by: agents[1], at: $1) } == .noOffer)
    #expect(stage.call { $0.accept(second, by: agents[1], at: $1) } == nil)
    #expect(stage.desk.counts.declined == 1)
  }

  @Test("an offer says where its customer stands, a question's says nothing of that")
  func position() throws {
    let stage = try stage(Stage.group("seoul", "count: 2, concurrency: 2"))
    for _ in 0..<2 { _ = try stage.ask() }
    let agent = try stage.agent("seoul-1")
    #expect(positions(stage.news(agent)) == [1, 2])
    let (asker, code) = (try stage.agent("seoul-2"), try Stage.code())
    stage.call { _ = $0.decline(OfferNumber(1), by: agent, at: $1) }
    _ = stage.news(agent)
    #expect(stage.call { $0.askForHelp(code, question: "", in: nil, by: asker, at: $1) } == nil)
    #expect(positions(stage.news(agent)) == [nil])
  }

  /// Where those stand who were offered.
  private func positions(_ told: [DeskNotice.What]) -> [Int?] {
    var positions: [Int?] = []
    for case .offer(_, let matter, _) in told { positions.append(matter.position) }
    return positions
  }

  @Test("an offer lapses when its time is over, not before; the place is kept")
  func lapsed() throws {
    let stage = try stage(Stage.group("seoul", "count: 2"))
    let agents = try ["seoul-1", "seoul-2"].map { try stage.agent($0) }
    let customer = try stage.ask()
    let offer = try stage.news(agents[0]).offer()
    stage.wait(9.9)
    #expect(stage.news(agents[0]).isEmpty)
    let later = try stage.ask()
    _ = stage.news(agents[1])
    stage.wait(0.2)
    #expect(stage.news(agents[0]).first == .offerEnded(offer, .expired))
    stage.wait(3)
    #expect(stage.news(customer).positions == [1])
    #expect(stage.news(later).positions == [2])
  }

  @Test("an offer whose customer leaves ends, and the agent gets the next one")
  func left() throws {
    let stage = try stage(Stage.group("seoul", "count: 1"))
    let agent = try stage.agent("seoul-1")
    let customers = [try stage.ask(), try stage.ask()]
    let offer = try stage.news(agent).offer()
    stage.call { _ = $0.leave(customers[0], at: $1) }
    let heard = stage.news(agent)
    #expect(heard.first == .offerEnded(offer, .left))
    #expect(try heard.offer() != offer)
    #expect(stage.news(customers[0]).suffix(2) == [.ended(nil, .customer), .close(.over)])
  }

  @Test("an agent who goes away with an offer leaves it to another and is told why he is idle")
  func away() throws {
    let stage = try stage()
    let agents = try ["seoul-1", "seoul-2"].map { try stage.agent($0) }
    _ = try stage.ask()
    let offer = try stage.news(agents[0]).offer()
    stage.call { _ = $0.beAway(agents[0], reason: "lunch", at: $1) }
    #expect(
      stage.news(agents[0]) == [
        .offerEnded(offer, .declined), .standing(.away(reason: "lunch")),
      ])
    _ = try stage.news(agents[1]).offer()
  }
}

// An agent asks another: who joins, as whom, and until when.

@testable import Consultation
import Testing

struct HelpTests {
  /// A dialogue of the first agent, and a second agent who is free.
  private func scene(_ agents: String = Stage.oneGroup, helper: String = "seoul-2") throws -> (
    stage: Stage, asker: SessionNumber, helper: SessionNumber, customer: SessionNumber,
    number: DialogueNumber
  ) {
    let stage = try Stage(agents: agents)
    let asker = try stage.agent("seoul-1")
    let customer = try stage.ask()
    let number = try stage.news(customer).dialogue()
    let other = try stage.agent(helper)
    for session in [asker, other] { _ = stage.news(session) }
    return (stage, asker, other, customer, number)
  }

  private func help(
    _ stage: Stage, _ number: DialogueNumber?, _ asker: SessionNumber
  ) throws -> DeskRefusal? {
    let code = try Stage.code()
    return stage.call { $0.askForHelp(code, question: "who?", in: number, by: asker, at: $1) }
  }

  @Test("a helper joins the same dialogue as party 2, and everyone in it is told")
  func joins() throws {
    let (stage, asker, helper, customer, number) = try scene()
    #expect(try help(stage, number, asker) == nil)
    let facts = PartyFacts(party: 2, name: "seoul-2", role: .helper)
    #expect(stage.news(customer) == [.joined(number, facts)])
    #expect(stage.news(asker) == [.joined(number, facts)])
    let heard = stage.news(helper)
    guard case .connected(number, party: 2, let parties, again: false, let matter) = heard[1] else {
      Issue.record("not connected")
      return
    }
    #expect(parties.map(\.party) == [0, 1, 2])
    #expect(matter?.kind == .help(askedBy: "seoul-1"))
    #expect(matter?.from == asker && matter?.question == "who?")
  }

  @Test("the asker is never his own helper, however much room he has")
  func notHimself() throws {
    let (stage, asker, helper, _, number) = try scene()
    stage.call { _ = $0.beAway(helper, reason: "lunch", at: $1) }
    #expect(try help(stage, number, asker) == nil)
    stage.wait(600)
    #expect(stage.news(asker).isEmpty)
    _ = stage.news(helper)
    stage.call { _ = $0.beAvailable(helper, at: $1) }
    #expect(try stage.news(helper).dialogue() == number)
  }

  @Test("one question at a time; the helper may leave, and the next one is party 3")
  func again() throws {
    let (stage, asker, helper, customer, number) = try scene()
    #expect(try help(stage, number, asker) == nil)
    #expect(try help(stage, number, asker) == .alreadyAsked)
    #expect(try help(stage, number, helper) == .notYours)
    _ = stage.news(customer)
    #expect(stage.call { $0.end(number, by: helper, at: $1) } == nil)
    #expect(stage.news(customer) == [.left(number, party: 2)])
    #expect(stage.news(helper).suffix(2) == [.ended(number, .agent), .standing(.available)])
    #expect(try help(stage, number, asker) == nil)
    let facts = PartyFacts(party: 3, name: "seoul-2", role: .helper)
    #expect(stage.news(customer) == [.joined(number, facts)])
  }

  @Test("a dialogue has at most fifteen parties besides the customer")
  func limit() throws {
    let (stage, asker, helper, _, number) = try scene()
    for _ in 2...DeskLimits.lastParty {
      #expect(try help(stage, number, asker) == nil)
      #expect(stage.call { $0.end(number, by: helper, at: $1) } == nil)
    }
    #expect(try help(stage, number, asker) == .noRoom)
    #expect(stage.desk.violations() == [])
  }

  @Test("when the customer leaves, the helper is free too, and an open question is withdrawn")
  func ends() throws {
    let (stage, asker, helper, customer, number) = try scene()
    #expect(try help(stage, number, asker) == nil)
    stage.call { _ = $0.leave(customer, at: $1) }
    for agent in [asker, helper] {
      let heard = stage.news(agent).suffix(2)
      #expect(heard == [.ended(number, .customer), .standing(.available)])
    }
    let next = try stage.ask()
    let second = try stage.news(next).dialogue()
    let other = try #require([asker, helper].first { stage.news($0).isEmpty })
    stage.call { _ = $0.beAway(other, reason: "", at: $1) }
    let answers = other == asker ? helper : asker
    #expect(try help(stage, second, answers) == nil)
    stage.call { _ = $0.end(second, by: answers, at: $1) }
    #expect(stage.desk.violations() == [])
    #expect(stage.desk.questions == 0)
  }

  @Test("an agent asks for himself: the two are parties 1 and 2 of a dialogue without a customer")
  func withoutCustomer() throws {
    let (stage, asker, helper, _, _) = try scene()
    #expect(try help(stage, nil, asker) == nil)
    let heard = stage.news(asker)
    let number = try heard.dialogue()
    let parties = [
      PartyFacts(party: 1, name: "seoul-1", role: .agent),
      PartyFacts(party: 2, name: "seoul-2", role: .helper),
    ]
    #expect(heard.contains(.connected(number, party: 1, parties: parties, again: false, nil)))
    #expect(try help(stage, nil, asker) == .alreadyAsked)
    _ = stage.news(helper)
    #expect(stage.call { $0.end(number, by: helper, at: $1) } == nil)
    #expect(stage.news(asker).suffix(2) == [.part(number), .ended(number, .agent)])
    #expect(stage.desk.violations() == [])
  }
}

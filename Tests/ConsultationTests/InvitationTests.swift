// Invitations: who may invite whom, and what becomes of it.

@testable import Consultation
import Consulting
import Testing

struct InvitationTests {
  /// A reader whom the first of two agents has invited.
  static func invited(
    _ agents: String = Stage.oneGroup, _ change: (inout DeskLimits) -> Void = { _ in }
  ) throws -> (stage: Stage, agent: SessionNumber, reader: SessionNumber, number: ReaderNumber) {
    let stage = try ReaderTests.stage(agents: agents, change)
    let reader = try stage.read()
    let agent = try stage.agent("seoul-1")
    #expect(stage.call { $0.watch(.shown, by: agent, at: $1) } == nil)
    stage.wait(1)
    let number = try #require(stage.news(agent).readers?.first?.number)
    #expect(stage.call { $0.invite(number, by: agent, at: $1) } == nil)
    return (stage, agent, reader, number)
  }

  @Test("who accepts talks with the very agent who invited, at once and without an offer")
  func accepted() throws {
    let (stage, agent, reader, number) = try Self.invited()
    // The other agent has been idle for longer, and would be chosen.
    let other = try stage.agent("seoul-2")
    let news = stage.news(reader)
    #expect(
      news == [.invited(try news.invitation(), name: "seoul-1", SimulationTime(seconds: 30))])
    let customer = try stage.accept(try news.invitation(), as: reader)
    let heard = stage.news(customer)
    let dialogue = try heard.dialogue()
    let told = stage.news(agent)
    #expect(try told.dialogue() == dialogue)
    #expect(told.contains(.invitationAnswered(number, .accepted)))
    #expect(!told.contains { if case .offer = $0 { true } else { false } })
    #expect(heard.positions == [] && stage.news(other).lastDialogue == nil)
    #expect(stage.desk.holds(reader) == false)
    #expect(stage.desk.violations() == [])
    let counts = stage.desk.counts
    #expect((counts.invitations, counts.invitationsAccepted) == (1, 1))
    #expect((counts.asked, counts.answered, counts.answeredInTime) == (1, 1, 1))
    #expect(stage.call { $0.end(dialogue, by: agent, at: $1) } == nil)
    #expect(stage.desk.violations() == [])
  }

  @Test("who accepts when the agent is taken is routed as any customer")
  func taken() throws {
    let (stage, agent, reader, _) = try Self.invited(Stage.group("seoul", "count: 2"))
    let first = try stage.ask()
    let offer = try stage.news(agent).offer()
    #expect(stage.call { $0.accept(offer, by: agent, at: $1) } == nil)
    let invitation = try stage.news(reader).invitation()
    let customer = try stage.accept(invitation, as: reader)
    #expect(stage.news(customer).positions == [1])
    let other = try stage.agent("seoul-2")
    #expect(throws: Never.self) { try stage.news(other).offer() }
    #expect(first != customer)
    #expect(stage.desk.violations() == [])
  }

  @Test("without its number, or with another's, an invitation is not accepted")
  func unnamed() throws {
    for named in [nil, InvitationNumber(77)] {
      let (stage, agent, reader, number) = try Self.invited()
      let customer = try stage.accept(named, as: reader)
      let told = stage.news(agent)
      #expect(told.contains(.invitationAnswered(number, .left)))
      #expect(throws: Never.self) { try told.offer() }
      #expect(stage.news(customer).positions == [1])
    }
    // Nor does somebody else's session help.
    let (stage, agent, reader, _) = try Self.invited()
    let invitation = try stage.news(reader).invitation()
    let customer = try stage.accept(invitation, as: try stage.read())
    #expect(stage.news(customer).lastDialogue == nil)
    #expect(throws: Never.self) { try stage.news(agent).offer() }
  }

  @Test("who declines is not invited again, on no page; nobody sees that reader any more")
  func declined() throws {
    let (stage, agent, reader, number) = try Self.invited()
    let invitation = try stage.news(reader).invitation()
    #expect(stage.call { $0.dismiss(invitation, by: reader, at: $1) } == nil)
    #expect(stage.call { $0.dismiss(invitation, by: reader, at: $1) } == .noInvitation)
    let shirt = try Stage.code("53101602")
    #expect(stage.call { $0.moved(reader, to: shirt, at: $1) } == nil)
    stage.wait(2)
    let told = stage.news(agent)
    #expect(told.contains(.invitationAnswered(number, .declined)) && told.readers == [])
    #expect(stage.call { $0.invite(number, by: agent, at: $1) } == .noReader)
    #expect(stage.desk.violations() == [])
    // Asking is another matter.
    #expect(throws: Never.self) { try stage.accept(nil, as: reader) }
  }

  @Test("an invitation lapses: both are told, and another may follow")
  func lapses() throws {
    let (stage, agent, reader, number) = try Self.invited()
    let invitation = try stage.news(reader).invitation()
    stage.wait(29)
    #expect(stage.news(reader) == [])
    #expect(stage.news(agent).readers?.map(\.invitedBy) == ["seoul-1"])
    stage.wait(1)
    #expect(stage.news(reader) == [.invitationOver(invitation, .expired)])
    stage.wait(1)
    let told = stage.news(agent)
    #expect(told.contains(.invitationAnswered(number, .expired)))
    #expect(told.readers?.map(\.invitedBy) == [nil])
    #expect(stage.call { $0.invite(number, by: agent, at: $1) } == nil)
    let customer = try stage.accept(invitation, as: reader)
    #expect(stage.news(customer).lastDialogue == nil)
  }

  @Test("an agent invites as many as he has room for, nobody twice, and none while away")
  func room() throws {
    let stage = try ReaderTests.stage()
    for _ in 0..<3 { _ = try stage.read() }
    let (agent, other) = (try stage.agent("seoul-1"), try stage.agent("seoul-2"))
    #expect(stage.call { $0.watch(.shown, by: agent, at: $1) } == nil)
    stage.wait(1)
    let numbers = try #require(stage.news(agent).readers).map(\.number)
    let invite = { (number: ReaderNumber, by: SessionNumber) in
      stage.call { $0.invite(number, by: by, at: $1) }
    }
    #expect(invite(numbers[0], agent) == nil)
    #expect(invite(numbers[0], other) == .alreadyInvited)
    #expect(invite(numbers[1], agent) == nil)
    #expect(invite(numbers[2], agent) == .notFree)
    stage.call { _ = $0.beAway(other, reason: "lunch", at: $1) }
    #expect(invite(numbers[2], other) == .notFree)
    #expect(invite(ReaderNumber(999), other) == .noReader)
    #expect(stage.desk.violations() == [])
  }

  @Test("when the server stops, readers are told and nothing stands")
  func closing() throws {
    let (stage, agent, reader, _) = try Self.invited()
    stage.call { $0.close(at: $1) }
    #expect(stage.news(reader).last == .close(.stopping))
    #expect(stage.news(agent).last == .close(.stopping))
    #expect(stage.desk.violations() == [])
    #expect(stage.desk.figures.readers == 0)
    let code = try Stage.code()
    #expect(stage.call { $0.read(code, at: $1) } == .turnedAway(.closing))
  }
}

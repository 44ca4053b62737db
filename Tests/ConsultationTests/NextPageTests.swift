// An invited reader goes on to the next page: the invitation comes along, or ends.

@testable import Consultation
import Consulting
import Testing

struct NextPageTests {
  private static let shirt = "53101602"

  @Test("an invitation stands on the next page, for what is left of its time")
  func nextPage() throws {
    let (stage, agent, reader, number) = try InvitationTests.invited()
    let invitation = try stage.news(reader).invitation()
    stage.wait(2)
    stage.call { $0.connectionLost(reader, at: $1) }
    stage.wait(5)
    // Until then the agent sees no difference.
    #expect(stage.news(agent).readers?.map(\.invitedBy) == ["seoul-1"])
    #expect(try stage.read(Self.shirt, as: reader) == reader)
    #expect(
      stage.news(reader) == [
        .invited(invitation, name: "seoul-1", SimulationTime(seconds: 23))
      ])
    #expect(stage.desk.violations() == [] && stage.desk.counts.readers == 1)
    stage.wait(1)
    let seen = try #require(stage.news(agent).readers)
    #expect(seen.map(\.number) == [number] && seen.map(\.invitedBy) == ["seoul-1"])
    #expect(seen.map(\.code.document.digits) == [Self.shirt])
    let customer = try stage.accept(invitation, as: reader, Self.shirt)
    let heard = stage.news(customer)
    #expect(try heard.dialogue() == stage.news(agent).dialogue())
    #expect(stage.desk.counts.invitationsAccepted == 1 && stage.desk.violations() == [])
  }

  @Test("who does not come back in time has left, and takes the invitation along")
  func left() throws {
    let (stage, agent, reader, number) = try InvitationTests.invited {
      $0.resumeTime = SimulationTime(seconds: 4)
    }
    _ = stage.news(reader)
    stage.call { $0.connectionLost(reader, at: $1) }
    stage.wait(3.9)
    #expect(stage.desk.holds(reader) == true)
    stage.wait(1.1)
    #expect(stage.news(reader) == [.close(.over)])
    let told = stage.news(agent)
    #expect(told.contains(.invitationAnswered(number, .left)) && told.readers == [])
    #expect(stage.desk.counts.invitationsLapsed == 0 && stage.desk.nextDue == .never)
    // What he shows later is nothing any more: somebody new reads.
    let late = try stage.read(as: reader)
    #expect(late != reader && stage.news(late) == [] && stage.desk.violations() == [])
  }

  @Test("no invitation lasts longer for somebody who is on the way to the next page")
  func lapses() throws {
    let (stage, agent, reader, number) = try InvitationTests.invited()
    stage.wait(20)
    _ = stage.news(reader)
    stage.call { $0.connectionLost(reader, at: $1) }
    stage.wait(10)
    #expect(stage.news(reader) == [.close(.over)])
    #expect(stage.news(agent).contains(.invitationAnswered(number, .expired)))
    #expect(stage.desk.counts.invitationsLapsed == 1 && stage.desk.holds(reader) == false)
    #expect(stage.desk.violations() == [])
  }

  @Test("a page may be there before the connection of the one before is lost")
  func overlapping() throws {
    let (stage, agent, reader, number) = try InvitationTests.invited()
    let invitation = try stage.news(reader).invitation()
    #expect(try stage.read(Self.shirt, as: reader) == reader)
    #expect(try stage.news(reader).invitation() == invitation)
    stage.wait(30)
    #expect(stage.news(reader) == [.invitationOver(invitation, .expired)])
    #expect(stage.news(agent).contains(.invitationAnswered(number, .expired)))
    #expect(stage.desk.holds(reader) == true && stage.desk.violations() == [])
  }

  @Test("who has no connection says nothing, and is told nothing")
  func absent() throws {
    let (stage, agent, reader, number) = try InvitationTests.invited()
    let invitation = try stage.news(reader).invitation()
    stage.call { $0.connectionLost(reader, at: $1) }
    #expect(stage.call { $0.dismiss(invitation, by: reader, at: $1) } == .noSession)
    let shirt = try Stage.code(Self.shirt)
    #expect(stage.call { $0.moved(reader, to: shirt, at: $1) } == .noSession)
    #expect(stage.call { $0.invite(number, by: agent, at: $1) } == .alreadyInvited)
    stage.call { $0.close(at: $1) }
    #expect(stage.news(reader) == [.close(.stopping)])
    #expect(stage.desk.violations() == [] && stage.desk.figures.readers == 0)
  }
}

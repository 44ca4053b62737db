// Readers: who sees them, how often, and how few.

@testable import Consultation
import Consulting
import Testing

struct ReaderTests {
  /// A desk for readers, where offers take three seconds.
  static func stage(
    agents: String = Stage.oneGroup, routing: String = "{offer: {timeout: 3s}}",
    _ change: (inout DeskLimits) -> Void = { _ in }
  ) throws -> Stage {
    var limits = DeskLimits()
    limits.readers = 100
    change(&limits)
    return try Stage(agents: agents, routing: routing, deskLimits: limits)
  }

  private func watch(_ stage: Stage, _ agent: SessionNumber) -> DeskRefusal? {
    stage.call { $0.watch(.shown, by: agent, at: $1) }
  }

  @Test("agents see who reads pages that they may answer without a ring, and only these")
  func whom() throws {
    let stage = try Self.stage(
      agents: Stage.group("seoul", "count: 1", documents: "{\"43\": 1}")
        + Stage.group("busan", "count: 1", languages: "{ko: 1}")
        + Stage.group("osaka", "count: 1, location: osaka"),
      routing: "{rings: [{after: 5s, location: osaka}]}")
    _ = try stage.read()
    _ = try stage.read("53101602")
    _ = try stage.read("43211507", "ja")
    stage.wait(7)
    let shirt = try Stage.code("53101602")
    let (korean, japanese) = (try Stage.code(), try Stage.code("43211507", "ja"))
    for (name, wanted) in [
      ("seoul-1", [korean, japanese]), ("busan-1", [korean, shirt]), ("osaka-1", []),
    ] {
      let agent = try stage.agent(name)
      #expect(watch(stage, agent) == nil)
      stage.wait(1)
      let seen = try #require(stage.news(agent).readers)
      #expect(Set(seen.map(\.code)) == Set(wanted))
      #expect(seen.allSatisfy { $0.read.seconds >= 7 && $0.invitedBy == nil })
    }
  }

  @Test("changes are told once a second at most, to those whom they concern, and not without one")
  func pace() throws {
    let stage = try Self.stage(
      agents: Stage.group("seoul", "count: 1", documents: "{\"43\": 1}")
        + Stage.group("busan", "count: 1", documents: "{\"53\": 1}"))
    let (seoul, busan) = (try stage.agent("seoul-1"), try stage.agent("busan-1"))
    for agent in [seoul, busan] { #expect(watch(stage, agent) == nil) }
    stage.wait(3)
    for agent in [seoul, busan] { #expect(stage.news(agent).readers == []) }
    for _ in 0..<40 {
      _ = try stage.read()
      stage.wait(0.1)
    }
    stage.wait(1)
    let told = stage.news(seoul)
    #expect((5...6).contains(told.count))
    #expect(told.readers?.count == 40)
    #expect(stage.news(busan) == [])
    stage.wait(60)
    #expect(stage.news(seoul) == [])
    stage.call { _ = $0.watch(.hidden, by: seoul, at: $1) }
    _ = try stage.read()
    stage.wait(5)
    #expect(stage.news(seoul) == [])
    #expect(stage.desk.nextDue == .never)
  }

  @Test("of many readers those are shown who came to their page last, and how many there are")
  func many() throws {
    let stage = try Self.stage { $0.readersShown = 5 }
    var sessions: [SessionNumber] = []
    for _ in 0..<8 {
      sessions.append(try stage.read())
      stage.wait(1)
    }
    let shirt = try Stage.code("53101602")
    #expect(stage.call { $0.moved(sessions[1], to: shirt, at: $1) } == nil)
    stage.wait(1)
    let agent = try stage.agent("seoul-1")
    #expect(watch(stage, agent) == nil)
    stage.wait(1)
    guard case .reading(let readers, let count)? = stage.news(agent).last else {
      throw Stage.Missing.reader
    }
    #expect(count == 8)
    #expect(
      readers.map(\.code.document.digits) == ["53101602"] + Array(repeating: "43211507", count: 4))
    #expect(readers.map { $0.read.seconds.rounded() } == [1, 2, 3, 4, 5])
    stage.call { $0.connectionLost(sessions[7], at: $1) }
    stage.wait(1)
    let left = try #require(stage.news(agent).readers)
    #expect(left.map { $0.read.seconds.rounded() } == [2, 4, 5, 6, 7])
  }

  @Test("who reads a page that nobody may answer at once is seen again on the next one")
  func between() throws {
    let stage = try Self.stage(
      agents: Stage.group("seoul", "count: 1", documents: "{\"43\": 1}")
        + Stage.group("osaka", "count: 1, location: osaka"),
      routing: "{rings: [{after: 5s, location: osaka}]}")
    let reader = try stage.read()
    let agent = try stage.agent("seoul-1")
    #expect(watch(stage, agent) == nil)
    for (document, count) in [("43211507", 1), ("53101602", 0), ("43211507", 1)] {
      let code = try Stage.code(document)
      #expect(stage.call { $0.moved(reader, to: code, at: $1) } == nil)
      stage.wait(2)
      #expect(stage.news(agent).readers?.count == count)
    }
    #expect(stage.desk.violations() == [])
  }

  @Test("more readers than there may be are turned away, and a place is free when one leaves")
  func limit() throws {
    let stage = try Self.stage { $0.readers = 2 }
    let first = try stage.read()
    _ = try stage.read()
    let code = try Stage.code()
    #expect(stage.call { $0.read(code, at: $1) } == .turnedAway(.noRoom))
    #expect(stage.desk.counts.readersTurnedAway == 1)
    stage.call { $0.connectionLost(first, at: $1) }
    #expect(stage.news(first) == [.close(.over)])
    let third = try stage.read()
    #expect(third != first)
    #expect(stage.desk.figures.readers == 2)
    #expect([first, third].map { stage.desk.holds($0) } == [false, true])
    let unknown = try Stage.code("11111111")
    #expect(stage.call { $0.read(unknown, at: $1) } == .turnedAway(.unknownCode))
  }

  @Test("an agent who comes back is shown readers again; who signs out, no more")
  func back() throws {
    let stage = try Self.stage()
    let agent = try stage.agent("seoul-1")
    #expect(watch(stage, agent) == nil)
    stage.wait(2)
    stage.call { $0.connectionLost(agent, at: $1) }
    _ = try stage.read()
    stage.wait(2)
    _ = stage.news(agent)
    stage.call { _ = $0.resume(agent, at: $1) }
    stage.wait(1)
    #expect(stage.news(agent).readers?.count == 1)
    stage.call { $0.connectionLost(agent, at: $1) }
    stage.wait(100)
    let again = try stage.agent("seoul-1")
    _ = try stage.read()
    stage.wait(5)
    #expect(stage.news(again).readers == nil)
    #expect(stage.desk.violations() == [])
  }

  @Test("where nobody is invited, agents are told so")
  func off() throws {
    let stage = try Self.stage { $0.readers = 0 }
    let agent = try stage.agent("seoul-1")
    #expect(watch(stage, agent) == .notOffered)
    #expect(stage.call { $0.invite(ReaderNumber(1), by: agent, at: $1) } == .notOffered)
    #expect(stage.desk.invites == false)
  }
}

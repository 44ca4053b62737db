// Whom an agent could ask about a page.

@testable import Consultation
import Consulting
import Testing

struct ColleagueTests {
  private static let agents =
    Stage.group("seoul", "count: 2", documents: "{\"43\": 0.5}")
    + Stage.group("busan", "count: 2, concurrency: 2", languages: "{ko: 0.9}")
    + Stage.group("osaka", "count: 1, location: osaka", documents: "{\"43\": 0.8}")
    + Stage.group("daegu", "count: 1", languages: "{en: 1}")

  private func colleagues(_ stage: Stage, of agent: SessionNumber) throws -> [ColleagueFacts] {
    let code = try Stage.code()
    return try stage.call { desk, _ in try desk.colleagues(for: code, of: agent).get() }
  }

  @Test("those with room come first, of these the best match; who asks is not among them")
  func order() throws {
    let stage = try Stage(
      agents: Self.agents, routing: "{rings: [{after: 5s, location: osaka}]}")
    let asker = try stage.agent("busan-1")
    for name in ["seoul-1", "seoul-2", "osaka-1", "daegu-1"] { _ = try stage.agent(name) }
    _ = try stage.agent("busan-2", isAway: true)
    let first = try colleagues(stage, of: asker)
    #expect(first.map(\.facts.name) == ["osaka-1", "seoul-1", "seoul-2"])
    #expect(first.map(\.score) == [0.8, 0.5, 0.5])
    #expect(first.map(\.room) == [1, 1, 1])
    #expect(first[0].languages.map(\.text) == ["ko", "ja"])
    // The best one is taken, by a question.
    let code = try Stage.code()
    #expect(
      stage.call { $0.askForHelp(code, question: "", in: nil, by: asker, at: $1) } == nil)
    let taken = try colleagues(stage, of: asker)
    #expect(taken.map(\.room) == [1, 1, 0])
    #expect(taken.map(\.standing) == [.available, .available, .busy])
    #expect(taken.map(\.facts.name) == ["osaka-1", "seoul-2", "seoul-1"])
  }

  @Test("ten at most; a page that is not served is refused")
  func bounds() throws {
    let stage = try Stage(agents: Stage.group("seoul", "count: 14"))
    let asker = try stage.agent("seoul-14")
    for number in 1...13 { _ = try stage.agent("seoul-\(number)") }
    #expect(
      try colleagues(stage, of: asker).map(\.facts.name) == (1...10).map { "seoul-\($0)" })
    let code = try Stage.code("11111111")
    let answer = stage.call { desk, _ in desk.colleagues(for: code, of: asker) }
    #expect(answer == .failure(.unknownCode))
  }
}

// The work after a dialogue: how long it holds a place.

@testable import Consultation
import Consulting
import Testing

struct WrapUpTests {
  private func stage(_ wrapUp: String) throws -> Stage {
    try Stage(agents: Stage.group("seoul", "count: 1, wrap-up: \(wrapUp)"))
  }

  /// An agent in wrap-up, and a customer who waits for him.
  private func afterwards(_ wrapUp: String) throws -> (
    stage: Stage, agent: SessionNumber, number: DialogueNumber, next: SessionNumber
  ) {
    let stage = try stage(wrapUp)
    let agent = try stage.agent("seoul-1")
    let customer = try stage.ask()
    let next = try stage.ask()
    let number = try stage.news(customer).dialogue()
    _ = (stage.news(agent), stage.news(next))
    stage.call { _ = $0.end(number, by: agent, at: $1) }
    return (stage, agent, number, next)
  }

  @Test("the place is held for the time of the plan; then the next customer comes")
  func fixed() throws {
    let (stage, agent, number, next) = try afterwards("{fixed: 20s}")
    #expect(
      stage.news(agent).suffix(2) == [
        .wrapUp(number, SimulationTime(seconds: 20)), .standing(.wrapUp),
      ])
    stage.wait(19.9)
    #expect(throws: Stage.Missing.dialogue) { try stage.news(next).dialogue() }
    stage.wait(0.2)
    #expect(try stage.news(next).dialogue() == stage.news(agent).dialogue())
  }

  @Test("an agent who is done earlier says so, once")
  func early() throws {
    let (stage, agent, number, next) = try afterwards("{fixed: 20s}")
    #expect(stage.call { $0.wrappedUp(number, by: agent, at: $1) } == nil)
    _ = try stage.news(next).dialogue()
    #expect(stage.call { $0.wrappedUp(number, by: agent, at: $1) } == .noDialogue)
  }

  @Test("of a wrap-up that varies, the mean is its longest time")
  func mean() throws {
    let (stage, agent, number, _) = try afterwards("{gamma: {shape: 2, mean: 12s}}")
    #expect(stage.news(agent).contains(.wrapUp(number, SimulationTime(seconds: 12))))
  }

  @Test("an agent who comes back is told what is left of it")
  func resumed() throws {
    let (stage, agent, number, _) = try afterwards("{fixed: 20s}")
    stage.call { $0.connectionLost(agent, at: $1) }
    stage.wait(15)
    _ = stage.news(agent)
    stage.call { _ = $0.resume(agent, at: $1) }
    let heard = stage.news(agent)
    #expect(heard == [.standing(.wrapUp), .wrapUp(number, SimulationTime(seconds: 5))])
  }
}

// A customer is given away to the agents of another page.

@testable import Consultation
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

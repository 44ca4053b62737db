// Which pages are served, which agents there are, and what they are called.

@testable import Consultation
import Consulting
import Scenarios
import Testing

struct CatalogueTests {
  private static let koreans = Stage.group(
    "seoul", "count: 2", languages: "{ko: 1, ja: 1}", documents: "{\"43\": 1, \"53\": 1}")

  @Test("pages beside the streams' are served if any group can answer them")
  func furtherPages() throws {
    let plan = try Stage.plan(agents: Self.koreans)
    let further = try Stage.code("43999999")
    let unanswerable = try Stage.code("99999999")
    let desk = try ConsultDesk(plan, furtherCodes: [further, unanswerable, try Stage.code()])
    let unknown = try Stage.code("43999998")
    let isServed = [try Stage.code(), further, unanswerable, unknown].map { desk.serves($0) }
    #expect(isServed == [true, true, false, false])
  }

  @Test("a further page of a location that the plan does not have is a fault")
  func foreignLocation() throws {
    let plan = try Stage.plan(agents: Self.koreans)
    let code = try Stage.code("43999999", location: 2)
    #expect(throws: DeskFault.code(.unknownLocation(2, known: 2))) {
      _ = try ConsultDesk(plan, furtherCodes: [code])
    }
  }

  @Test("whichever information server has the page, the same agents answer it")
  func anyServer() throws {
    let desk = try ConsultDesk(try Stage.plan(agents: Self.koreans))
    let code = try Stage.code()
    let elsewhere = try IdentificationCode(
      language: code.language, document: code.document, location: code.location, server: 9)
    let isServed = desk.serves(elsewhere)
    #expect(isServed)
  }

  @Test("agents are named after their group and numbered from 1")
  func names() throws {
    let stage = try Stage(agents: Self.koreans)
    _ = try stage.agent("seoul-1")
    _ = try stage.agent("seoul-2")
    for name in ["seoul-0", "seoul-3", "seoul", ""] {
      #expect(stage.call { $0.signIn(name, at: $1) } == .unknownName)
    }
  }

  @Test("who reads another page while waiting is still answered by the same agents, who see it")
  func moved() throws {
    let stage = try Stage(agents: Self.koreans)
    let customer = try stage.ask()
    let code = try Stage.code("53101602")
    #expect(stage.call { $0.moved(customer, to: code, at: $1) } == nil)
    let agent = try stage.agent("seoul-1")
    let heard = stage.news(agent)
    let number = try heard.dialogue()
    let matters = heard.compactMap {
      if case .connected(_, _, _, _, let matter) = $0 { matter } else { nil }
    }
    #expect(matters.map(\.code) == [code])
    let asked = try Stage.code()
    #expect(stage.call { $0.moved(customer, to: asked, at: $1) } == nil)
    #expect(stage.news(agent) == [.moved(number, asked)])
    let foreign = try Stage.code("99999999")
    #expect(stage.call { $0.moved(customer, to: foreign, at: $1) } == .unknownCode)
  }
}

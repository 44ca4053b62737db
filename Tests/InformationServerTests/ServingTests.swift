// The server as a visitor sees it: over a real socket.

import Consulting
import InformationServer
import Scenarios
import Testing

struct ServingTests {
  @Test("each page of the scenario is served with its code, which reads back")
  func codes() async throws {
    let visit = try await Visit(TestPlan.shop())
    #expect(visit.pages.listed.count >= 3)
    for page in visit.pages.listed {
      let reply = try await visit.get("\(page.path)")
      #expect(reply.status == 200)
      guard page.code != nil else { continue }
      let found = try PageCodes(page: reply.content).pageCode
      #expect(found?.code == page.code)
      #expect(found?.issuer == visit.pages.issuer)
    }
    await visit.end()
  }

  @Test("the server says that it lives")
  func health() async throws {
    let visit = try await Visit(TestPlan.shop())
    let reply = try await visit.get("/healthz")
    #expect(reply.status == 200)
    #expect(reply.text == "ok\n")
    await visit.end()
  }
}

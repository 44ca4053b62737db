// Limits, hostile requests, starting and stopping.

import Foundation
import InformationServer
import Testing

struct LimitTests {
  @Test("a head that is too long or has too many fields is answered with 400")
  func heads() async throws {
    var limits = SiteLimits()
    limits.headBytes = 2_000
    limits.headFields = 20
    let visit = try await Visit(SitePages(TestPlan.shop()), limits: limits)
    let long = try await visit.get("/", "X-Long: " + String(repeating: "a", count: 3_000))
    #expect(long.status == 400)
    let many = try await visit.ask("GET", "/", (0..<40).map { "X-\($0): 1" })
    #expect(many.status == 400)
    #expect(try await visit.get("/").status == 200)
    await visit.end()
  }

  @Test("a connection that says nothing is closed", .timeLimit(.minutes(1)))
  func idle() async throws {
    var limits = SiteLimits()
    limits.idleSeconds = 1
    let visit = try await Visit(SitePages(TestPlan.shop()), limits: limits)
    #expect(try await visit.exchange(Array("GET / HTTP/1.1\r\nHost:".utf8)) == [])
    await visit.end()
  }

  @Test("a head that comes byte by byte has no more time than another", .timeLimit(.minutes(1)))
  func dribble() async throws {
    var limits = SiteLimits()
    limits.idleSeconds = 1
    let visit = try await Visit(SitePages(TestPlan.shop()), limits: limits)
    let request = Array("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
    #expect(try await visit.exchange(request, pauseMilliseconds: 100) == [])
    await visit.end()
  }

  @Test("a head that comes byte by byte in time is answered")
  func slowHead() async throws {
    let visit = try await Visit(SitePages(TestPlan.shop()))
    let request = "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    let reply = try await visit.exchange(Array(request.utf8), pauseMilliseconds: 5)
    #expect(Reply(reply)?.text == "ok\n")
    await visit.end()
  }

  @Test("requests behind one another on a connection are answered in their order")
  func pipelined() async throws {
    let visit = try await Visit(SitePages(TestPlan.shop()))
    let request = """
      GET /healthz HTTP/1.1\r\nHost: a\r\n\r\nHEAD / HTTP/1.1\r\nHost: a\r\n\r\n\
      GET /none HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n
      """
    let text = String(decoding: try await visit.exchange(Array(request.utf8)), as: UTF8.self)
    let statuses = text.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
    #expect(statuses == ["200", "200", "404"])
    await visit.end()
  }

  @Test(
    "what is no HTTP harms nobody", arguments: ["\r\n\r\n", "GET\r\n\r\n", "\u{1}\u{2}\u{3}\r\n"])
  func garbage(_ text: String) async throws {
    let visit = try await Visit(SitePages(TestPlan.shop()))
    let reply = Reply(try await visit.exchange(Array(text.utf8), isLast: true))
    #expect(reply == nil || reply?.status == 400)
    #expect(try await visit.get("/healthz").status == 200)
    await visit.end()
  }

  @Test("a stopped server leaves its port, and a taken port is a fault that says so")
  func ports() async throws {
    let visit = try await Visit(SitePages(TestPlan.shop()))
    #expect(visit.server.port > 0)
    let again = await #expect(throws: SiteServerFault.self) {
      try await Visit(visit.pages, port: visit.server.port)
    }
    #expect(again?.reason == "Address already in use")
    await visit.end()
    await #expect(throws: Visit.Failure.self) { try await visit.get("/") }
    let next = try await Visit(visit.pages, port: visit.server.port)
    #expect(try await next.get("/healthz").status == 200)
    await next.end()
  }

  @Test(
    "stopping finishes an answer that is under way and ends connections that are kept open",
    .timeLimit(.minutes(1)), arguments: [0, 0.3])
  func stopping(answerSeconds: Double) async throws {
    let (requests, request) = AsyncStream.makeStream(of: Void.self)
    let visit = try await Visit(SitePages(TestPlan.shop())) {
      request.yield()
      Thread.sleep(forTimeInterval: answerSeconds)
      return [ServerMetric("a", .gauge, "A.", 1)]
    }
    async let left = visit.exchange(Array("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    for await _ in requests { break }
    await visit.end()
    #expect(Reply(try await left)?.text.hasSuffix("a 1\n") == true)
  }

  @Test("a thread that may wait starts and stops it", .timeLimit(.minutes(1)))
  func waiting() async throws {
    let pages = try SitePages(TestPlan.shop())
    let port: UInt16 = try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          with: Result {
            let server = try SiteServer.started(
              Visit.content(pages), address: 0x7F00_0001, port: 0)
            server.stopped()
            return server.port
          })
      }
    }
    #expect(port > 0)
  }

  @Test(
    "the consult server's address is one, and nothing else",
    arguments: [
      ("ws://127.0.0.1:7000", true), ("wss://consult.example", true), ("ws://[::1]:7000", true),
      ("http://a", false), ("ws://", false), ("ws://a;script-src *", false), ("ws://a\"", false),
      ("ws://a/b", false), ("a", false), ("", false),
    ])
  func addresses(_ text: String, isOne: Bool) {
    #expect((ConsultAddress(text) != nil) == isOne)
  }
}

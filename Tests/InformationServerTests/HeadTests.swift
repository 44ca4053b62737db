// What stands in the heads of answers: types, tags, policies, refusals.

import Consulting
import Foundation
import InformationServer
import Testing

struct HeadTests {
  private static let files = WebFiles([
    "/widget.js": .init(
      contentType: "text/javascript; charset=utf-8", bytes: Array("export {};\n".utf8),
      readers: .allPages),
    "/console": .init(
      contentType: "text/html; charset=utf-8",
      bytes: Array("<script src=\"/console.js\" data-consult-server=\"\"></script>".utf8)),
  ])

  @Test("pages have a type with their encoding, a policy, and no script of their own")
  func policy() async throws {
    let visit = try await Visit(SitePages(TestPlan.shop()), files: Self.files)
    for path in ["/", "/seoul/ko/43211503", "/widget.js", "/no-such-page"] {
      let fields = try await visit.get(path).fields
      #expect(fields["content-type"]?.hasSuffix("; charset=utf-8") == true)
      let policy = fields["content-security-policy"] ?? ""
      #expect(policy.contains("default-src 'self'; connect-src 'self' \(Visit.consult);"))
      #expect(policy.contains("frame-ancestors 'self'"))
      #expect(!policy.contains("unsafe-inline"))
      #expect(fields["x-content-type-options"] == "nosniff")
      #expect(fields["referrer-policy"] == "same-origin")
      #expect(fields["server"] == nil)
    }
    let page = try await visit.get("/seoul/ko/43211503")
    #expect(page.fields["content-type"] == "text/html; charset=utf-8")
    let widget =
      "<script src=\"/widget.js\" data-consult-server=\"\(Visit.consult)\" defer></script></body>"
    #expect(page.text.contains(widget))
    #expect(page.text.components(separatedBy: "<script").count == 2)
    await visit.end()
  }

  @Test("the console is told where the consult server is")
  func console() async throws {
    let visit = try await Visit(SitePages(TestPlan.shop()), files: Self.files)
    let console = try await visit.get("/console")
    #expect(console.text.contains("data-consult-server=\"\(Visit.consult)\""))
    #expect(try await visit.get("/").text.contains("<a href=\"/console\">console</a>"))
    #expect(try await visit.get("/dashboard").status == 404)
    await visit.end()
  }

  @Test("pages of other servers may read the widget's files, and nothing else")
  func otherOrigins() async throws {
    let visit = try await Visit(SitePages(TestPlan.shop()), files: Self.files)
    let origin = "Origin: https://another.example"
    for path in ["/", "/seoul/ko/43211503", "/console", "/pages.json", "/status.json", "/metrics"] {
      #expect(try await visit.get(path, origin).fields["access-control-allow-origin"] == nil)
    }
    let widget = try await visit.get("/widget.js", origin)
    #expect(widget.fields["access-control-allow-origin"] == "*")
    let tag = try #require(widget.fields["etag"])
    let again = try await visit.get("/widget.js", "If-None-Match: \(tag)")
    #expect(again.status == 304)
    #expect(again.fields["access-control-allow-origin"] == "*")
    // Whoever must ask before whether he may send what he has cannot.
    #expect(try await visit.ask("OPTIONS", "/widget.js").status == 405)
    await visit.end()
  }

  @Test("HEAD is GET without content, and a known tag is answered with 304")
  func headAndTags() async throws {
    let visit = try await Visit(TestPlan.shop())
    let page = try await visit.get("/seoul/ko/43211503")
    let head = try await visit.ask("HEAD", "/seoul/ko/43211503")
    #expect(head.status == 200)
    #expect(head.content.isEmpty)
    for name in ["content-length", "content-type", "etag"] {
      #expect(head.fields[name] == page.fields[name])
    }
    #expect(page.fields["content-length"] == "\(page.content.count)")
    let tag = try #require(page.fields["etag"])
    for known in [tag, "W/\(tag)", "\"a\", \(tag)", "*"] {
      let again = try await visit.get("/seoul/ko/43211503", "If-None-Match: \(known)")
      #expect(again.status == 304)
      #expect(again.content.isEmpty)
      #expect(again.fields["etag"] == tag)
    }
    #expect(try await visit.get("/seoul/ko/43211503", "If-None-Match: \"a\"").status == 200)
    #expect(try await visit.get("/seoul/ja/80141703").fields["etag"] != tag)
    await visit.end()
  }

  @Test(
    "other methods are refused with those that are allowed", arguments: ["POST", "PUT", "DELETE"])
  func methods(_ method: String) async throws {
    let visit = try await Visit(TestPlan.shop())
    let reply = try await visit.ask(method, "/")
    #expect(reply.status == 405)
    #expect(reply.fields["allow"] == "GET, HEAD")
    #expect(reply.text.contains("<h1>"))
    await visit.end()
  }

  @Test("what is alive is not kept: health and figures")
  func notKept() async throws {
    let visit = try await Visit(SitePages(TestPlan.shop())) {
      [ServerMetric("sangdam_waiting", .gauge, "Customers who wait.", 3)]
    }
    let reply = try await visit.get("/metrics")
    #expect(reply.fields["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
    #expect(reply.fields["cache-control"] == "no-store")
    #expect(reply.fields["etag"] == nil)
    #expect(
      reply.text == """
        # HELP sangdam_waiting Customers who wait.
        # TYPE sangdam_waiting gauge
        sangdam_waiting 3

        """)
    #expect(try await visit.get("/healthz").fields["cache-control"] == "no-store")
    await visit.end()
  }

  @Test("the list of pages is JSON with what a load generator and a console need")
  func list() async throws {
    struct List: Decodable {
      struct Page: Decodable { let path, language, document, title: String, code: String? }
      let issuer, consult: String
      let pages: [Page]
    }
    let visit = try await Visit(TestPlan.shop())
    let reply = try await visit.get("/pages.json")
    #expect(reply.fields["content-type"] == "application/json")
    let list = try JSONDecoder().decode(List.self, from: Data(reply.content))
    #expect(list.issuer == "small-shop")
    #expect(list.consult == Visit.consult)
    #expect(list.pages.map(\.path) == visit.pages.listed.map { "\($0.path)" })
    #expect(list.pages.map(\.code) == visit.pages.listed.map { $0.code?.text })
    #expect(list.pages[0].language == "ko")
    #expect(list.pages[0].document == "43211503")
    await visit.end()
  }
}

// Who may answer and how well, seen from outside: the score of the agent who gets the customer.

import Consulting
import Rings
import Routing
import Testing

@Suite("the match rule")
struct MatchRuleTests {
  /// The score in billionths of one agent for document 43211507 in Korean after so many of the
  /// rings have opened; nil if the customer waits.
  static func score(
    languages: [String: Double] = ["ko": 1], documents: [String: Double],
    rings: [RoutingTable.Ring] = [], location: Int = 0
  ) throws -> Int64? {
    let group = RoutingTable.Group(
      location: location,
      languages: try languages.map { (try #require(Language($0.key)), $0.value) },
      documents: try documents.map { (try #require(Branch(prefix: $0.key)), $0.value) },
      rank: 0, concurrency: 1, agents: 1)
    var table = RoutingTable(
      classes: [
        RoutingTable.RequestClass(
          language: try #require(Language("ko-KR")),
          document: try #require(DocumentNumber(digits: "43211507")), location: 0, priority: 0)
      ], groups: [group])
    table.rings = rings
    table.locations = 2
    let router = Router<PlainMemory>(table, requests: 1)
    router.signOn(AgentID(0), at: .zero)
    var placement = router.arrive(RequestID(0), class: 0, at: .zero, draw: 0)
    for _ in rings where placement == .waiting {
      placement = router.widen(RequestID(0), at: .zero, draw: 0)
    }
    return placement == .assigned(AgentID(0))
      ? router.scoreBillionths(AgentID(0), for: RequestID(0)) : nil
  }

  static func digits(_ digits: Int) -> RoutingTable.Ring {
    RoutingTable.Ring(documentDigits: digits, location: nil)
  }

  @Test("the score is language proficiency × document proficiency")
  func product() throws {
    #expect(
      try Self.score(languages: ["ko": 0.6, "en": 1], documents: ["43": 0.5]) == 300_000_000)
  }

  @Test(
    "a branch of any length covers its documents",
    arguments: ["*", "43", "4321", "432115", "43211507"])
  func covering(_ branch: String) throws {
    #expect(try Self.score(documents: [branch: 0.7]) == 700_000_000)
  }

  @Test("the longest matching branch decides, also for the worse")
  func longest() throws {
    #expect(try Self.score(documents: ["*": 1, "43": 0.8, "4321": 0.2]) == 200_000_000)
    #expect(try Self.score(documents: ["*": 1, "44": 0.8]) == 1_000_000_000)
  }

  @Test("who lacks the language or the branch does not answer")
  func lacking() throws {
    #expect(try Self.score(languages: ["en": 1], documents: ["43": 1]) == nil)
    #expect(try Self.score(documents: ["44": 1, "432116": 1]) == nil)
  }

  @Test("a proficiency of 0 means never, whatever a ring allows")
  func never() throws {
    #expect(try Self.score(languages: ["ko": 0], documents: ["43": 1]) == nil)
    #expect(try Self.score(documents: ["*": 1, "4321": 0], rings: [Self.digits(0)]) == nil)
    #expect(try Self.score(documents: ["44": 0], rings: [Self.digits(0)]) == nil)
  }

  @Test("a ring lets branches in that agree so far, at agreeing digits ÷ digits of the branch")
  func widened() throws {
    #expect(try Self.score(documents: ["432116": 0.9], rings: [Self.digits(4)]) == 600_000_000)
    #expect(try Self.score(documents: ["43211508": 1], rings: [Self.digits(6)]) == 750_000_000)
    #expect(try Self.score(documents: ["43990000": 1], rings: [Self.digits(2)]) == 250_000_000)
    #expect(try Self.score(documents: ["432999": 1], rings: [Self.digits(2)]) == 333_333_333)
    #expect(try Self.score(documents: ["432999": 1], rings: [Self.digits(4)]) == nil)
  }

  @Test("any document will do after a ring of 0 digits; the score is 0 when none agree")
  func anyDocument() throws {
    #expect(try Self.score(documents: ["44": 1], rings: [Self.digits(4)]) == nil)
    #expect(
      try Self.score(documents: ["44": 1], rings: [Self.digits(4), Self.digits(0)]) == 0)
  }

  @Test("the best of the branches that a ring lets in counts")
  func bestBranch() throws {
    #expect(
      try Self.score(documents: ["4399": 0.4, "432199": 0.9], rings: [Self.digits(2)])
        == 600_000_000)
  }

  @Test("rings are cumulative: a later one never narrows")
  func cumulative() throws {
    let rings = [
      Self.digits(2), Self.digits(6), RoutingTable.Ring(documentDigits: nil, location: 1),
    ]
    #expect(try Self.score(documents: ["4399": 1], rings: rings, location: 1) == 500_000_000)
  }

  @Test("another location answers only once its ring has opened")
  func otherLocation() throws {
    #expect(try Self.score(documents: ["43": 1], location: 1) == nil)
    #expect(try Self.score(documents: ["43": 1], rings: [Self.digits(0)], location: 1) == nil)
    let ring = RoutingTable.Ring(documentDigits: nil, location: 1)
    #expect(try Self.score(documents: ["43": 1], rings: [ring], location: 1) == 1_000_000_000)
  }
}

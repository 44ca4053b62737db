// A desk on a stage: a small scenario, customers and agents by name, what each of them was told.

@testable import Consultation
import Consulting
import Scenarios

/// A desk with a record of what everyone was told.
final class Stage {
  var desk: ConsultDesk
  var now = 0.0
  private(set) var told: [SessionNumber: [DeskNotice.What]] = [:]

  init(
    agents: String = Stage.oneGroup, routing: String = "{}", limits: String? = nil,
    deskLimits: DeskLimits = DeskLimits()
  ) throws {
    desk = try ConsultDesk(
      try Self.plan(agents: agents, routing: routing, limits: limits), limits: deskLimits)
  }

  /// Two agents who know everything, two chats each.
  static let oneGroup = group("seoul", "count: 2, concurrency: 2")

  static func group(
    _ name: String, _ keys: String, languages: String = "{ko: 1, ja: 1}",
    documents: String = "{\"*\": 1}"
  ) -> String {
    "\n  - {name: \(name), \(keys), languages: \(languages), documents: \(documents)}"
  }

  static func plan(agents: String, routing: String = "{}", limits: String? = nil) throws -> Plan {
    let stream = "arrivals: {rate: 9/h}, effort: {fixed: 30s}"
    let text = """
      sangdam: 1
      name: a-stage
      length: 1h
      locations: [{id: home}, {id: osaka}]
      demand:
        - {name: computers, code: {language: ko, document: "43211507"}, \(stream)}
        - {name: shirts, code: {language: ko, document: "53101602"}, \(stream)}
        - {name: urgent, code: {language: ja, document: "43211507"}, priority: 2, \(stream)}
      agents: \(agents)
      routing: \(routing)
      \(limits.map { "limits: \($0)" } ?? "")

      """
    return try Plan(checking: ScenarioSource(name: "stage", text: text))
  }

  /// The code of a page of the plan.
  static func code(
    _ document: String = "43211507", _ language: String = "ko", location: Int = 0
  ) throws -> IdentificationCode {
    try IdentificationCode(
      language: Language(language) ?? .undetermined,
      document: DocumentNumber(digits: document) ?? DocumentNumber(bits: 0), location: location,
      server: 0)
  }

  var time: SimulationTime { SimulationTime(seconds: now) }

  /// A call to the desk; what it has to say is kept.
  @discardableResult
  func call<Answer>(
    _ body: (inout ConsultDesk, SimulationTime) throws -> Answer
  ) rethrows -> Answer {
    let answer = try body(&desk, time)
    for notice in desk.takeNotices() { told[notice.session, default: []].append(notice.what) }
    return answer
  }

  /// Time passes; whatever is due is done when it is due.
  func wait(_ seconds: Double) {
    let end = SimulationTime(seconds: now + seconds)
    while desk.nextDue <= end {
      now = max(now, desk.nextDue.seconds)
      call { $0.advance(to: max($1, $0.nextDue)) }
    }
    now = end.seconds
    call { desk, now in desk.advance(to: now) }
  }

  /// What a session was told since the last time that somebody looked.
  func news(_ session: SessionNumber) -> [DeskNotice.What] {
    told.removeValue(forKey: session) ?? []
  }
}

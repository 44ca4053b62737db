// What a person opens in a browser to see a service at work.

import ConsultServer
import Consulting
import InformationServer
import Scenarios

/// Three links: a page to ask from, a console to answer in, the dashboard.
struct VisitLinks {
  /// How long the token in the console's link holds: a long shift.
  static let tokenSeconds: Int64 = 12 * 3_600

  let information: EchoAddress
  let pages: SitePages
  let plan: Plan
  let credentials: Credentials
  /// Seconds since 1970.
  let now: Int64

  /// Lines for people. The console's link signs an agent in who may answer the page's question:
  /// it carries his token, and so goes to a terminal alone, never into a log.
  func lines(forTerminal: Bool) -> String {
    let code = pages.listed.lazy.compactMap(\.code).first
    let page = pages.listed.first { $0.code == code && code != nil }
    var console = "http://\(information)/console"
    if forTerminal, let code,
      let group = plan.firstGroup(for: code.document, in: code.language, at: code.location)
    {
      let agent = "\(group.name)-1"
      let token = credentials.token(ofAgent: agent, until: now + Self.tokenSeconds)
      console += "#agent=\(agent)&token=\(token)"
    }
    return """
      Ask:       http://\(information)\(page.map { "\($0.path)" } ?? "/")
      Answer:    \(console)
      Dashboard: http://\(information)/dashboard
      """
  }
}

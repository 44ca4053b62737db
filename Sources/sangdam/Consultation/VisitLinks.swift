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
  /// The locations that are answered here, by their place in the plan; nil = all.
  let locations: Set<Int>?
  let credentials: Credentials
  /// Seconds since 1970.
  let now: Int64

  /// Lines for people. The page is the first that is answered here. The console's link signs an
  /// agent in who may answer its question: it carries his token, and so goes to a terminal alone,
  /// never into a log.
  func lines(forTerminal: Bool) -> String {
    let page = pages.listed.first { page in page.code.map { isHere($0.location) } ?? false }
    var console = "http://\(information)/console"
    if forTerminal, let code = page?.code,
      let group = plan.firstGroup(
        for: code.document, in: code.language, at: code.location, among: isHere)
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

  private func isHere(_ location: Int) -> Bool { locations?.contains(location) ?? true }
}

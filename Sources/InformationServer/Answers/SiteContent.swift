// All that an information server needs to be told.

/// What is served.
public struct SiteContent: Sendable {
  /// The pages.
  public var pages: SitePages
  /// Where their questions go.
  public var consult: ConsultAddress
  /// Where those go that are answered elsewhere, by the location that a page's code names.
  public var elsewhere: [Int: ConsultAddress] = [:]
  /// Other information servers, as origins, whose pages the console shows, and whose consoles show
  /// the pages from here.
  public var partners: [WebOrigin] = []
  /// Whether pages tell the consult server that they are read, so that agents may invite.
  public var invites = false
  /// The widget, the console, the dashboard.
  public var files: WebFiles
  /// What stands at `/metrics`, asked anew each time; on any thread.
  public var metrics: @Sendable () -> [ServerMetric]

  /// What stands at `/status.json`, as `metrics`; JSON.
  public var status: @Sendable () -> String

  /// All of it.
  public init(
    pages: SitePages, consult: ConsultAddress, files: WebFiles = WebFiles(),
    metrics: @escaping @Sendable () -> [ServerMetric] = { [] },
    status: @escaping @Sendable () -> String = { "{}" }
  ) {
    self.pages = pages
    self.consult = consult
    self.files = files
    self.metrics = metrics
    self.status = status
  }
}

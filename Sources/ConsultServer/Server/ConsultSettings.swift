// What a consult server is made of, and its limits.

public import ChatRelay
public import Consultation
public import Logging
public import Scenarios

/// What a consult server is made of.
public struct ConsultSettings: Sendable {
  /// Agents, streams and rules.
  public var plan: Plan
  /// The pages of all codes, those of the plan's streams among them.
  public var pages: PageDirectory
  /// The locations that are answered here, by their place in the plan; nil = all.
  public var locations: Set<Int>?
  /// The key of tokens and sessions.
  public var credentials: Credentials
  /// The path of the file of agents who may sign in by a secret; nil: by tokens alone.
  public var agents: String?
  /// Address of IPv4, the first part highest.
  public var address: UInt32 = 0x7F00_0001
  /// 0 = the system picks one.
  public var port: UInt16 = 0
  /// Of connections and frames.
  public var limits = RelayLimits()
  /// Of customers and sessions.
  public var deskLimits = DeskLimits()
  /// How long a connection may be silent at first.
  public var firstMessageTime = Duration.seconds(10)
  /// Where sign-ins, refusals and faults are written.
  public var logger = Logger(label: "consult") { _ in SwiftLogNoOpLogHandler() }

  /// The usual limits, on loopback.
  public init(_ plan: Plan, pages: PageDirectory, credentials: Credentials) {
    self.plan = plan
    self.pages = pages
    self.credentials = credentials
  }
}

extension ConsultSettings {
  /// The relay's limits: it has room for as many dialogues as there can be.
  var relayLimits: RelayLimits {
    var limits = limits
    limits.dialogues = deskLimits.customers + deskLimits.questions
    return limits
  }

  /// The desk of these settings.
  func desk() throws(DeskFault) -> ConsultDesk {
    try ConsultDesk(
      plan, furtherCodes: pages.codes, limits: deskLimits, locations: locations)
  }
}

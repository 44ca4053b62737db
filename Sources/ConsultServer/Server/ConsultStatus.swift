// How things stand at the consult server, for metrics and the dashboard.

public import Consultation
public import Consulting
import Rings
import WebSockets

/// How things stand at one moment.
public struct ConsultStatus: Sendable {
  /// What the desk counted so far.
  public var counts = DeskCounts()
  /// How many connections were closed with each code, by the protocol's rules.
  public var closings: [UInt16: Int] = [:]
  /// Control messages that could not be followed.
  public var refusals = 0
  /// Agents who were not let in, by what was wrong.
  public var signInFaults: [SignInFault: Int] = [:]
  /// Sessions that are held, connected or not.
  public var sessions = 0
  /// Dialogues under way.
  public var dialogues = 0
  /// Since the server began.
  public var age = SimulationTime.zero
  /// Who is where.
  public var figures: DeskFigures

  /// All codes that connections are closed with.
  public static let codes: [UInt16] = [
    CloseCode.normal, .goingAway, .tryAgainLater, .badCode, .notAllowed, .firstMessageLate,
    .takenOver, .queueFull,
  ].map(\.number)

  /// Nothing has happened.
  public init(figures: DeskFigures) { self.figures = figures }
}

/// Where the desk's thread lays down how things stand, and reads whether it shall stop.
final class StatusBoard: Sendable {
  private struct Content {
    var status: ConsultStatus
    var shallStop = false
  }

  private let content: ThreadLock<Content>

  init(_ status: ConsultStatus) { content = ThreadLock(Content(status: status)) }

  var status: ConsultStatus { content.withLock { $0.status } }
  var shallStop: Bool { content.withLock { $0.shallStop } }

  func show(_ status: ConsultStatus) { content.withLock { $0.status = status } }
  func askToStop() { content.withLock { $0.shallStop = true } }
}

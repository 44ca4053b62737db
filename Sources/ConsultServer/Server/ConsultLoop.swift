// The consult server between its relay and its desk: what the relay reports goes to the desk, and
// what the desk says goes to the relay. No thread, no clock, no socket: those stand around it.

import ChatRelay
import Consultation
import Consulting
import Transcripts

/// Desk, sessions and the numbers of dialogues on the wire.
///
/// As with the desk, whoever drives it takes the orders after each call and hands them on in their
/// order.
struct ConsultLoop: ~Copyable {
  let settings: ConsultSettings
  var desk: ConsultDesk
  var visitors = Visitors()
  var numbers: DialogueNumbers
  /// The numbers of dialogues on the wire, by those of the desk, and back.
  var wireNumbers: [DialogueNumber: UInt32] = [:]
  var deskNumbers: [UInt32: DialogueNumber] = [:]
  var now = SimulationTime.zero
  /// Agents who may sign in by a secret; nil without a file.
  var agents: AgentFile?
  /// What goes on record; nil without transcripts.
  var record: ConsultationRecord?
  /// What parties of dialogues that an earlier server began may not have, by their numbers on the
  /// wire. Whoever comes back is sent it each time, for the connection may break again; and nobody
  /// once all have had the time to come back twice.
  var missed: [UInt32: [MissedMessages]] = [:]
  /// When nobody is sent it any more.
  var missedUntil = SimulationTime.zero
  /// What the relay shall do, since the last time that somebody took it.
  var orders: [RelayOrder] = []
  var log: ServerLog
  /// Connections that were closed, by code.
  var closings: [UInt16: Int] = [:]
  /// Control messages that could not be followed.
  var refusals = 0
  /// Agents who were not let in, by what was wrong.
  var signInFaults: [SignInFault: Int] = [:]
  /// Seconds since 1970, as whoever drives it sees them.
  var unixSeconds: Int64 = 0

  /// - Parameter counts: of the relay, for the log.
  /// - Throws: `DeskFault`
  init(
    _ settings: ConsultSettings, record: ConsultationRecord? = nil,
    counts: @escaping @Sendable () -> RelayCounts
  ) throws(DeskFault) {
    log = ServerLog(settings.logger, counts)
    self.settings = settings
    self.record = record
    agents = settings.agents.map(AgentFile.init)
    desk = try settings.desk()
    desk.run = record?.run ?? 0
    numbers = DialogueNumbers(capacity: settings.relayLimits.dialogues)
  }

  /// When `advance` has something to do next. Connections that say nothing at first are closed by
  /// whatever call comes after their time.
  var nextDue: SimulationTime { desk.nextDue }

  /// Does what something that happened to a connection asks for.
  mutating func take(_ event: RelayEvent, at time: SimulationTime) {
    now = time
    switch event {
    case .opened(let key, let entrance, let remote):
      visitors.came(key, entrance, remote, at: now.nanoseconds)
    case .text(let key, let bytes): follow(bytes, from: key)
    case .closed(let key):
      guard let session = visitors.went(key) else { break }
      if let name = visitors.names[session] { log.lost(name) }
      desk.connectionLost(session, at: now)
    }
    deliverNotices()
  }

  /// Does all that has become due.
  mutating func advance(to time: SimulationTime) {
    now = time
    desk.advance(to: now)
    deliverNotices()
    record?.catchUp()
    if !missed.isEmpty, now > missedUntil { missed = [:] }
    closeSilent()
  }

  /// The server stops: tells everybody.
  mutating func close(at time: SimulationTime) {
    now = time
    desk.close(at: now)
    deliverNotices()
  }

  /// What the relay shall do since the last time.
  mutating func takeOrders() -> [RelayOrder] {
    let taken = orders
    orders.removeAll(keepingCapacity: true)
    return taken
  }

  /// Closes connections that have not said who they are in time.
  private mutating func closeSilent() {
    let (seconds, attoseconds) = settings.firstMessageTime.components
    let time = now.nanoseconds - seconds * 1_000_000_000 - attoseconds / 1_000_000_000
    for key in visitors.takeSilent(before: time) { close(key, .firstMessageLate) }
  }

  /// Forgets the secrets of sessions and the numbers of dialogues that are no more.
  mutating func forgetWhatIsOver() {
    for session in visitors.holders.keys where !desk.holds(session) { visitors.forget(session) }
    for session in visitors.readers.invited where !desk.holds(session) { visitors.forget(session) }
    for (number, wire) in wireNumbers where !desk.knows(number) { forget(number, wire) }
  }

  /// How things stand.
  var status: ConsultStatus {
    var status = ConsultStatus(figures: desk.figures)
    status.counts = desk.counts
    status.closings = closings
    status.refusals = refusals
    status.signInFaults = signInFaults
    status.sessions = visitors.holders.count
    status.dialogues = wireNumbers.count
    status.age = now
    return status
  }
}

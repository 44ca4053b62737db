// The thread of the consult server: what the relay reports goes to the desk, and what the desk says
// goes to the relay.

import CPlatform
import ChatRelay
import Consultation
import Consulting

/// Everything that the thread owns.
struct ConsultLoop: ~Copyable {
  /// How long it sleeps at most: how old its status may be.
  static let longestWait = Duration.milliseconds(500)

  let settings: ConsultSettings
  let line: RelayLine
  let board: StatusBoard
  let start: Int64
  var desk: ConsultDesk
  var visitors = Visitors()
  var numbers: DialogueNumbers
  /// The numbers of dialogues on the wire, by those of the desk, and back.
  var wireNumbers: [DialogueNumber: UInt32] = [:]
  var deskNumbers: [UInt32: DialogueNumber] = [:]
  var now = SimulationTime.zero
  var log: ServerLog
  var closings: [UInt16: Int] = [:]
  /// Control messages that could not be followed.
  var refusals = 0
  private var showsAt = SimulationTime.zero

  /// Runs until the board asks to stop.
  ///
  /// - Parameter counts: of the relay, for the log.
  static func run(
    _ settings: ConsultSettings, _ line: RelayLine, _ board: StatusBoard,
    _ counts: @escaping @Sendable () -> RelayCounts
  ) {
    do throws(DeskFault) {
      let log = ServerLog(settings.logger, counts)
      var loop = ConsultLoop(settings, line, board, try settings.desk(), log)
      loop.run()
    } catch {
      preconditionFailure("the same settings have made a desk before: \(error)")
    }
  }

  private init(
    _ settings: ConsultSettings, _ line: RelayLine, _ board: StatusBoard,
    _ desk: consuming ConsultDesk, _ log: ServerLog
  ) {
    self.log = log
    self.settings = settings
    self.line = line
    self.board = board
    self.desk = desk
    start = sangdam_monotonic_nanoseconds()
    numbers = DialogueNumbers(capacity: settings.limits.dialogues)
  }

  private mutating func run() {
    while !board.shallStop {
      let events = line.events(within: patience)
      readClock()
      for event in events { take(event) }
      desk.advance(to: now)
      deliverNotices()
      closeSilent()
      if showsAt <= now { show() }
    }
    readClock()
    desk.close(at: now)
    deliverNotices()
    show()
  }

  private mutating func readClock() {
    now = SimulationTime(nanoseconds: sangdam_monotonic_nanoseconds() - start)
  }

  /// How long to wait for the relay.
  private var patience: Duration {
    let due = max(desk.nextDue.nanoseconds - now.nanoseconds, 0)
    return min(.nanoseconds(due), Self.longestWait)
  }

  private mutating func take(_ event: RelayEvent) {
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

  /// Closes connections that have not said who they are in time.
  private mutating func closeSilent() {
    let (seconds, attoseconds) = settings.firstMessageTime.components
    let time = now.nanoseconds - seconds * 1_000_000_000 - attoseconds / 1_000_000_000
    for key in visitors.takeSilent(before: time) { close(key, .firstMessageLate) }
  }

  /// Lays down how things stand, and forgets the secrets of sessions that are no more.
  private mutating func show() {
    showsAt = now + SimulationTime(nanoseconds: 500_000_000)
    for session in visitors.holders.keys where !desk.holds(session) { visitors.forget(session) }
    for (number, wire) in wireNumbers where !desk.knows(number) { forget(number, wire) }
    var status = ConsultStatus(figures: desk.figures)
    status.counts = desk.counts
    status.closings = closings
    status.refusals = refusals
    status.sessions = visitors.holders.count
    status.dialogues = wireNumbers.count
    status.age = now
    board.show(status)
    log.tell(closings, at: now.nanoseconds)
  }
}

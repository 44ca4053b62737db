// The thread of the consult server: it has the clock, the line to the relay and the loop.

import CPlatform
import ChatRelay
import Consultation
import Consulting
import Transcripts

/// What runs on the thread.
struct ConsultThread: ~Copyable {
  /// How long it sleeps at most: how old its status may be.
  static let longestWait = Duration.milliseconds(500)

  private let line: RelayLine
  private let board: StatusBoard
  private let transcripts: (@Sendable () -> TranscriptFigures)?
  private let start = sangdam_monotonic_nanoseconds()
  private var loop: ConsultLoop
  private var showsAt = SimulationTime.zero

  /// Runs until the board asks to stop.
  static func run(
    _ settings: ConsultSettings, _ line: RelayLine, _ board: StatusBoard,
    _ record: ConsultationRecord?, _ earlier: EarlierRun?,
    transcripts: (@Sendable () -> TranscriptFigures)?,
    counts: @escaping @Sendable () -> RelayCounts
  ) {
    do throws(DeskFault) {
      var thread = ConsultThread(
        line, board, transcripts, try ConsultLoop(settings, record: record, counts: counts))
      if let earlier { thread.loop.restore(earlier, at: thread.readClock()) }
      thread.passOnOrders()
      thread.run()
    } catch {
      preconditionFailure("the same settings have made a desk before: \(error)")
    }
  }

  private init(
    _ line: RelayLine, _ board: StatusBoard, _ transcripts: (@Sendable () -> TranscriptFigures)?,
    _ loop: consuming ConsultLoop
  ) {
    self.line = line
    self.board = board
    self.transcripts = transcripts
    self.loop = loop
    self.loop.record?.start = start
  }

  private mutating func run() {
    while !board.shallStop {
      let events = line.events(within: patience)
      let now = readClock()
      loop.unixSeconds = WallClock.unixSeconds
      for event in events {
        loop.take(event, at: now)
        passOnOrders()
      }
      loop.advance(to: now)
      passOnOrders()
      if showsAt <= now { show() }
    }
    loop.close(at: readClock())
    passOnOrders()
    show()
  }

  private func readClock() -> SimulationTime {
    SimulationTime(nanoseconds: sangdam_monotonic_nanoseconds() - start)
  }

  /// How long to wait for the relay.
  private var patience: Duration {
    let due = max(loop.nextDue.nanoseconds - readClock().nanoseconds, 0)
    return min(.nanoseconds(due), Self.longestWait)
  }

  /// All at once, so that no message of a dialogue comes between joining it and the news of it.
  private mutating func passOnOrders() { line.order(all: loop.takeOrders()) }

  /// Lays down how things stand.
  private mutating func show() {
    showsAt = loop.now + SimulationTime(nanoseconds: 500_000_000)
    loop.forgetWhatIsOver()
    passOnOrders()
    board.show(loop.status)
    loop.log.tell(loop.closings, at: loop.now.nanoseconds)
    if let transcripts { loop.log.tell(transcripts()) }
  }
}

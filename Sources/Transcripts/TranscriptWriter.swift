// The thread that writes: takes all that is ready, one transaction, then says how far it is.

import CPlatform
import GRDB

// Safety: `run` is called by one thread; the rest is constant.

/// Takes records from queues into the database.
final class TranscriptWriter: @unchecked Sendable {
  private let database: DatabaseQueue
  private let queues: [TranscriptQueue]
  private let bell: WriterBell
  private let board: FigureBoard
  private let settings: TranscriptSettings
  /// From the beginning of a commit to that of the next one.
  private let gatheringNanoseconds: Int64
  private let latest: LatestMessages
  private let ownRun: UInt32
  private var ordinal: Int64
  /// When the next commit may begin, in nanoseconds of the monotonic clock.
  private var commitsAt: Int64 = 0

  /// - Parameter run: the one that begins. Each has orders of messages to itself, above those of
  ///   all before.
  init(
    _ database: DatabaseQueue, _ queues: [TranscriptQueue], _ bell: WriterBell,
    _ board: FigureBoard, _ settings: TranscriptSettings, run: UInt32
  ) {
    self.database = database
    self.queues = queues
    self.bell = bell
    self.board = board
    self.settings = settings
    let usual: Int32 = settings.durability == .strict ? 50 : 1_000
    gatheringNanoseconds = Int64(settings.gatheringMilliseconds ?? usual) * 1_000_000
    ownRun = run
    ordinal = Int64(run) << 40
    latest = LatestMessages(run: run)
  }

  /// Writes until the bell says stop, and then what is left.
  func run() {
    var pause = settings.firstPauseMilliseconds
    while true {
      guard hasUnread else {
        if bell.isStopping { return }
        bell.sleep { hasUnread }
        continue
      }
      gather()
      if commit() {
        pause = settings.firstPauseMilliseconds
      } else {
        if bell.isOverdue { return }
        bell.pause(milliseconds: pause)
        pause = min(2 * pause, settings.longestPauseMilliseconds)
      }
    }
  }

  /// Lets more come together, if the last commit has only just begun.
  private func gather() {
    while !bell.isStopping, !queues.contains(where: \.isFilling) {
      let left = commitsAt - sangdam_monotonic_nanoseconds()
      if left <= 0 { break }
      // A queue that fills rings no bell.
      bell.pause(milliseconds: Int32(min(left / 1_000_000 + 1, 50)))
    }
    commitsAt = sangdam_monotonic_nanoseconds() + gatheringNanoseconds
  }

  private var hasUnread: Bool {
    queues.contains { TranscriptTicket(position: $0.unread) > $0.durable }
  }

  /// One transaction of all that is ready; false if it failed, and then nothing happened.
  func commit() -> Bool {
    // From the last queue to the first, so that what a record of a later queue rests on, and was
    // put into an earlier one before it, is seen whenever the record is.
    let ends = Array(queues.reversed().map(\.unread).reversed())
    let started = sangdam_monotonic_nanoseconds()
    var records = [Int](repeating: 0, count: queues.count)
    var counts = BatchCounts()
    do {
      try database.writeWithoutTransaction { db in
        try db.inTransaction(.immediate) {
          var insertion = try RecordInsertion(db, after: latest, from: ordinal, in: ownRun)
          for (place, queue) in queues.enumerated() {
            let before = insertion.counts.records
            // Safety: the bytes are the queue's, and are used before `release` gives them back.
            unsafe try queue.read(upTo: ends[place]) { unsafe try insertion.insert($0, $1) }
            records[place] = insertion.counts.records - before
          }
          try insertion.finish()
          (counts, ordinal) = (insertion.counts, insertion.ordinal)
          return .commit
        }
      }
    } catch {
      let code = (error as? DatabaseError)?.extendedResultCode ?? .SQLITE_ERROR
      board.note(fault: code.rawValue)
      latest.forget()
      return false
    }
    latest.trim()
    board.note(counts, nanoseconds: Int(sangdam_monotonic_nanoseconds() - started))
    for (place, queue) in queues.enumerated() {
      queue.release(upTo: ends[place], records: records[place])
    }
    return true
  }
}

// The database of transcripts as a server uses it: opened, fed by queues, stopped.

import CPlatform
import GRDB
import Glibc
import Rings

/// Keeps transcripts. Made before the threads that feed it, stopped after them.
///
/// Open, look at what is `unfinished`, make the queues, start. `stop` writes what is left.
public final class TranscriptStore {
  /// Which start of a server on this database it is, from 1: the first half of every key.
  public let run: UInt32
  let database: DatabaseQueue
  private let lock: WriterLock
  private let settings: TranscriptSettings
  private let bell: WriterBell
  private let board = FigureBoard()
  private var queues: [TranscriptQueue] = []
  private var thread: SystemThread?
  /// Who writes for a caller that drives the store by himself.
  private var ownWriter: TranscriptWriter?

  /// Opens the database, or makes one that its owner alone may read.
  public init(
    path: String, settings: TranscriptSettings = TranscriptSettings(), at now: TranscriptTime
  ) throws(TranscriptFault) {
    lock = try WriterLock(databaseAt: path)
    self.settings = settings
    guard let bell = WriterBell() else { throw .system(errno) }
    self.bell = bell
    // SQLite gives its files beside the database the mode of the database.
    // Safety: a path is a text that lives for the length of the call.
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(errno) }
    close(descriptor)
    do {
      var configuration = Configuration()
      configuration.label = "transcripts"
      // Somebody else may look into the database, and be in the way for a moment.
      configuration.busyMode = .timeout(0.25)
      database = try DatabaseQueue(path: path, configuration: configuration)
      run = try Self.prepare(database, settings, at: now)
    } catch {
      throw TranscriptFault(error)
    }
  }

  private static func prepare(
    _ database: DatabaseQueue, _ settings: TranscriptSettings, at now: TranscriptTime
  ) throws -> UInt32 {
    try database.writeWithoutTransaction { db in
      if try TranscriptSchema.identify(db) == .new {
        // Before anything is written: a commit is written page by page, and the log copied so.
        try db.execute(sql: "PRAGMA page_size = 16384")
        try db.execute(sql: "PRAGMA application_id = \(TranscriptSchema.applicationID)")
      }
      let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
      guard mode == "wal" else {
        throw TranscriptFault.database(ResultCode.SQLITE_CANTOPEN.rawValue)
      }
      // FULL: a commit returns after the disk has it. NORMAL: after the system has it.
      let sync = settings.durability == .strict ? "FULL" : "NORMAL"
      try db.execute(sql: "PRAGMA synchronous = \(sync)")
      // Room for the pages of a transaction that takes half a ring, in KiB. And a log that is
      // copied into the database after 16 MiB, in pages: a page that many transactions change,
      // as those of `latest`, is copied once. An older database has pages of 4 KiB.
      try db.execute(sql: "PRAGMA cache_size = -16384")
      let pageBytes = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 4_096
      try db.execute(sql: "PRAGMA wal_autocheckpoint = \((16 << 20) / pageBytes)")
    }
    try TranscriptSchema.migrator.migrate(database)
    return try database.writeWithoutTransaction { db in
      try db.execute(
        sql: "INSERT INTO run (started_at) VALUES (?)", arguments: [now.unixMicroseconds])
      let run = UInt32(truncatingIfNeeded: db.lastInsertedRowID)
      if let most = settings.mostDatabaseBytes {
        let pageBytes = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 4_096
        try db.execute(sql: "PRAGMA max_page_count = \(max(1, most / pageBytes))")
      }
      return run
    }
  }

  /// A queue for one more thread; before `start`.
  ///
  /// Queues are read in the order in which they were made: events go into the first, and a message
  /// that rests on an event is appended after the event was.
  ///
  /// - Parameters:
  ///   - hasMessages: whether messages go through it: twice the ring, where so many of them are
  ///     gathered because nobody waits for a commit.
  ///   - whenDurable: called by the writer, after `durable` of this queue has grown.
  public func makeQueue(
    hasMessages: Bool = false, whenDurable: @escaping @Sendable () -> Void = {}
  ) -> TranscriptQueue {
    precondition(thread == nil, "queues are made before the store starts")
    let isGathered = hasMessages && settings.durability == .lenient
    let queue = TranscriptQueue(
      capacityBytes: settings.queueBytes * (isGathered ? 2 : 1), mostBytes: settings.mostBytes,
      durability: settings.durability, bell: bell, whenDurable: whenDurable)
    queues.append(queue)
    return queue
  }

  /// Begins to write; once.
  public func start() throws(TranscriptFault) {
    precondition(thread == nil && ownWriter == nil, "a store starts once")
    let writer = makeWriter()
    guard let thread = SystemThread(running: { writer.run() }) else { throw .system(EAGAIN) }
    self.thread = thread
  }

  private func makeWriter() -> TranscriptWriter {
    TranscriptWriter(database, queues, bell, board, settings, run: run)
  }

  /// Writes what is ready, on the caller's thread and instead of `start`; false if the database
  /// refuses.
  package func commit() -> Bool {
    precondition(thread == nil, "one thread writes")
    let writer = ownWriter ?? makeWriter()
    ownWriter = writer
    return writer.commit()
  }

  /// Writes what is left, for at most so long if the database refuses; how many records were not
  /// written. Nobody appends any more.
  @discardableResult public func stop(within time: Duration = .seconds(5)) -> Int {
    guard let thread else { return 0 }
    bell.stop(within: time)
    thread.join()
    self.thread = nil
    return figures.queued
  }

  /// What was counted so far, from any thread.
  public var figures: TranscriptFigures { reader() }

  /// Reads what was counted, from any thread, once all queues are made.
  public var reader: @Sendable () -> TranscriptFigures {
    let (board, queues) = (board, queues)
    return {
      var figures = board.figures
      for queue in queues {
        let counts = queue.counts
        figures.queued += counts.records
        figures.queuedBytes += counts.bytes
        figures.refused += counts.refused
      }
      return figures
    }
  }
}
